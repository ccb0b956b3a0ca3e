/** The key that seals secrets: given in production, kept in the data folder by the demo. */
import path from 'node:path'
import { ensureDataFolder, readOrMake } from '../platform/data-folder.ts'
import { makeFernetKey } from '../platform/secrets/fernet.ts'
import { fileProblem, StartProblem } from '../platform/start-problem.ts'
import type { Config } from './config.ts'

/** What `makeSecrets` takes. Throws a StartProblem in production when there is none. */
export function encryptionKey(config: Pick<Config, 'mode' | 'encryptionKeys' | 'dataDir'>): string {
  if (config.encryptionKeys) return config.encryptionKeys
  if (config.mode === 'production')
    throw new StartProblem(
      `ENCRYPTION_KEY is missing, without which no password of a vendor can be kept: put this new one into .env and keep a copy of it elsewhere: ENCRYPTION_KEY=${makeFernetKey()}`,
      { exitCode: 2 },
    )
  return demoKey(config.dataDir)
}

function demoKey(dataDir: string): string {
  try {
    ensureDataFolder(dataDir)
    return readOrMake(path.join(dataDir, 'encryption-key'), makeFernetKey)
  } catch (error) {
    throw fileProblem(error, dataDir) ?? error
  }
}

/** The key that seals secrets: given in production, kept in the data folder by the demo. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureDataFolder } from '../platform/data-folder.ts'
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
  const file = path.join(dataDir, 'encryption-key')
  try {
    ensureDataFolder(dataDir)
    writeFileSync(file, makeFernetKey(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileProblem(error, dataDir) ?? error
  }
  return readFileSync(file, 'utf8').trim()
}

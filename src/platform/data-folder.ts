/** The folder where Antesala keeps what is its own: closed to others, and never somebody else's. */
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartProblem } from './start-problem.ts'

/** Makes it where it is missing. Throws StartProblem where it belongs to another user. */
export function ensureDataFolder(dataDir: string): void {
  // Only the last folder is closed: closing those above it could lock out the account that PostgreSQL runs under.
  mkdirSync(path.dirname(dataDir), { recursive: true })
  try {
    mkdirSync(dataDir, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(dataDir).isDirectory()) throw error
  }
  const owner = statSync(dataDir).uid
  const self = process.getuid?.()
  if (self !== undefined && owner !== self)
    throw new StartProblem(
      `The data folder ${dataDir} belongs to another user (number ${owner}): start as that user, or choose another folder with ANTESALA_DATA_DIR.`,
    )
}

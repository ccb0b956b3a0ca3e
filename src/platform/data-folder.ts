/** The folder where Antesala keeps what is its own: closed to others, and never somebody else's. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

/**
 * What `file` holds; `make` says what to put there where it is missing. Several processes agree on one content, and a full
 * disk or a crash leaves either the whole file or none. Readable by its owner only.
 */
export function readOrMake(file: string, make: () => string): string {
  const found = readIfThere(file)
  if (found !== null) return found
  const half = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(half, make(), { mode: 0o600, flag: 'wx' })
    linkSync(half, file)
  } catch (error) {
    // Another process was faster: what it wrote counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(half, { force: true })
  }
  return readFileSync(file, 'utf8').trim()
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

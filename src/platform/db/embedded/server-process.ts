/** Starts, finds again and stops the one PostgreSQL process that works on a cluster. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { StartProblem } from '../../start-problem.ts'
import { withClient } from '../client.ts'
import { type Account, canReach } from './account.ts'
import type { Binaries } from './binaries.ts'
import { serverEnvironment } from './cluster-folder.ts'
import { clearSocket, findRunningServer, isAlive } from './pid-file.ts'
import { tuning } from './tuning.ts'

export interface ServerPlan {
  cluster: string
  binaries: Binaries
  account: Account | null
  logFile: string
  /** `-c` settings beyond ours, such as `fsync: 'off'` in tests. */
  settings: Record<string, string>
  /** The connection string for a database of a server that listens there. */
  urlFor(server: { port: number; socketFolder: string }, database: string): string
}

export interface ServerProcess {
  pid: number
  port: number
  socketFolder: string
  /** True when it was running already. */
  adopted: boolean
}

/** Reading its log again after a crash may take PostgreSQL long; before that it answers at once. */
const READY_WITHIN_MS = 600_000
/** What the killed server's children may need to notice and end. */
const LOCK_FREE_WITHIN_MS = 10_000
const LOOK_AGAIN_MS = 10
const LOG_KEPT_BYTES = 20 * 1024 * 1024

/** A server that starts, or is being stopped, answers so; which of them depends on the moment. */
const AWAY = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'])

export function isAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (code !== undefined && AWAY.has(code)) || /Connection terminated/.test(message ?? '')
}

/** Beyond PostgreSQL's defaults, which are careful with memory and disk at the cost of whoever writes much at once. */
const SETTINGS = {
  max_connections: '200',
  log_line_prefix: '%m [%p] ',
  // A checkpoint every gigabyte writes each page of the indexes again and again; a crash costs some seconds of reading more.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'pglz',
  // The planner knows a list that has just come in after seconds, not after a minute.
  autovacuum_naptime: '15s',
}

const SOMEONE_STILL_HOLDS_IT =
  /lock file ".*" already exists|shared memory block .* still in use|is another postmaster/i

export async function bringUp(plan: ServerPlan): Promise<ServerProcess> {
  const giveUpOnLock = Date.now() + LOCK_FREE_WITHIN_MS
  for (;;) {
    const running = await findRunningServer(plan.cluster)
    if (running) {
      if (await becomesReady(plan, running, () => isAlive(running.pid))) return { ...running, adopted: true }
      continue
    }
    const outcome = await launch(plan)
    if (typeof outcome !== 'string') return outcome
    if (!SOMEONE_STILL_HOLDS_IT.test(outcome) || Date.now() > giveUpOnLock) throw startFailure(outcome, plan)
    await sleep(100)
  }
}

/** Asks the server to end its sessions and stop; insists when it does not. */
export async function shutDown(pid: number): Promise<void> {
  // Windows knows no signals: there the server ends with the process.
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const until = Date.now() + patienceMs
    while (isAlive(pid) && Date.now() < until) await sleep(LOOK_AGAIN_MS)
  }
}

/** Returns the server, or what it said when it ended instead. */
async function launch(plan: ServerPlan): Promise<ServerProcess | string> {
  const listening = process.platform === 'win32' ? await loopback() : await socket(plan)
  const server = {
    port: listening.port,
    socketFolder: listening.socketFolder,
  }
  const settings = { ...SETTINGS, ...tuning(), ...listening.settings, ...plan.settings }
  const logStart = trimLog(plan.logFile)
  const log = openSync(plan.logFile, 'a', 0o600)
  let child: ChildProcess
  try {
    child = spawn(
      plan.binaries.postgres,
      ['-D', plan.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...plan.account,
        cwd: plan.cluster,
        env: serverEnvironment(),
        stdio: ['ignore', log, log],
        // Its own process group: Ctrl-C is for us, and we stop it in our order.
        detached: true,
      },
    )
  } finally {
    closeSync(log)
  }
  const ended = new Promise<Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('exit', () => resolve(null))
  })
  let alive = true
  ended.then(() => {
    alive = false
  })
  if (await becomesReady(plan, server, () => alive)) {
    child.unref()
    return { ...server, pid: child.pid!, adopted: false }
  }
  return (await ended)?.message ?? readFrom(plan.logFile, logStart)
}

/** Waits until a query is answered; false when the server ended first. */
async function becomesReady(
  plan: ServerPlan,
  server: { port: number; socketFolder: string },
  alive: () => boolean,
): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS
  while (alive()) {
    try {
      await withClient(plan.urlFor(server, 'postgres'), (client) => client.query('select'))
      return true
    } catch (error) {
      const { code } = error as pg.DatabaseError
      if (code === '28P01' || code === '28000')
        throw new StartProblem(
          `The data in ${plan.cluster} does not accept the password kept beside it (postgres-secret): restore both from one backup.`,
          { cause: error },
        )
      if (!isAway(error) || Date.now() > until) throw error
    }
    await sleep(LOOK_AGAIN_MS)
  }
  return false
}

/** A socket in a folder only the server's account and we can open, its path short enough for any system (103 bytes). */
async function socket(plan: ServerPlan) {
  const name = `antesala-${createHash('sha256').update(plan.cluster).digest('hex').slice(0, 16)}`
  const { account } = plan
  const usable = (folder: string) => folder.length + name.length < 80 && (!account || canReach(account, folder))
  const socketFolder = path.join([os.tmpdir(), '/tmp'].find(usable) ?? '/tmp', name)
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 })
  const owner = account?.uid ?? process.getuid!()
  const found = lstatSync(socketFolder)
  if (found.uid !== owner && found.uid === process.getuid!()) chownSync(socketFolder, owner, account!.gid)
  else if (found.uid !== owner || !found.isDirectory())
    throw new StartProblem(
      `${socketFolder}, where the database would listen, belongs to another user (number ${found.uid}): remove it, or set TMPDIR to a folder of yours.`,
    )
  chmodSync(socketFolder, 0o700)
  const port = 5432
  await clearSocket(socketFolder, port)
  return {
    port,
    socketFolder,
    settings: { listen_addresses: '', unix_socket_directories: socketFolder, unix_socket_permissions: '0700' },
  }
}

async function loopback() {
  const port = await new Promise<number>((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
  return { port, socketFolder: '', settings: { listen_addresses: '127.0.0.1', port: String(port) } }
}

function startFailure(said: string, plan: ServerPlan): StartProblem {
  if (/no space left on device|disk quota exceeded/i.test(said))
    return new StartProblem(
      `The disk that holds ${plan.cluster} is full: free some space, or choose another folder with ANTESALA_DATA_DIR.`,
    )
  const line = said
    .split('\n')
    .find((candidate) => /FATAL|PANIC/.test(candidate))
    ?.replace(/^.*?(FATAL|PANIC):\s*/, '')
  return new StartProblem(
    `The database in ${plan.cluster} did not start: ${line ?? (said.trim().split('\n').at(-1) || 'it said nothing')} (more in ${plan.logFile}).`,
  )
}

function trimLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < LOG_KEPT_BYTES) return size
  truncateSync(file)
  return 0
}

function readFrom(file: string, start: number): string {
  const log = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(64 * 1024)
    return buffer.toString('utf8', 0, readSync(log, buffer, 0, buffer.length, start))
  } finally {
    closeSync(log)
  }
}

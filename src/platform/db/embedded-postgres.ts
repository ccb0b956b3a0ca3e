/**
 * Our own PostgreSQL, for those who bring none: started from the npm package's programs, its data under the data folder.
 *
 * Any number of processes may use one server. Each holds a shared advisory lock while it does; whoever leaves tries to
 * take the lock alone, and the one who gets it was the last and stops the server. A killed process loses its lock with its
 * connection. A server that was left running is adopted by the next process that starts.
 */
import { createHash, createHmac } from 'node:crypto'
import { rmdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { ensureDataFolder } from '../data-folder.ts'
import { fileProblem } from '../start-problem.ts'
import { makeClient, withClient } from './client.ts'
import { serverAccount } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import { ensureCluster, readSecret } from './embedded/cluster-folder.ts'
import { oneAtATime } from './embedded/one-at-a-time.ts'
import { bringUp, isAway, type ServerProcess, shutDown } from './embedded/server-process.ts'
import { printRoles } from './roles.ts'

const DATABASE = 'antesala'
const LOGIN = 'antesala'
type User = 'postgres' | typeof LOGIN
/** Held shared by every process that uses the server, in the database `postgres`. */
const PRESENCE_LOCK = 4_120_815_017
/** Between two tries to bring back a server that went away and does not start. */
const TRY_AGAIN_MS = 5000
const GONE_WITHIN_MS = 1000
const LOOK_AGAIN_MS = 10
/** A server that is being stopped is waited for, then started again. */
const JOIN_WITHIN_MS = 60_000

export interface EmbeddedOptions {
  dataDir: string
  /** PostgreSQL settings beyond ours. */
  settings?: Record<string, string>
  /** Told what takes a moment. */
  onProgress?: (step: 'starting' | 'restarting') => void
  /** Told why a server that went away could not be started again; it is tried again. */
  onTrouble?: (error: unknown) => void
}

export interface EmbeddedServer {
  /** The product's database, as the login that owns it. */
  url: string
  /** The database `postgres`, as superuser: for tests and backups. */
  adminUrl: string
  pid: number
  /** True when the server was already running: another process uses it, or one was killed. */
  adopted: boolean
  /** Leaves; the last to leave stops the server. */
  close(): Promise<void>
}

/** Starts or joins the server of `dataDir`. Throws StartProblem with a sentence for the person at the terminal. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = path.resolve(options.dataDir)
  try {
    return await start(dataDir, options)
  } catch (error) {
    throw fileProblem(error, dataDir) ?? error
  }
}

async function start(dataDir: string, options: EmbeddedOptions): Promise<EmbeddedServer> {
  ensureDataFolder(dataDir)
  let closing = false
  let joined: Joined
  /** Pending while a server that went away is brought back. */
  let coming: Promise<void> = Promise.resolve()

  const join = async () => {
    joined = await joinServer(dataDir, options.settings ?? {})
    joined.presence.once('end', () => {
      if (!closing) coming = comeBack()
    })
  }
  // Whoever asks for the database meanwhile is told `unavailable`.
  const comeBack = async () => {
    options.onProgress?.('restarting')
    while (!closing) {
      try {
        return await join()
      } catch (error) {
        options.onTrouble?.(error)
        await wait(TRY_AGAIN_MS, undefined, { ref: false })
      }
    }
  }

  options.onProgress?.('starting')
  await join()
  const { server, urlFor } = joined!
  return {
    url: urlFor(LOGIN, DATABASE),
    adminUrl: urlFor('postgres', 'postgres'),
    pid: server.pid,
    adopted: server.adopted,
    close: async () => {
      if (closing) return
      closing = true
      await coming
      if (!(await leave(joined.presence))) return
      await shutDown(joined.server.pid)
      const { socketFolder } = joined.server
      // Empty now, unless somebody starts the server again this moment.
      if (socketFolder) await oneAtATime(startName(dataDir), () => rmdir(socketFolder).catch(() => {}))
    },
  }
}

interface Joined {
  server: ServerProcess
  /** Holds our place among the server's users; ends with the server. */
  presence: pg.Client
  urlFor(user: User, database: string): string
}

/** Names the right to start, so that of several processes one starts the server and the others find it. */
const startName = (dataDir: string): string =>
  `antesala-start-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`

async function joinServer(dataDir: string, settings: Record<string, string>): Promise<Joined> {
  for (const giveUp = Date.now() + JOIN_WITHIN_MS; ; ) {
    try {
      const { server, urlFor } = await oneAtATime(startName(dataDir), () => findOrStart(dataDir, settings))
      return { server, urlFor, presence: await enter(urlFor(LOGIN, 'postgres')) }
    } catch (error) {
      if (!isAway(error) || Date.now() > giveUp) throw error
    }
  }
}

async function findOrStart(dataDir: string, settings: Record<string, string>): Promise<Omit<Joined, 'presence'>> {
  const account = serverAccount()
  const secret = readSecret(dataDir)
  const binaries = await findBinaries(account)
  const server = await bringUp({
    cluster: await ensureCluster(dataDir, binaries, account, passwordOf('postgres', secret)),
    binaries,
    account,
    logFile: path.join(dataDir, 'postgres.log'),
    settings,
    urlFor: (at, database) => connectionString('postgres', secret, database, at),
  })
  const urlFor = (user: User, database: string) => connectionString(user, secret, database, server)
  await ensureDatabase(urlFor, passwordOf(LOGIN, secret))
  return { server, urlFor }
}

/** Takes our place among the server's users. */
async function enter(url: string): Promise<pg.Client> {
  const client = makeClient({ connectionString: url, application_name: 'antesala presence', keepAlive: true })
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK])
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** True when nobody else uses the server: it may be stopped. */
async function leave(presence: pg.Client): Promise<boolean> {
  try {
    await presence.query('select pg_advisory_unlock_shared($1)', [PRESENCE_LOCK])
    const { rows } = await presence.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
      PRESENCE_LOCK,
    ])
    // The lock stays ours until the server ends: who arrives now waits, is turned away, and starts it again.
    if (rows[0]?.alone) {
      await othersGone(presence)
      return true
    }
    await presence.end()
    return false
  } catch {
    return false
  }
}

/** Connections that were just closed need a moment; ended by the server's stop they would each be reported as broken. */
async function othersGone(presence: pg.Client): Promise<void> {
  for (const until = Date.now() + GONE_WITHIN_MS; Date.now() < until; await wait(LOOK_AGAIN_MS)) {
    const { rows } = await presence.query<{ some: boolean }>(
      `select exists (select from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()) as some`,
    )
    if (!rows[0]?.some) return
  }
}

/** The product's login and database: not a superuser, so that row-level security holds for it. Made at the first start. */
async function ensureDatabase(urlFor: Joined['urlFor'], password: string): Promise<void> {
  await withClient(urlFor('postgres', 'postgres'), async (client) => {
    const { rows } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rows.length > 0) return
    // Under another name until it is whole, so that a start cut off in between leaves no half one under the real name.
    const half = `${DATABASE}_half`
    await client.query(`drop database if exists ${half}`)
    await client.query(`drop role if exists ${LOGIN}`)
    await client.query(`create role ${LOGIN} login noinherit password ${client.escapeLiteral(password)}`)
    await client.query(`create database ${half} owner ${LOGIN}`)
    await withClient(urlFor('postgres', half), async (inside) => {
      const version = await inside.query<{ version: number }>(
        `select current_setting('server_version_num')::int as version`,
      )
      await inside.query(printRoles({ login: LOGIN, database: half, version: version.rows[0]!.version }))
    })
    await client.query(`alter database ${half} rename to ${DATABASE}`)
  })
}

/** One secret, two passwords, neither of which tells the other. */
const passwordOf = (user: User, secret: string): string => createHmac('sha256', secret).update(user).digest('hex')

function connectionString(
  user: User,
  secret: string,
  database: string,
  at: { port: number; socketFolder: string },
): string {
  const login = `${user}:${passwordOf(user, secret)}`
  return at.socketFolder
    ? `postgresql://${login}@/${database}?host=${encodeURIComponent(at.socketFolder)}&port=${at.port}`
    : `postgresql://${login}@127.0.0.1:${at.port}/${database}`
}

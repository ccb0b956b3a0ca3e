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
import pg from 'pg'
import { fileProblem } from '../start-problem.ts'
import { serverAccount } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import { ensureCluster, ensureDataFolder, readSecret } from './embedded/cluster-folder.ts'
import { oneAtATime } from './embedded/one-at-a-time.ts'
import { bringUp, type ServerPlan, type ServerProcess, shutDown } from './embedded/server-process.ts'
import { printRoles } from './roles.ts'

const DATABASE = 'antesala'
const LOGIN = 'antesala'
/** Held shared by every process that uses the server, in the database `postgres`. */
const PRESENCE_LOCK = 4_120_815_017
/** The server ended our session because it was told to stop. */
const STOPPING = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'])

export interface EmbeddedOptions {
  dataDir: string
  /** PostgreSQL settings beyond ours. */
  settings?: Record<string, string>
  /** Told what takes a moment: `creating`, `starting`, `restarting`. */
  onProgress?: (step: 'starting' | 'restarting') => void
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
  await ensureDataFolder(dataDir)
  const name = `antesala-start-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
  const account = serverAccount()
  let closing = false
  let server: ServerProcess
  let presence: pg.Client

  const join = async () => {
    for (;;) {
      const secret = await readSecret(dataDir)
      const passwords = { postgres: derive(secret, 'postgres'), [LOGIN]: derive(secret, LOGIN) }
      const url = (user: 'postgres' | typeof LOGIN, database: string, at: { port: number; socketFolder: string }) =>
        connectionString(user, passwords[user]!, database, at)
      server = await oneAtATime(name, async () => {
        const binaries = await findBinaries(account)
        const plan: ServerPlan = {
          cluster: await ensureCluster(dataDir, binaries, account, passwords.postgres),
          binaries,
          account,
          logFile: path.join(dataDir, 'postgres.log'),
          settings: options.settings ?? {},
          urlFor: (at, database) => url('postgres', database, at),
        }
        const up = await bringUp(plan)
        await ensureDatabase(url('postgres', 'postgres', up), url('postgres', DATABASE, up), passwords[LOGIN])
        return up
      })
      const client = await enter(url(LOGIN, 'postgres', server))
      if (!client) continue
      presence = client
      client.once('end', () => {
        if (closing) return
        options.onProgress?.('restarting')
        // Whoever waits for the database gets `unavailable` until it is back; a failure to bring it back shows there too.
        join().catch(() => {})
      })
      return { url: url(LOGIN, DATABASE, server), adminUrl: url('postgres', 'postgres', server) }
    }
  }

  options.onProgress?.('starting')
  const urls = await join()
  return {
    ...urls,
    pid: server!.pid,
    adopted: server!.adopted,
    close: async () => {
      if (closing) return
      closing = true
      if (!(await leave(presence))) return
      await shutDown(server.pid)
      // Empty now, unless somebody starts the server again this moment.
      if (server.socketFolder) await oneAtATime(name, () => rmdir(server.socketFolder).catch(() => {}))
    },
  }
}

/** Takes our place among the server's users; null when the server was just being stopped by the last of them. */
async function enter(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'antesala presence', keepAlive: true })
  // After `end` the reason no longer matters: the `end` listener acts.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK])
    return client
  } catch (error) {
    await client.end().catch(() => {})
    const { code, message } = error as pg.DatabaseError
    if ((code && STOPPING.has(code)) || /Connection terminated/.test(message)) return null
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
    if (rows[0]?.alone) return true
    await presence.end()
    return false
  } catch {
    return false
  }
}

/** The product's login and database: not a superuser, so that row-level security holds for it. Made at the first start. */
async function ensureDatabase(adminUrl: string, productUrl: string, password: string): Promise<void> {
  await connected(adminUrl, async (client) => {
    const { rows } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rows.length > 0) return
    await client.query(`drop role if exists ${LOGIN}`)
    await client.query(`create role ${LOGIN} login noinherit password ${client.escapeLiteral(password)}`)
    // In two steps, so that a start cut off in between leaves no half database under the real name.
    await client.query(`drop database if exists ${DATABASE}_half`)
    await client.query(`create database ${DATABASE}_half owner ${LOGIN}`)
    await connected(productUrl.replace(`/${DATABASE}`, `/${DATABASE}_half`), async (inside) => {
      const version = await inside.query<{ version: number }>(
        `select current_setting('server_version_num')::int as version`,
      )
      await inside.query(printRoles({ login: LOGIN, database: `${DATABASE}_half`, version: version.rows[0]!.version }))
    })
    await client.query(`alter database ${DATABASE}_half rename to ${DATABASE}`)
  })
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const derive = (secret: string, user: string): string => createHmac('sha256', secret).update(user).digest('hex')

function connectionString(
  user: string,
  password: string,
  database: string,
  at: { port: number; socketFolder: string },
): string {
  return at.socketFolder
    ? `postgresql://${user}:${password}@/${database}?host=${encodeURIComponent(at.socketFolder)}&port=${at.port}`
    : `postgresql://${user}:${password}@127.0.0.1:${at.port}/${database}`
}

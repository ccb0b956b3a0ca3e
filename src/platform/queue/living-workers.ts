/**
 * After a `kill -9` the jobs of the dead process stay locked for hours. So each process keeps an advisory lock for as long
 * as it lives, beside the names of its workers: whoever can take that lock knows that the owner is gone and frees its jobs.
 */
import { randomInt } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Database } from '../db/database.ts'
import type { Logger } from '../telemetry/log.ts'

const SWEEP_EVERY_MS = 10_000
const REJOIN_EVERY_MS = 250
/** A lock this old by a worker that never signed in belongs to a process that died while starting. */
const NAMELESS_AFTER_S = 60

export interface Registration {
  events: WorkerEvents
  leave(): Promise<void>
}

export async function registerProcess(db: Database, log: Logger): Promise<Registration> {
  const ticket = randomInt(1, 2 ** 47)
  const workerIds = new Set<string>()
  let left = false
  /** Null while the session that holds the ticket is lost. */
  let session: pg.Client | null = null
  let rejoining = Promise.resolve()

  const signIn = (workerId: string) =>
    db.pool.query('insert into job_workers (worker_id, ticket) values ($1, $2) on conflict do nothing', [
      workerId,
      ticket,
    ])
  // Told more than once of one end: PostgreSQL says goodbye, then the socket closes.
  const onLost = (error: Error) => {
    if (session === null || left) return
    session = null
    log.warn({ err: error }, 'the session that shows this process is alive was lost')
    rejoining = rejoining.then(rejoin)
  }
  /** Until then we look dead to everybody, and our running jobs may be started a second time. */
  const rejoin = async () => {
    while (!left)
      try {
        session ??= await holdTicket(db.url, ticket, onLost)
        for (const workerId of workerIds) await signIn(workerId)
        return
      } catch {
        await wait(REJOIN_EVERY_MS)
      }
  }
  session = await holdTicket(db.url, ticket, onLost)

  const events: WorkerEvents = new EventEmitter()
  const signedIn: Promise<unknown>[] = []
  events.on('worker:create', ({ worker }) => {
    workerIds.add(worker.workerId)
    signedIn.push(
      signIn(worker.workerId).catch((error: unknown) => log.warn({ err: error }, 'a worker could not sign in')),
    )
  })

  const sweep = async () => {
    // Whoever looks dead to themselves would free their own running jobs.
    if (session === null) return
    try {
      const freed = await freeJobsOfTheDead(db)
      if (freed) log.warn({ workers: freed }, 'freed the jobs of processes that died')
    } catch (error) {
      log.warn({ err: error }, 'could not look for dead processes')
    }
  }
  await sweep()
  const timer = setInterval(sweep, SWEEP_EVERY_MS)
  return {
    events,
    async leave() {
      left = true
      clearInterval(timer)
      await Promise.allSettled([rejoining, ...signedIn])
      await db.pool.query('delete from job_workers where ticket = $1', [ticket]).catch(() => undefined)
      await session?.end().catch(() => undefined)
    },
  }
}

async function holdTicket(url: string, ticket: number, onLost: (error: Error) => void): Promise<pg.Client> {
  const session = new pg.Client({ connectionString: url, application_name: 'antesala-alive', keepAlive: true })
  session.on('error', onLost)
  await session.connect()
  await session.query('select pg_advisory_lock($1)', [ticket])
  return session
}

/** How many workers were found dead and their jobs freed. */
export async function freeJobsOfTheDead(db: Database): Promise<number> {
  const client = await db.pool.connect()
  try {
    const { rows: tickets } = await client.query<{ ticket: string }>('select distinct ticket from job_workers')
    const dead: string[] = []
    for (const { ticket } of tickets) {
      const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [ticket])
      if (!rows[0]?.free) continue
      const gone = await client.query<{ worker_id: string }>(
        'delete from job_workers where ticket = $1 returning worker_id',
        [ticket],
      )
      dead.push(...gone.rows.map((row) => row.worker_id))
      await client.query('select pg_advisory_unlock($1)', [ticket])
    }
    const nameless = await client.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker.jobs where locked_by is not null
        and locked_at < now() - $1 * interval '1 second' and locked_by not in (select worker_id from job_workers)`,
      [NAMELESS_AFTER_S],
    )
    dead.push(...nameless.rows.map((row) => row.locked_by))
    if (dead.length) await client.query('select graphile_worker.force_unlock_workers($1)', [dead])
    return dead.length
  } finally {
    client.release()
  }
}

/** How much work waits, and for how long. */
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'

export interface QueueDepth {
  ready: number
  scheduled: number
  oldestReadyS: number
}

/** Over all workspaces. Cheap enough for a probe: the queue's table holds only what is not done. */
export async function queueDepth(db: Database): Promise<QueueDepth> {
  const { rows } = await sql<{ ready: number; scheduled: number; oldest: number }>`
    select count(*) filter (where run_at <= now())::int as ready, count(*) filter (where run_at > now())::int as scheduled,
      coalesce(extract(epoch from now() - min(run_at) filter (where run_at <= now() and locked_at is null)), 0)::float8 as oldest
    from graphile_worker.jobs where attempts < max_attempts`.execute(db.kysely)
  const row = rows[0]
  return { ready: row?.ready ?? 0, scheduled: row?.scheduled ?? 0, oldestReadyS: row?.oldest ?? 0 }
}

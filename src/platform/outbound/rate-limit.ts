/** A rate that holds across processes: a token bucket per workspace and name, in PostgreSQL. */
import { sql } from 'kysely'
import { inWorkspace } from '../db/database.ts'
import type { Scope } from '../scope.ts'

export interface Rate {
  /** Tokens that come back each second; may be less than one. */
  perSecond: number
  /** The most that can be taken at once after a quiet time; at least 1. */
  burst: number
}

/**
 * Takes a token of the bucket `name` (`pearl:make-call`). `waitMs: 0` means it is yours; anything else means that none was
 * taken, and when to ask again. Nothing is reserved, so whoever gives up costs nobody anything.
 *
 * Runs by machine time (a vendor does not care what a demo's clock shows), never backwards: a process whose clock is
 * behind adds nothing. A bucket more than a minute ahead (somebody put a clock right) counts as full.
 */
export async function takeToken(
  scope: Pick<Scope, 'workspaceId' | 'db' | 'clock'>,
  name: string,
  rate: Rate,
): Promise<{ waitMs: number }> {
  if (!(rate.perSecond > 0) || !(rate.burst >= 1))
    throw new RangeError(`rate of ${name}: perSecond > 0 and burst >= 1 are needed`)
  const now = scope.clock.toMachine(scope.clock.now())
  return inWorkspace(scope, async (tx) => {
    // One statement: the row's lock makes takers queue, and `where` is judged again on what the one before left.
    // A refusal writes nothing; its wait is read from before the race, so it can only be an estimate.
    const { rows } = await sql<{ wait_ms: number }>`
      with taken as (
          insert into rate_buckets as b (workspace_id, name, tokens, refilled_at)
          values (app.workspace(), ${name}, ${rate.burst}::float8 - 1, ${now}::timestamptz)
          on conflict (workspace_id, name) do update set
            tokens = ${filled(rate, now)} - 1,
            refilled_at = case when b.refilled_at > ${now}::timestamptz + interval '1 minute' then ${now}::timestamptz
              else greatest(b.refilled_at, ${now}::timestamptz) end
          where ${filled(rate, now)} >= 1
          returning 1
        )
      select case
        when exists (select from taken) then 0
        else coalesce(
          (select nullif(greatest(0, 1 - ${filled(rate, now)}), 0) from rate_buckets b where b.workspace_id = app.workspace() and b.name = ${name}),
          1
        ) * 1000 / ${rate.perSecond}::float8
      end as wait_ms,
      -- A token lost in a crash harms nobody: who comes next need not wait for the disk.
      set_config('synchronous_commit', 'off', true)`.execute(tx)
    return { waitMs: Math.ceil(rows[0]!.wait_ms) }
  })
}

/** Tokens in the bucket `b` at `now`. */
const filled = (rate: Rate, now: Date) => sql`case
  when b.refilled_at > ${now}::timestamptz + interval '1 minute' then ${rate.burst}::float8
  else least(${rate.burst}::float8, b.tokens
    + greatest(0, extract(epoch from ${now}::timestamptz - b.refilled_at)::float8) * ${rate.perSecond}::float8) end`

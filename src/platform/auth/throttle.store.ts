/**
 * What better-auth does not count: tries per account, whatever address they come from, and TOTP codes already used.
 *
 * A try is counted before its password is looked at, so that thirty at once do not all pass; a good one clears the count.
 * Accounts are kept as keyed hashes: unknown addresses are counted like known ones and can be told from neither.
 */
import { createHmac } from 'node:crypto'
import type pg from 'pg'

export interface TryLimit {
  tries: number
  windowS: number
}

/** Ten guesses a quarter of an hour are nothing to a guesser and enough for somebody who mistypes. */
export const PASSWORD_LIMIT: TryLimit = { tries: 10, windowS: 900 }
/** A flood of reset mails is a nuisance of its own. */
export const RESET_LIMIT: TryLimit = { tries: 3, windowS: 3600 }

export interface Throttle {
  /** Counts a try; answers the seconds to wait where there were too many, else 0. */
  count(account: string, limit: TryLimit): Promise<number>
  clear(account: string): Promise<void>
  /** True once per person and time step, and never again for that step or an earlier one. */
  claimTotpStep(userId: string, step: number): Promise<boolean>
}

export function makeThrottle(pool: pg.Pool, secret: string): Throttle {
  const hashOf = (account: string) => createHmac('sha256', secret).update(account).digest('base64url')
  return {
    async count(account, limit) {
      const { rows } = await pool.query<{ failures: number; wait: number }>(COUNT, [hashOf(account), limit.windowS])
      const { failures, wait } = rows[0]!
      return failures > limit.tries ? Math.max(1, Math.ceil(wait)) : 0
    },
    async clear(account) {
      await pool.query(CLEAR, [hashOf(account)])
    },
    async claimTotpStep(userId, step) {
      const { rowCount } = await pool.query(CLAIM_STEP, [userId, step])
      return rowCount === 1
    },
  }
}

const COUNT = `
  insert into auth.account_failures as f (account_hash, failures, window_started_at) values ($1, 1, now())
  on conflict (account_hash) do update set
    failures = case when f.window_started_at < now() - make_interval(secs => $2) then 1 else f.failures + 1 end,
    window_started_at = case when f.window_started_at < now() - make_interval(secs => $2) then now() else f.window_started_at end
  returning failures, extract(epoch from window_started_at + make_interval(secs => $2) - now())::float8 as wait`

// Whoever signs in also sweeps out what nobody counts any more.
const CLEAR = `delete from auth.account_failures where account_hash = $1 or window_started_at < now() - interval '1 day'`

const CLAIM_STEP = `
  insert into auth.totp_steps as t (user_id, last_step) values ($1, $2)
  on conflict (user_id) do update set last_step = excluded.last_step where t.last_step < excluded.last_step`

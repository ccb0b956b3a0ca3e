/** After a failed try: again when, or never. The error's kind decides, the job's own rule sets the pace. */
import { type AppError, attemptsOf, isRetryable } from '../../kernel/errors.ts'
import type { RetryRule } from './job.ts'

export type AfterFailure = { again: true; inMs: number } | { again: false }

/**
 * Kinds that time heals are tried as often as the job's rule says, `limit` at the time it named without counting down
 * to an end sooner; a bug twice; all others never again. `chance` (0..1) spreads the waits (full jitter on the upper half).
 */
export function afterFailure(error: AppError, attempt: number, rule: RetryRule, chance: number): AfterFailure {
  const most = Math.min(attemptsOf[error.kind], rule.attempts)
  if (attempt >= most) return { again: false }
  if (error.retryAfterS !== undefined && isRetryable(error.kind))
    return { again: true, inMs: error.retryAfterS * 1000 + chance * 1000 }
  const backoffS = Math.min(rule.baseS * 2 ** (attempt - 1), rule.capS)
  return { again: true, inMs: Math.round(backoffS * 1000 * (0.5 + chance / 2)) }
}

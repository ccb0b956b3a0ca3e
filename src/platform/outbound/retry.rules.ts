/** Which request to a vendor may be sent again, and after what pause: pure decisions. */

/** How one try ended without a usable answer. */
export type TryFailure =
  /** The connection was never made: the vendor knows nothing of us. */
  | 'never_sent'
  /** 429, 408, 425: the vendor says it did not do it. */
  | 'turned_away'
  /** 503. */
  | 'unavailable'
  /** Another 5xx: it may have been done. */
  | 'failed'
  /** Sent, and no answer, or half of one: it may have been done. */
  | 'no_answer'

/** Methods that may be repeated because twice does what once does (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])

export interface TryOutcome {
  failure: TryFailure
  /** What `Retry-After` asked for, in seconds, where it was sent. */
  retryAfterS?: number | undefined
}

/**
 * A repeat must never do something twice: an idempotent request may always be repeated, another one only where the
 * vendor certainly did nothing. A bare 503 to a POST is not such a case: gateways say it after passing the request on.
 */
export function mayRepeat(request: { method: string; idempotent?: boolean }, outcome: TryOutcome): boolean {
  if (request.idempotent ?? IDEMPOTENT.has(request.method)) return true
  if (outcome.failure === 'never_sent' || outcome.failure === 'turned_away') return true
  return outcome.failure === 'unavailable' && outcome.retryAfterS !== undefined
}

export interface PauseRule {
  /** The most that the first repeat waits, in milliseconds; doubled for each one after it. */
  baseMs: number
  capMs: number
}

/**
 * Full jitter: anything between nothing and the doubled base, so that many who failed together do not come back together.
 * A vendor's own `Retry-After` is a floor, never shortened. `repeat` is 1 for the first repeat; `random` is in [0, 1).
 */
export function pauseMs(rule: PauseRule, repeat: number, outcome: TryOutcome, random: number): number {
  const jitter = Math.min(rule.capMs, rule.baseMs * 2 ** (repeat - 1)) * random
  return (outcome.retryAfterS ?? 0) * 1000 + jitter
}

/** `Retry-After` in seconds: a number of them, or a date seen from the answer's own `Date` (clocks differ), else from `now`. */
export function readRetryAfter(value: string | undefined, date: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  if (/^\s*\d+\s*$/.test(value)) return Number(value)
  const until = Date.parse(value)
  if (Number.isNaN(until)) return undefined
  const from = Date.parse(date ?? '')
  return Math.max(0, Math.ceil((until - (Number.isNaN(from) ? now.getTime() : from)) / 1000))
}

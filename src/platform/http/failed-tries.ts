/**
 * How often each address has come with a key or a session that is none. Past its share the address is asked to wait before
 * anybody looks a credential up again; what was good a moment ago still passes, since many may share one address with
 * whoever guesses (an office, a proxy).
 */
import { createHash } from 'node:crypto'

const WINDOW_MS = 60_000
/** Enough for a badly set up integration to be told what is wrong, far too few to guess or to keep the database busy. */
export const MOST_FAILURES = 120
/** A good credential that is not seen for this long is looked at like any other. */
const GOOD_FOR_MS = 3_600_000
/** Of each kind; the oldest make room. */
const MOST_REMEMBERED = 10_000

export interface FailedTries {
  /** Seconds that this address should wait; 0 when the credential may be looked up. */
  waitS(address: string, credential: string): number
  failed(address: string): void
  passed(credential: string): void
}

/** `now` in milliseconds, of the machine. */
export function makeFailedTries(now = () => performance.now()): FailedTries {
  const failures = new Map<string, { count: number; until: number }>()
  const goodUntil = new Map<string, number>()
  return {
    waitS(address, credential) {
      const known = failures.get(address)
      if (!known || known.count < MOST_FAILURES || known.until <= now()) return 0
      if ((goodUntil.get(hashOf(credential)) ?? 0) > now()) return 0
      return Math.ceil((known.until - now()) / 1000)
    },
    failed(address) {
      const known = failures.get(address)
      if (known && known.until > now()) known.count += 1
      else remember(failures, address, { count: 1, until: now() + WINDOW_MS })
    },
    passed(credential) {
      remember(goodUntil, hashOf(credential), now() + GOOD_FOR_MS)
    },
  }
}

/** Set anew at the end, so that the first is the one not heard of for longest. */
function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.delete(key)
  memory.set(key, value)
  if (memory.size > MOST_REMEMBERED) memory.delete(memory.keys().next().value!)
}

/** No secret is kept. */
const hashOf = (credential: string): string => createHash('sha256').update(credential).digest('base64url')

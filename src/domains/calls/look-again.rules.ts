/**
 * When the reconciler looks at an attempt that went quiet, and when it gives up. Webhooks settle nearly every call; a
 * look is for those whose webhook never came. Waits double, so that a long talk is not asked about every half minute.
 */
import type { CallState } from './call.ts'

/** Seconds from entering a state until the first look at it. */
const FIRST_LOOK_S: Record<Exclude<CallState, 'settled'>, number> = {
  /** Its job comes at once; it is lost when nobody took it after this. */
  claimed: 20,
  /** Longer than a permit and the deadline of Make Call together: by then nobody is on the wire. */
  dialing: 20,
  /** What was queued at the vendor must have had time to become a call. */
  unknown: 20,
  requested: 20,
  on_call: 30,
}
const LONGEST_WAIT_S = 900

/** In vain this often: given up. By the waits above, that is over an hour and a half after the first look. */
export const MOST_LOOKS: Record<Exclude<CallState, 'settled'>, number> = {
  claimed: 3,
  dialing: 3,
  /** The vendor knows no such call, asked over two minutes: it never had the request. */
  unknown: 3,
  requested: 12,
  on_call: 12,
}

/**
 * A lost dial whose request may still wait in the vendor's queue is asked about this often, and given up on after so
 * long: never called again by a machine, since the phone may yet ring.
 */
export const QUEUED_LOOK_S = 60
export const LONGEST_QUEUE_MS = 6 * 3_600_000

/** The instant of the next look after `looks` in vain. */
export function nextLookAt(state: Exclude<CallState, 'settled'>, looks: number, now: Date): Date {
  const waitS = Math.min(FIRST_LOOK_S[state] * 2 ** looks, LONGEST_WAIT_S)
  return new Date(now.getTime() + waitS * 1000)
}

/**
 * What happens to a lead after an attempt: rest, try again, or give up, and why.
 *
 * - A talk is a result, whatever came of it: it is no attempt, and nobody is rung again for it.
 * - Without contact, the lead is tried again after the workspace's wait, until its limit. Only calls since the last
 *   reset count.
 * - One `failed` is the exchange's problem; a second one makes it a wrong number.
 * - Where the vendor, or we, cannot tell what happened, a person decides: no machine tries again.
 */
import type { Disposition } from './call.ts'
import { madeContact } from './dispositions.rules.ts'

export interface RetryRule {
  /** Attempts without contact before a lead is left in peace. */
  limit: number
  /** Seconds between two of them. */
  waitS: number
}

export type NextStep =
  /** Talked, or for a person to look at: the dialer is done with it. */
  | { step: 'rest' }
  | { step: 'retry'; at: Date }
  /** Never sent: as if nothing had been, so at once. */
  | { step: 'again'; at: Date }
  | { step: 'give_up'; reason: 'max_attempts' | 'wrong_number' }

/** Attempts that count to the limit: placed, and nobody was reached. */
const WITHOUT_CONTACT: ReadonlySet<Disposition> = new Set([
  'voicemail',
  'busy',
  'no_answer',
  'unreachable',
  'failed',
  'cancelled',
  'vendor_error',
])

/** A second try would ring somebody who must not be rung, or repeat what nobody understood. */
const FOR_A_PERSON: ReadonlySet<Disposition> = new Set(['blacklisted', 'unknown', 'refused', 'unresolved'])

const FAILURES_OF_A_WRONG_NUMBER = 2

export const countsToLimit = (disposition: Disposition): boolean => WITHOUT_CONTACT.has(disposition)

/** `since` holds the dispositions of this lead's calls since its last reset, the one that just ended included. */
export function chooseNext(
  ended: Disposition,
  since: readonly Disposition[],
  rule: RetryRule,
  endedAt: Date,
): NextStep {
  if (madeContact(ended) || FOR_A_PERSON.has(ended)) return { step: 'rest' }
  if (ended === 'not_placed') return { step: 'again', at: endedAt }
  const failures = since.filter((one) => one === 'failed').length
  if (failures >= FAILURES_OF_A_WRONG_NUMBER) return { step: 'give_up', reason: 'wrong_number' }
  if (since.filter(countsToLimit).length >= rule.limit) return { step: 'give_up', reason: 'max_attempts' }
  return { step: 'retry', at: new Date(endedAt.getTime() + rule.waitS * 1000) }
}

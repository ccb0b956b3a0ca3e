/**
 * THE table from what the vendor says to what we understand: telephony `status` × `conversationStatus`. Nowhere else is
 * either number given a meaning. It is read from the top, the first line that fits wins, as the contract writes it:
 *
 *     4 with 100, 110, 130 → completed; 4 with 70 (voicemail) → no_answer; 5 → busy; 7, or 150 → no_answer;
 *     6, 8, or 220, 500 → error; 2, 3 → still calling; anything else → error, kept for review.
 *
 * A 4 alone is no success: machines are answered too, and only the conversation says what came of it.
 */
import type { CallStatus, Disposition } from './call.ts'

/** `ended` false: the call goes on, nothing is decided yet. */
export type Verdict =
  | { ended: false; callStatus: 'calling' }
  | { ended: true; callStatus: CallStatus; disposition: Disposition; needsReview: boolean }

interface Line {
  status?: number
  conversation?: number
  verdict: Verdict
}

const ended = (callStatus: CallStatus, disposition: Disposition): Verdict => ({
  ended: true,
  callStatus,
  disposition,
  needsReview: false,
})
const STILL_CALLING: Verdict = { ended: false, callStatus: 'calling' }
const FOR_REVIEW: Verdict = { ended: true, callStatus: 'error', disposition: 'unknown', needsReview: true }

const TABLE: readonly Line[] = [
  { status: 4, conversation: 100, verdict: ended('completed', 'success') },
  { status: 4, conversation: 110, verdict: ended('completed', 'not_successful') },
  { status: 4, conversation: 130, verdict: ended('completed', 'talked') },
  { status: 4, conversation: 70, verdict: ended('no_answer', 'voicemail') },
  { status: 5, verdict: ended('busy', 'busy') },
  { status: 7, verdict: ended('no_answer', 'no_answer') },
  { conversation: 150, verdict: ended('no_answer', 'unreachable') },
  // Of two lines that say error, the one that says more: a blacklisted number is not tried again, a failed one is.
  { conversation: 220, verdict: ended('error', 'blacklisted') },
  { status: 6, verdict: ended('error', 'failed') },
  { status: 8, verdict: ended('error', 'cancelled') },
  { conversation: 500, verdict: ended('error', 'vendor_error') },
  { status: 2, verdict: STILL_CALLING },
  { status: 3, verdict: STILL_CALLING },
]

export function classify(status: number | null, conversationStatus: number | null): Verdict {
  // Nothing said at all is no ending.
  if (status === null && conversationStatus === null) return STILL_CALLING
  const line = TABLE.find(
    (one) =>
      (one.status === undefined || one.status === status) &&
      (one.conversation === undefined || one.conversation === conversationStatus),
  )
  return line?.verdict ?? FOR_REVIEW
}

/** Dispositions of a talk with a person: a business outcome, so no attempt "without contact". */
const CONTACT: ReadonlySet<Disposition> = new Set(['success', 'not_successful', 'talked'])

export const madeContact = (disposition: Disposition): boolean => CONTACT.has(disposition)

/** The finer state of a vendor's call request, before a call exists (1 queue, 2 on call, 10 completed, 20 blacklisted, 100 error). */
export function classifyRequest(status: number): Verdict {
  if (status === 20) return ended('error', 'blacklisted')
  if (status === 100) return ended('error', 'vendor_error')
  return STILL_CALLING
}

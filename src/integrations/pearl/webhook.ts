/** NLPearl's webhooks: calls and leads come to one address, unsigned, doubled, in any order, names or numbers. */
import { unreadable } from '../../platform/outbound/outbound.ts'
import {
  CALL_STATUS,
  callWebhook,
  ENDED_CALL_STATUSES,
  leadView,
  type PearlCallWebhook,
  type PearlLead,
} from './wire.ts'

/**
 * `start`: the call exists, nothing is known of its outcome yet. `end`: telephony is over (its summary and recording may
 * still be missing). `other`: an unknown or absent status, to be kept and looked up.
 */
export type CallMoment = 'start' | 'end' | 'other'

export type PearlWebhook =
  | { kind: 'call'; moment: CallMoment; call: PearlCallWebhook }
  | { kind: 'lead'; lead: PearlLead }

/** Throws AppError `vendor_changed` for a body that is neither; the raw text is the caller's to keep. */
export function readPearlWebhook(raw: string): PearlWebhook {
  const body = parse(raw)
  // A call has `to`, a lead has `phoneNumber`; nothing else tells them apart on one address.
  const keys = new Set(Object.keys(body).map((key) => key.toLowerCase()))
  if (keys.has('phonenumber') && !keys.has('to')) {
    const lead = leadView.safeParse(body)
    if (lead.success) return { kind: 'lead', lead: lead.data }
  } else if (keys.has('to')) {
    const call = callWebhook.safeParse(body)
    if (call.success) return { kind: 'call', moment: momentOf(call.data), call: call.data }
  }
  throw unreadable({ vendor: 'Pearl AI' }, `webhook with the keys ${[...keys].slice(0, 30).join(', ')}`)
}

function momentOf(call: Pick<PearlCallWebhook, 'status'>): CallMoment {
  if (call.status !== null && ENDED_CALL_STATUSES.has(call.status)) return 'end'
  return call.status === CALL_STATUS.InProgress || call.status === CALL_STATUS.Queued ? 'start' : 'other'
}

function parse(raw: string): object {
  try {
    const body: unknown = JSON.parse(raw)
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body
  } catch {
    // Falls through: what is wrong is said once, below.
  }
  throw unreadable({ vendor: 'Pearl AI' }, 'webhook that is no JSON object')
}

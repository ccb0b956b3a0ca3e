/** What the console and a person's timeline are told of a call. */
import type { CallEnded, CallEventData } from '../../../contract/calls.ts'
import type { Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimeline } from '../contacts/index.ts'
import type { Call } from './call.ts'

export const CALLS_TOPIC = 'calls'

/** Every change of state, as it happens; small, since the console asks for the rest. */
export async function publishCall(tx: Tx, call: CallEventData): Promise<void> {
  await publish(tx, { topic: CALLS_TOPIC, type: 'call.changed', data: { ...call } })
}

/** NOTIFY takes 8,000 bytes; this many fit well. */
const CALLS_AN_EVENT = 50

/** Many at once: those that the dialer has just chosen. */
export async function publishClaimed(tx: Tx, calls: readonly { call_id: string; lead_id: string }[]): Promise<void> {
  for (let from = 0; from < calls.length; from += CALLS_AN_EVENT)
    await publish(tx, {
      topic: CALLS_TOPIC,
      type: 'calls.claimed',
      data: { calls: calls.slice(from, from + CALLS_AN_EVENT) },
    })
}

export async function publishRun(tx: Tx, runId: string, state: string): Promise<void> {
  await publish(tx, { topic: CALLS_TOPIC, type: 'run.changed', data: { run_id: runId, state } })
}

type Attempt = Pick<Call, 'id' | 'contactId' | 'leadId'>

export async function tellPlaced(tx: Tx, scope: Scope, call: Attempt & { outboundId: string }): Promise<void> {
  await appendTimeline(tx, scope, {
    contactId: call.contactId,
    leadId: call.leadId,
    kind: 'call.placed',
    refs: { callId: call.id },
    data: { outbound_id: call.outboundId },
  })
}

/** `corrected`: the vendor said more after it had ended. */
export async function tellEnded(tx: Tx, scope: Scope, call: Attempt, ending: CallEnded, corrected = false) {
  await appendTimeline(tx, scope, {
    contactId: call.contactId,
    leadId: call.leadId,
    kind: corrected ? 'call.corrected' : 'call.ended',
    refs: { callId: call.id },
    data: { ...ending },
  })
}

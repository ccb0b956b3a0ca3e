/**
 * Sends one claimed attempt to the vendor: permit → Make Call → what came of it.
 *
 * STOP promises that after its answer not one new call goes out. A flag that is read before dialling does not keep that
 * promise: between the look and the wire lies a gap. So nobody sends without a **permit**, and STOP counts permits:
 *
 * 1. The permit is one short transaction: the run's row is taken FOR SHARE and must be `running`, the attempt goes from
 *    `claimed` to `dialing`, commit. Two processes cannot both take it.
 * 2. The request goes out at once, under a deadline of its own (`DIAL_DEADLINE_MS`, repeats included). Was the machine so
 *    slow that the permit is older than `PERMIT_MS`, it is given back unused.
 * 3. Its outcome moves the attempt on, away from `dialing`.
 *
 * STOP (stop-run.ts) changes the run's row, which waits for permits being taken; from its commit on no permit is given,
 * and claimed attempts are abandoned in the same transaction. What is left are the permits given before: STOP waits until
 * no attempt is `dialing`, at most `PERMIT_MS` + `DIAL_DEADLINE_MS`, after which none can be on the wire. Then it answers.
 *
 * A crash after 1 leaves the attempt `dialing`: nobody sends it again, the reconciler asks the vendor what became of it.
 */
import { asAppError } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getContact } from '../contacts/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { agentKnows } from './agent-knows.rules.ts'
import type { Call } from './call.ts'
import { lockCall, updateCall } from './calls.store.ts'
import { closeCall } from './close-call.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import type { Dialer, DialReply } from './dialers/dialer.ts'
import { nextLookAt } from './look-again.rules.ts'
import { mayDialNumber } from './only-numbers.rules.ts'
import { recordReply } from './record-reply.ts'
import { mayDial } from './runs.store.ts'
import { publishCall } from './tell-calls.ts'

/** Its job. */
export { PLACE_JOB } from './calls.store.ts'

/** A permit not used within this is given back. */
export const PERMIT_MS = 5_000

export type PlacedCall = DialReply['outcome'] | 'no_permit' | 'too_late'

export async function placeCall(scope: Scope, attemptId: string, dialerFor: DialerFor): Promise<PlacedCall> {
  const dialer = await connect(scope, attemptId, dialerFor)
  if (!dialer) return 'closed'

  const askedAt = performance.now()
  const permit = await takePermit(scope, attemptId)
  if (!permit) return 'no_permit'
  if (performance.now() - askedAt > PERMIT_MS) {
    await giveBack(scope, attemptId)
    return 'too_late'
  }
  const reply = await dialer.dial(permit.call.outboundId, { phone: permit.call.phone, knows: permit.knows })
  await recordReply(scope, attemptId, reply)
  return reply.outcome
}

interface Permit {
  call: Call
  knows: Record<string, string>
}

/** Null where the run was stopped, somebody else has the attempt, or the number is none of those that may be called. */
function takePermit(scope: Scope, attemptId: string): Promise<Permit | null> {
  return inWorkspace(scope, async (tx) => {
    const call = await lockCall(tx, attemptId)
    if (call?.state !== 'claimed' || !(await mayDial(tx, call.runId))) return null
    const { settings, zone } = await getWorkspace(tx, scope)
    // Here and nowhere later: what has a permit is dialled. Whose number it is not, the next tick leaves out.
    if (!mayDialNumber(settings.calls, call.phone)) {
      await closeCall(tx, scope, call, { callStatus: 'error', disposition: 'not_placed' })
      return null
    }
    const contact = await getContact(tx, call.contactId)
    const now = scope.clock.now()
    await updateCall(tx, call.id, { state: 'dialing', dialing_at: now, look_at: nextLookAt('dialing', 0, now) })
    await publishCall(tx, {
      call_id: call.id,
      lead_id: call.leadId,
      state: 'dialing',
      call_status: 'calling',
      disposition: null,
    })
    return { call, knows: agentKnows(contact, settings.calls.agentKnows, now, zone) }
  })
}

/** Nothing was sent, and nobody else may send it: the attempt is as if it had never been. */
function giveBack(scope: Scope, attemptId: string): Promise<void> {
  return inWorkspace(scope, async (tx) => {
    const call = await lockCall(tx, attemptId)
    if (call?.state === 'dialing') await closeCall(tx, scope, call, { callStatus: 'error', disposition: 'not_placed' })
  })
}

/** Without a usable connection nobody dials: the run waits for somebody to mend it, as when the vendor is closed. */
async function connect(scope: Scope, attemptId: string, dialerFor: DialerFor): Promise<Dialer | null> {
  try {
    return await dialerFor(scope)
  } catch (thrown) {
    const error = asAppError(thrown)
    if (error.kind === 'unavailable' || error.kind === 'bug') throw error
    await recordReply(scope, attemptId, { outcome: 'closed', code: error.code, message: error.code })
    return null
  }
}

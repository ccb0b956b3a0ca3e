/** Reads a stored webhook of the vendor and gives it to the attempt it is about. */
import { asAppError } from '../../kernel/errors.ts'
import { readPhone } from '../../kernel/phone.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type DeliveryState, markDelivery, readDelivery } from '../intake/index.ts'
import { applyFacts } from './apply-facts.ts'
import { findByCallId, findByPhone } from './calls.store.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import type { CallEvent, Dialer } from './dialers/dialer.ts'

/** The vendor's clock may be behind ours by this. */
export const CLOCK_SKEW_MS = 120_000

/** Throws what the vendor's reader throws for a body that nobody can read (it becomes a dead letter), the row marked failed. */
export async function hearEvent(scope: Scope, deliveryId: string, dialerFor: DialerFor): Promise<void> {
  const delivery = await inWorkspace(scope, (tx) => readDelivery(tx, deliveryId))
  if (!delivery || delivery.state === 'handled' || delivery.state === 'ignored') return
  try {
    const dialer = await dialerFor(scope)
    const event = dialer.readEvent(delivery.body)
    if (event.kind === 'other') return await mark('ignored', 'calls.event_not_a_call')
    const outcome = await hear(scope, event, dialer)
    return outcome === 'heard' ? await mark('handled') : await mark('ignored', 'calls.event_not_ours')
  } catch (thrown) {
    await mark('failed', asAppError(thrown).code)
    throw thrown
  }

  function mark(state: DeliveryState, error?: string): Promise<void> {
    return inWorkspace(scope, (tx) =>
      markDelivery(tx, deliveryId, { state, at: scope.clock.now(), ...(error === undefined ? {} : { error }) }),
    )
  }
}

/**
 * Whose call is it? By its own id where we know it. Else by the request that we hold: the vendor says which call came of
 * it. Else, since Make Call leaves nothing of ours in the call, by the number and the time inside the campaign.
 */
async function hear(scope: Scope, event: CallEvent, dialer: Dialer): Promise<'heard' | 'not_ours'> {
  const told = { callId: event.callId, facts: event.facts }
  const known = await inWorkspace(scope, (tx) => findByCallId(tx, event.callId))
  if (known) {
    await applyFacts(scope, known.id, told)
    return 'heard'
  }
  const phone = event.phone ? readPhone(event.phone) : null
  if (!phone || phone.kind === 'impossible') return 'not_ours'
  const search = {
    phone: phone.e164,
    outboundId: event.outboundId,
    startedAt: event.facts.startedAt,
    skewMs: CLOCK_SKEW_MS,
  }
  for (const candidate of await inWorkspace(scope, (tx) => findByPhone(tx, search))) {
    if (candidate.requestId && (await isAnotherCall(scope, candidate.requestId, event.callId, dialer))) continue
    const applied = await applyFacts(scope, candidate.id, told)
    if (applied.outcome !== 'not_this_call') return 'heard'
  }
  return 'not_ours'
}

/** Only the vendor's clear word that this request became another call counts; silence leaves number and time. */
async function isAnotherCall(scope: Scope, requestId: string, callId: string, dialer: Dialer): Promise<boolean> {
  try {
    const request = await dialer.lookUpRequest(requestId)
    return request.callId !== null && request.callId !== callId
  } catch (error) {
    scope.log.debug({ code: asAppError(error).code }, 'a call request could not be looked up; number and time decide')
    return false
  }
}

/** Reads a stored webhook of the vendor and gives it to the attempt it is about. */
import { asAppError } from '../../kernel/errors.ts'
import { readPhone } from '../../kernel/phone.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type DeliveryState, markDelivery, readDelivery } from '../intake/index.ts'
import { applyFacts } from './apply-facts.ts'
import type { Call, CallFacts } from './call.ts'
import { findByCallId, findByPhone, knownCallIds } from './calls.store.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import type { CallEvent, Dialer, FoundCall } from './dialers/dialer.ts'
import { knowsOutbound } from './runs.store.ts'

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
  if (await hearKnown(scope, told)) return 'heard'
  const phone = event.phone ? readPhone(event.phone) : null
  if (!phone || phone.kind === 'impossible') return 'not_ours'
  const search = { phone: phone.e164, startedAt: event.facts.startedAt, skewMs: CLOCK_SKEW_MS }
  for (const candidate of await inWorkspace(scope, (tx) => findByPhone(tx, search))) {
    const word = await vendorsWord(scope, candidate, event.callId, dialer)
    if (word === 'another_call') continue
    if (word === 'silent' && !(await isOfCampaign(scope, candidate, event, dialer))) continue
    const applied = await applyFacts(scope, candidate.id, told)
    if (applied.outcome !== 'not_this_call') return 'heard'
  }
  // Its twin, heard by another process at this moment, may have given the attempt its id between our two looks.
  return (await hearKnown(scope, told)) ? 'heard' : 'not_ours'
}

async function hearKnown(scope: Scope, told: { callId: string; facts: CallFacts }): Promise<boolean> {
  const known = await inWorkspace(scope, (tx) => findByCallId(tx, told.callId))
  if (!known) return false
  await applyFacts(scope, known.id, told)
  return true
}

/**
 * Webhooks name a campaign by another id than the one that calls are made with, and nothing says which belong together:
 * an id that is no campaign of ours names none. Then the vendor's own list of calls says. Where that says nothing, a
 * number and its time are proof enough for an attempt that is open (a number has one at most), not for one given up on.
 */
async function isOfCampaign(scope: Scope, candidate: Call, event: CallEvent, dialer: Dialer): Promise<boolean> {
  const named = event.outboundId
  if (named === candidate.outboundId) return true
  if (named !== null && (await inWorkspace(scope, (tx) => knowsOutbound(tx, named)))) return false
  const calls = await listedCalls(scope, candidate, dialer)
  if (calls.some((call) => call.callId === event.callId)) return true
  const ids = calls.map((call) => call.callId)
  const taken = await inWorkspace(scope, (tx) => knownCallIds(tx, ids))
  return candidate.state !== 'settled' && ids.every((id) => taken.has(id))
}

/** The vendor's calls to this number since we asked; none where it does not answer. */
async function listedCalls(scope: Scope, candidate: Call, dialer: Dialer): Promise<FoundCall[]> {
  const window = { phone: candidate.phone, from: candidate.dialingAt ?? candidate.claimedAt, to: scope.clock.now() }
  try {
    return await dialer.findCalls(candidate.outboundId, window)
  } catch (error) {
    scope.log.debug({ code: asAppError(error).code }, 'calls could not be searched; number and time decide')
    return []
  }
}

/** Which call came of our request: this one, another one, or nothing said (yet). */
async function vendorsWord(
  scope: Scope,
  { requestId }: Call,
  callId: string,
  dialer: Dialer,
): Promise<'this_call' | 'another_call' | 'silent'> {
  if (!requestId) return 'silent'
  try {
    const request = await dialer.lookUpRequest(requestId)
    if (request.callId === null) return 'silent'
    return request.callId === callId ? 'this_call' : 'another_call'
  } catch (error) {
    scope.log.debug({ code: asAppError(error).code }, 'a call request could not be looked up; number and time decide')
    return 'silent'
  }
}

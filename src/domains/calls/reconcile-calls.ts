/**
 * Looks after attempts that went quiet: their webhook was lost, the process that dialled them died, or the answer to
 * Make Call never came. Each state has its question (look-again.rules.ts says when, and how often in vain):
 *
 * - claimed: is its job lost? It is promised again; the permit keeps it from being sent twice.
 * - dialing: nobody can be on the wire any more, so what became of it is unknown.
 * - unknown: does the vendor know a call to this number since then? Found: ours. Does it hold a request of that moment
 *   that is nobody's? Then it may be ours, and rings when its turn comes: wait. Neither, asked for two minutes: it was
 *   never placed, and the lead is called again. Look first, then repeat.
 * - requested: which call came of the request, and how did it end?
 * - on_call: has it ended?
 *
 * Asked in vain to the end, an attempt is `unresolved`: an error that a person sees, holding no place under the cap.
 */
import { asAppError } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { applyFacts } from './apply-facts.ts'
import type { Call } from './call.ts'
import { claimLooks, knownCallIds, knownRequestIds, lockCall, promisePlacing, updateCall } from './calls.store.ts'
import { closeCall, type Ending } from './close-call.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import { DIAL_DEADLINE_MS, type Dialer } from './dialers/dialer.ts'
import { classifyRequest } from './dispositions.rules.ts'
import { LONGEST_QUEUE_MS, MOST_LOOKS, nextLookAt, QUEUED_LOOK_S } from './look-again.rules.ts'
import { PERMIT_MS } from './place-call.ts'

/** A look that fails (the vendor is away) is tried again after this and counts as none. */
const LOOK_LEASE_S = 60
const AT_ONCE = 50

const NEVER_PLACED: Ending = { callStatus: 'error', disposition: 'not_placed' }
const UNRESOLVED: Ending = { callStatus: 'error', disposition: 'unresolved', needsReview: true, unresolved: true }

/** How many attempts were looked at. */
export async function reconcileCalls(scope: Scope, dialerFor: DialerFor, signal?: AbortSignal): Promise<number> {
  const now = scope.clock.now()
  const lease = new Date(now.getTime() + LOOK_LEASE_S * 1000)
  const due = await inWorkspace(scope, (tx) => claimLooks(tx, now, lease, AT_ONCE))
  if (!due.length) return 0
  const dialer = await dialerFor(scope)
  for (const call of due) {
    if (signal?.aborted) break
    try {
      await lookAt(scope, call, dialer)
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.kind === 'bug' || error.kind === 'unavailable') throw error
      scope.log.warn({ attempt: call.id, code: error.code }, 'a call could not be looked up')
    }
  }
  return due.length
}

async function lookAt(scope: Scope, call: Call, dialer: Dialer): Promise<void> {
  switch (call.state) {
    case 'claimed':
      await inWorkspace(scope, (tx) => promisePlacing(tx, [call.id]))
      return inVain(scope, call, NEVER_PLACED)
    case 'dialing':
      return becomeUnknown(scope, call)
    case 'unknown':
      return lookForLostDial(scope, call, dialer)
    case 'requested':
      return lookAtRequest(scope, call, dialer)
    case 'on_call':
      return lookAtCall(scope, call, call.callId!, dialer)
    case 'settled':
      return
  }
}

/** One more look without an answer; the last one ends the attempt. */
async function inVain(scope: Scope, call: Call, ending: Ending): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const current = await lockCall(tx, call.id)
    // It moved while we looked: whoever moved it has said when to look next.
    if (!current || current.state !== call.state || current.state === 'settled') return
    const looks = current.looks + 1
    if (looks >= MOST_LOOKS[current.state]) return closeCall(tx, scope, current, ending)
    await updateCall(tx, current.id, { looks, look_at: nextLookAt(current.state, looks, scope.clock.now()) })
  })
}

function becomeUnknown(scope: Scope, call: Call): Promise<void> {
  return inWorkspace(scope, async (tx) => {
    const current = await lockCall(tx, call.id)
    if (current?.state !== 'dialing') return
    await updateCall(tx, current.id, { state: 'unknown', looks: 0, look_at: scope.clock.now() })
  })
}

async function lookForLostDial(scope: Scope, call: Call, dialer: Dialer): Promise<void> {
  const from = call.dialingAt ?? call.claimedAt
  // The queue first: what leaves it between the two questions is a call by the second.
  const queued = await mayBeQueued(scope, call, dialer)
  const found = await dialer.findCalls(call.outboundId, { phone: call.phone, from, to: scope.clock.now() })
  const ids = found.map((one) => one.callId)
  const taken = await inWorkspace(scope, (tx) => knownCallIds(tx, ids))
  const ours = found.find((one) => !taken.has(one.callId))
  if (ours) return lookAtCall(scope, call, ours.callId, dialer)
  return queued ? waitForQueue(scope, call) : inVain(scope, call, NEVER_PLACED)
}

/** Whether the vendor holds a request, taken when this one was sent, that no attempt of ours has. */
async function mayBeQueued(scope: Scope, call: Call, dialer: Dialer): Promise<boolean> {
  const from = call.dialingAt ?? call.claimedAt
  const taken = { from, to: new Date(from.getTime() + PERMIT_MS + DIAL_DEADLINE_MS) }
  try {
    const open = await dialer.openRequests(call.outboundId, taken)
    const known = await inWorkspace(scope, (tx) => knownRequestIds(tx, open))
    return open.some((id) => !known.has(id))
  } catch (thrown) {
    const error = asAppError(thrown)
    if (error.kind !== 'vendor_refused' && error.kind !== 'vendor_changed') throw error
    // A vendor that shows no queue leaves it open: better not called than called twice.
    scope.log.warn({ attempt: call.id, code: error.code }, 'the queue of call requests could not be read')
    return true
  }
}

function waitForQueue(scope: Scope, call: Call): Promise<void> {
  return inWorkspace(scope, async (tx) => {
    const current = await lockCall(tx, call.id)
    if (current?.state !== 'unknown') return
    const now = scope.clock.now().getTime()
    const since = (current.dialingAt ?? current.claimedAt).getTime()
    if (now - since > LONGEST_QUEUE_MS) return closeCall(tx, scope, current, UNRESOLVED)
    await updateCall(tx, current.id, { looks: 0, look_at: new Date(now + QUEUED_LOOK_S * 1000) })
  })
}

async function lookAtRequest(scope: Scope, call: Call, dialer: Dialer): Promise<void> {
  const request = await dialer.lookUpRequest(call.requestId!)
  if (request.callId) return lookAtCall(scope, call, request.callId, dialer)
  const verdict = request.status === null ? null : classifyRequest(request.status)
  if (!verdict?.ended) return inVain(scope, call, UNRESOLVED)
  await inWorkspace(scope, async (tx) => {
    const current = await lockCall(tx, call.id)
    if (current?.state !== 'requested') return
    const message = request.errors.join(' · ').slice(0, 500)
    await closeCall(tx, scope, current, {
      callStatus: verdict.callStatus,
      disposition: verdict.disposition,
      ...(message ? { error: { code: 'calls.request_failed', message } } : {}),
    })
  })
}

async function lookAtCall(scope: Scope, call: Call, callId: string, dialer: Dialer): Promise<void> {
  const applied = await applyFacts(scope, call.id, { callId, facts: await dialer.lookUpCall(callId) })
  // News of a call that goes on has set its next look; no news is a look in vain.
  if (applied.outcome === 'known' && !applied.ended) await inVain(scope, call, UNRESOLVED)
}

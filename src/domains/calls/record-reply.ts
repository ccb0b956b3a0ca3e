/** What Make Call answered, written down. A webhook may have overtaken it: then only the request's id is still news. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { Call } from './call.ts'
import { lockCall, updateCall } from './calls.store.ts'
import { closeCall } from './close-call.ts'
import type { DialReply } from './dialers/dialer.ts'
import { nextLookAt } from './look-again.rules.ts'
import { markPlaced } from './mark-placed.ts'
import { holdRun } from './runs.store.ts'
import { publishCall } from './tell-calls.ts'

/** The run rests this long when the vendor is away, unless it names a time itself. */
const AWAY_S = 15
/** And this long when it takes no calls at all: a person has to do something about it. */
const CLOSED_S = 60

export function recordReply(scope: Scope, attemptId: string, reply: DialReply): Promise<void> {
  return inWorkspace(scope, async (tx) => {
    const call = await lockCall(tx, attemptId)
    if (!call) return
    const now = scope.clock.now()
    if (reply.outcome === 'accepted') {
      const overtaken = call.state === 'on_call' || call.state === 'settled'
      const placed = call.requestedAt === null ? await markPlaced(tx, scope, call) : {}
      await updateCall(tx, call.id, {
        ...placed,
        request_id: reply.requestId,
        ...(overtaken ? {} : { state: 'requested', looks: 0, look_at: nextLookAt('requested', 0, now) }),
      })
      if (!overtaken)
        await publishCall(tx, {
          call_id: call.id,
          lead_id: call.leadId,
          state: 'requested',
          call_status: 'calling',
          disposition: null,
        })
      return
    }
    if (!stillDialing(call)) return
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    switch (reply.outcome) {
      case 'not_sent':
        await holdRun(tx, call.runId, later(Math.max(reply.retryAfterS ?? 0, AWAY_S)), reply.code)
        return closeCall(tx, scope, call, { callStatus: 'error', disposition: 'not_placed' })
      case 'closed':
        await holdRun(tx, call.runId, later(CLOSED_S), reply.code)
        return closeCall(tx, scope, call, { callStatus: 'error', disposition: 'not_placed' })
      case 'refused':
        return closeCall(tx, scope, call, {
          callStatus: 'error',
          disposition: 'refused',
          needsReview: true,
          error: { code: reply.code, message: reply.message },
        })
      case 'unknown':
        return updateCall(tx, call.id, {
          state: 'unknown',
          looks: 0,
          look_at: nextLookAt('unknown', 0, now),
          error_code: reply.code,
        })
    }
  })
}

/** No proof of a call yet: claimed (no connection), on the wire, or unknown. */
const stillDialing = (call: Call): boolean =>
  call.state === 'claimed' || call.state === 'dialing' || (call.state === 'unknown' && call.requestId === null)

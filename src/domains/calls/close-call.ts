/** Ends an attempt: the row, the lead's next step, the story, and the dialer woken, in the caller's transaction. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { callHistoryStart, settleLeadCall } from '../leads/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import type { Call, CallStatus, Disposition } from './call.ts'
import { type CallChange, dispositionsSince, isLatestOfLead, updateCall } from './calls.store.ts'
import { chooseNext } from './choose-next.rules.ts'
import { endStoppedRun, readRun } from './runs.store.ts'
import { publishCall, publishRun, tellEnded } from './tell-calls.ts'
import { wakeDialer } from './wake-dialer.ts'

export interface Ending {
  callStatus: CallStatus
  disposition: Disposition
  needsReview?: boolean
  unresolved?: boolean
  /** Our code, and words that people read. */
  error?: { code: string; message: string }
}

/**
 * The call must be locked. Also for a call that had ended otherwise: what the vendor says later corrects it, and the
 * lead with it, unless the lead was called again since. `change` goes into the same row.
 */
export async function closeCall(tx: Tx, scope: Scope, call: Call, ending: Ending, change: CallChange = {}) {
  const now = scope.clock.now()
  const corrected = call.state === 'settled'
  const { callStatus, disposition } = ending
  await updateCall(tx, call.id, {
    ...change,
    state: 'settled',
    settled_at: call.settledAt ?? now,
    look_at: null,
    call_status: callStatus,
    disposition,
    needs_review: ending.needsReview ?? false,
    unresolved: ending.unresolved ?? false,
    error_code: ending.error?.code ?? null,
    error_message: ending.error?.message ?? null,
  })
  const next = await settleLead(tx, scope, call, ending)

  // What was never sent never happened to the person.
  if (disposition !== 'not_placed')
    await tellEnded(
      tx,
      scope,
      call,
      {
        call_status: callStatus,
        disposition,
        duration_s: change.duration_s ?? call.durationS,
        next: next.step,
        next_call_at: next.step === 'retry' ? next.at.toISOString() : null,
      },
      corrected,
    )
  await publishCall(tx, {
    call_id: call.id,
    lead_id: call.leadId,
    state: 'settled',
    call_status: callStatus,
    disposition,
  })
  if (await endStoppedRun(tx, call.runId, now)) await publishRun(tx, call.runId, 'stopped')
  await wakeDialer(tx)
}

async function settleLead(tx: Tx, scope: Scope, call: Call, ending: Ending) {
  const { settings } = await getWorkspace(tx, scope)
  const since = await dispositionsSince(tx, call.leadId, await callHistoryStart(tx, call.leadId))
  const rule = { limit: settings.calls.retryLimit, waitS: settings.calls.retrySeconds }
  const next = chooseNext(ending.disposition, since, rule, scope.clock.now())
  if (!(await isLatestOfLead(tx, call))) return next

  const runs = (await readRun(tx, call.runId))?.state === 'running'
  const comesAgain = next.step === 'retry' || next.step === 'again'
  await settleLeadCall(tx, scope, call.leadId, {
    // A call that was never sent leaves the lead as it was: chosen, and waiting.
    callStatus: ending.disposition === 'not_placed' ? 'selected' : ending.callStatus,
    // After STOP nothing is dialled by itself; the lead stays selected for the next START.
    nextCallAt: comesAgain && runs ? next.at : null,
    stillWanted: comesAgain,
    errorMessage: ending.error?.message ?? null,
    ...(next.step === 'give_up' ? { close: next.reason } : {}),
  })
  return next
}

/**
 * Takes in what the vendor says about an attempt, whoever asked or told: a webhook, doubled and out of order, or a
 * look-up. Facts are merged, the merged facts are classified, and the attempt moves to the right or stays.
 */
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/queue/job.ts'
import type { Scope } from '../../platform/scope.ts'
import { agentResult } from './agent-result.rules.ts'
import type { Call, CallFacts } from './call.ts'
import { type CallChange, factColumns, lockCall, updateCall } from './calls.store.ts'
import { closeCall } from './close-call.ts'
import { classify, type Verdict } from './dispositions.rules.ts'
import { nextLookAt } from './look-again.rules.ts'
import { markPlaced } from './mark-placed.ts'
import { mergeFacts, toldMore } from './merge-facts.rules.ts'
import { publishCall } from './tell-calls.ts'

export const APPLY_RESULT_JOB = 'calls.apply-result'

export type Applied =
  /** It said something new. */
  | { outcome: 'applied'; ended: boolean }
  /** All of it was known. */
  | { outcome: 'known'; ended: boolean }
  /** The attempt is another call's by now, or gone. */
  | { outcome: 'not_this_call' }

export function applyFacts(
  scope: Scope,
  attemptId: string,
  told: { callId: string; facts: CallFacts },
): Promise<Applied> {
  return inWorkspace(scope, async (tx) => {
    const call = await lockCall(tx, attemptId)
    if (!call || (call.callId !== null && call.callId !== told.callId)) return { outcome: 'not_this_call' }

    const facts = mergeFacts(factsOf(call), told.facts)
    const verdict = classify(facts.status, facts.conversationStatus)
    const news = call.callId === null || toldMore(factsOf(call), facts)
    if (!news) return { outcome: 'known', ended: verdict.ended }

    // A webhook may overtake Make Call's own answer; then this is the first proof that the call was placed.
    const placed = call.requestedAt === null ? await markPlaced(tx, scope, call) : {}
    const change: CallChange = { ...factColumns(facts), ...placed, call_id: told.callId }
    await moveOn(tx, scope, call, verdict, change)
    if (verdict.ended) await promiseResult(tx, call, facts)
    return { outcome: 'applied', ended: verdict.ended }
  })
}

async function moveOn(tx: Tx, scope: Scope, call: Call, verdict: Verdict, change: CallChange): Promise<void> {
  if (verdict.ended) {
    const { callStatus, disposition, needsReview } = verdict
    if (call.disposition === disposition) await updateCall(tx, call.id, change)
    else await closeCall(tx, scope, call, { callStatus, disposition, needsReview }, change)
    return
  }
  if (call.state === 'settled') {
    // Given up on, or refused, and now heard of again: kept, its ending comes with the next word.
    await updateCall(tx, call.id, change)
    return
  }
  await updateCall(tx, call.id, {
    ...change,
    state: 'on_call',
    looks: 0,
    look_at: nextLookAt('on_call', 0, scope.clock.now()),
  })
  await publishCall(tx, {
    call_id: call.id,
    lead_id: call.leadId,
    state: 'on_call',
    call_status: 'calling',
    disposition: null,
  })
}

/** What the agent collected goes to the lead as if it had been posted; only what was not there before. */
async function promiseResult(tx: Tx, call: Call, facts: CallFacts): Promise<void> {
  const now = agentResult(facts.collectedInfo)
  if (Object.keys(now).length === 0 || JSON.stringify(now) === JSON.stringify(agentResult(call.collectedInfo))) return
  await updateCall(tx, call.id, { result_state: 'pending' })
  await enqueue(tx, APPLY_RESULT_JOB, { attemptId: call.id }, { key: `calls.result:${call.id}` })
}

const factsOf = (call: Call): CallFacts => ({
  status: call.status,
  conversationStatus: call.conversationStatus,
  startedAt: call.startedAt,
  durationS: call.durationS,
  summary: call.summary,
  recordingUrl: call.recordingUrl,
  transcript: call.transcript,
  collectedInfo: call.collectedInfo,
  tags: call.tags,
  sentiment: call.sentiment,
  transferred: call.transferred,
  raw: call.raw,
})

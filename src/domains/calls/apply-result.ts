/** Turns what the agent collected in a call into the lead's result, by the rules of `POST /api/actualizar_resultado`. */
import { asAppError } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimeline } from '../contacts/index.ts'
import { type ResultPorts, recordResult } from '../leads/index.ts'
import { agentResult } from './agent-result.rules.ts'
import type { ResultState } from './call.ts'
import { lockCall, readCall, updateCall } from './calls.store.ts'
import { wakeDialer } from './wake-dialer.ts'

/** What time does not heal: the agent said something that no result can be. A person sees it. */
const REFUSALS = new Set(['invalid', 'conflict', 'not_found'])

export async function applyResult(scope: Scope, attemptId: string, ports: ResultPorts): Promise<void> {
  const call = await inWorkspace(scope, (tx) => readCall(tx, attemptId))
  if (call?.resultState !== 'pending') return
  const said = agentResult(call.collectedInfo)
  try {
    await recordResult(scope, { telefono: call.phone, ...said }, ports)
  } catch (thrown) {
    const error = asAppError(thrown)
    if (!REFUSALS.has(error.kind)) throw error
    return finish('refused', error.code)
  }
  return finish('applied')

  function finish(state: ResultState, code?: string): Promise<void> {
    return inWorkspace(scope, async (tx) => {
      const current = await lockCall(tx, attemptId)
      // The vendor said more meanwhile: the next job takes that in.
      if (!current || JSON.stringify(agentResult(current.collectedInfo)) !== JSON.stringify(said)) return
      await updateCall(tx, attemptId, {
        result_state: state,
        ...(code ? { needs_review: true, error_code: code, error_message: code } : {}),
      })
      if (code)
        await appendTimeline(tx, scope, {
          contactId: current.contactId,
          leadId: current.leadId,
          kind: 'call.result_refused',
          refs: { callId: current.id },
          data: { code, fields: Object.keys(said) },
        })
      // A callback may have been agreed, or the run may have waited for nothing but this.
      await wakeDialer(tx)
    })
  }
}

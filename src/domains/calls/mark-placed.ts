/** The moment an attempt becomes a call that was placed: told once, whoever brings the first proof. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordTouch } from '../contacts/index.ts'
import { callIntent, markCalling } from '../leads/index.ts'
import type { Call } from './call.ts'
import type { CallChange } from './calls.store.ts'
import { freeRun } from './runs.store.ts'
import { tellPlaced } from './tell-calls.ts'

/** What to write into the row. The touch counts for every domain's caps from here on. */
export async function markPlaced(tx: Tx, scope: Scope, call: Call): Promise<CallChange> {
  const { purpose, caller } = await callIntent(tx, scope, call.leadId)
  await recordTouch(tx, scope, { contactId: call.contactId, channel: 'phone', purpose, caller })
  // An attempt that was given up on and is heard of again no longer has the lead.
  if (call.state !== 'settled') await markCalling(tx, call.leadId, scope.clock.now())
  await tellPlaced(tx, scope, call)
  await freeRun(tx, call.runId)
  return { requested_at: scope.clock.now() }
}

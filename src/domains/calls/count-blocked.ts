/** Of the leads of a run: who may not be contacted at this moment, by reason. What time heals is called when it has. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { mayContactMany } from '../contacts/index.ts'
import { callIntent } from '../leads/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import type { BlockedCount } from './call.ts'
import { runPeople } from './run-leads.store.ts'

const PAGE = 2_000
/** START answers within seconds; of a larger run, this many are looked at before. */
const MOST = 100_000

export async function countBlocked(scope: Scope, runId: string): Promise<BlockedCount[]> {
  const counts = new Map<string, number>()
  let after: string | null = null
  for (let looked = 0; looked < MOST; looked += PAGE) {
    const people = await inWorkspace(scope, async (tx) => {
      const page = await runPeople(tx, runId, PAGE, after)
      const workspace = await getWorkspace(tx, scope)
      for (const leads of Map.groupBy(page, (lead) => lead.campaignId).values()) {
        const intent = await callIntent(tx, scope, leads[0]!.leadId)
        const ids = leads.map((lead) => lead.contactId)
        const answers = await mayContactMany(tx, scope, ids, intent, workspace)
        for (const id of ids) {
          const answer = answers.get(id)
          if (answer?.decision === 'blocked') counts.set(answer.reason, (counts.get(answer.reason) ?? 0) + 1)
        }
      }
      return page
    })
    after = people.at(-1)?.leadId ?? null
    if (people.length < PAGE) break
  }
  return [...counts].map(([reason, count]) => ({ reason, count }))
}

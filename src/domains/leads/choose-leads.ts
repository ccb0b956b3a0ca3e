/** Many leads at once: how many they are, marked for calling or back to the beginning. */
import { isUuid } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace, recordAudit } from '../workspaces/index.ts'
import type { LeadChoice } from './lead.ts'
import { type Changed, markSelected, resetChosen, unmarkSelected } from './lead-calls.store.ts'
import { countLeads } from './lead-lists.store.ts'

/** Exactly how many are chosen; ids that are nobody's do not count. */
export const countChoice = (tx: Tx, choice: LeadChoice): Promise<number> => countLeads(tx, onlyIds(choice).choice)

/**
 * Marks leads for the next START, or takes the mark off (out of a run, too). Who may not be called is skipped with the
 * reason; who was marked already is neither changed nor skipped.
 */
export async function selectForCalling(tx: Tx, scope: Scope, choice: LeadChoice, selected: boolean): Promise<Changed> {
  const now = scope.clock.now()
  return changeMany(tx, scope, choice, selected ? 'leads.selected' : 'leads.unselected', async (known) => {
    if (!selected) return unmarkSelected(tx, known, now)
    const { settings } = await getWorkspace(tx, scope)
    return markSelected(tx, known, { now, defaultPurpose: settings.policy.defaultPurpose })
  })
}

/** Back to `no_selected`: mark, retry and callback dropped; what was called so far no longer counts to the limit. */
export async function resetCalls(tx: Tx, scope: Scope, choice: LeadChoice): Promise<Changed> {
  return changeMany(tx, scope, choice, 'leads.calls_reset', (known) => resetChosen(tx, known, scope.clock.now()))
}

async function changeMany(
  tx: Tx,
  scope: Scope,
  choice: LeadChoice,
  action: string,
  change: (known: LeadChoice) => Promise<Changed>,
): Promise<Changed> {
  const { choice: known, strangers } = onlyIds(choice)
  const { changed, skipped } = await change(known)
  if (changed > 0) {
    await recordAudit(tx, scope, {
      action,
      detail: { changed, ...('filter' in choice ? { filter: choice.filter } : {}) },
    })
    await publish(tx, { topic: 'leads', type: action, data: { changed } })
  }
  return { changed, skipped: [...skipped, ...strangers.map((leadId) => ({ leadId, reason: 'not_found' as const }))] }
}

/** What is no id at all cannot be looked up; each id once. */
export function onlyIds(choice: LeadChoice): { choice: LeadChoice; strangers: string[] } {
  if ('filter' in choice) return { choice, strangers: [] }
  const ids = [...new Set(choice.leadIds)]
  return { choice: { leadIds: ids.filter(isUuid) }, strangers: ids.filter((id) => !isUuid(id)) }
}

/** Leads as others see them: one, a page, a count. */
import type { LeadChoiceWire, LeadFilterWire, LeadWire } from '../../../contract/leads.ts'
import { notFound } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getContact } from '../contacts/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import type { CallFacts } from './call-facts.ts'
import { countChoice } from './choose-leads.ts'
import type { LeadOrder, LeadWithContact } from './lead.ts'
import { choiceFromWire, filterFromWire, leadToWire } from './lead-wire.ts'
import { selectLeads } from './leads.store.ts'
import { listLeads } from './list-leads.ts'

/** Throws `lead.not_found`. */
export async function getLead(tx: Tx, id: string): Promise<LeadWithContact> {
  const [lead] = isUuid(id) ? await selectLeads(tx, [id]) : []
  if (!lead) throw notFound('lead.not_found')
  return { ...lead, contact: await getContact(tx, lead.contactId) }
}

export const showLead = (scope: Scope, id: string, calls: CallFacts): Promise<LeadWire> =>
  inWorkspace(scope, (tx) => showLeadIn(tx, scope, id, calls))

export async function showLeadIn(tx: Tx, scope: Scope, id: string, calls: CallFacts): Promise<LeadWire> {
  const lead = await getLead(tx, id)
  const { zone } = await getWorkspace(tx, scope)
  const attempts = await calls.attemptsOf(tx, [lead.id])
  return leadToWire(lead, attempts.get(lead.id) ?? 0, zone)
}

export interface LeadQuestion {
  filter: LeadFilterWire
  order: LeadOrder
  limit: number
  cursor?: string | undefined
  /** Counts all that match: as long as a million rows take, so only where asked. */
  withTotal: boolean
}

/** Throws `lead.bad_cursor`, `lead.bad_date`. */
export async function showLeads(
  scope: Scope,
  question: LeadQuestion,
  calls: CallFacts,
): Promise<{ items: LeadWire[]; nextCursor: string | null; total?: number }> {
  return inWorkspace(scope, async (tx) => {
    const { zone } = await getWorkspace(tx, scope)
    const filter = filterFromWire(question.filter, zone)
    const { items, nextCursor } = await listLeads(tx, filter, question)
    const attempts = await calls.attemptsOf(
      tx,
      items.map((lead) => lead.id),
    )
    return {
      items: items.map((lead) => leadToWire(lead, attempts.get(lead.id) ?? 0, zone)),
      nextCursor,
      ...(question.withTotal ? { total: await countChoice(tx, { filter }) } : {}),
    }
  })
}

/** Exactly how many a choice means. */
export async function countChosen(scope: Scope, choice: LeadChoiceWire): Promise<number> {
  return inWorkspace(scope, async (tx) => {
    const { zone } = await getWorkspace(tx, scope)
    return countChoice(tx, choiceFromWire(choice, zone))
  })
}

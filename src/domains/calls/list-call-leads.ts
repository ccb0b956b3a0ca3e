/** The documented list of the call manager: leads with their call columns, counters derived from the attempts. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type LeadFilter, type LeadWithContact, listCallLeads as listLeads } from '../leads/index.ts'
import { countPlacedCalls, type LatestCall, latestCalls } from './calls-views.store.ts'

export interface CallLead {
  lead: LeadWithContact
  placed: number
  latest: LatestCall | undefined
}

export function listCallLeads(
  scope: Scope,
  filter: Pick<LeadFilter, 'city' | 'callStatus' | 'callPriority'>,
  page: { limit: number; cursor?: string },
): Promise<{ items: CallLead[]; nextCursor: string | null }> {
  return inWorkspace(scope, async (tx) => {
    const { items, nextCursor } = await listLeads(tx, filter, page.limit, page.cursor)
    const ids = items.map((lead) => lead.id)
    const [placed, latest] = [await countPlacedCalls(tx, ids), await latestCalls(tx, ids)]
    return {
      items: items.map((lead) => ({ lead, placed: placed.get(lead.id) ?? 0, latest: latest.get(lead.id) })),
      nextCursor,
    }
  })
}

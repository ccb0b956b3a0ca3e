/** The filter of the list: in the address, in a request for the list, and in a request that acts on all that match. */
import type { LEAD_SORTS, LeadFilterWire, LeadSort } from '../../../../contract/leads.ts'
import type { Sort } from '../../ui/table/index.ts'

const NAMES = ['search', 'city', 'status', 'call_status', 'campaign_id', 'owner_id'] as const
export type FilterName = (typeof NAMES)[number]
/** As texts, the way an address has them. */
export type LeadFilter = Partial<Record<FilterName, string>>

export function readFilter(search: Record<string, string | undefined>): LeadFilter {
  return Object.fromEntries(NAMES.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
}

export const countFilters = (filter: LeadFilter): number =>
  NAMES.filter((name) => name !== 'search' && filter[name]).length

/** As the body of an action on all that match; the server checks each value. */
export const toChoice = (filter: LeadFilter): { filter: LeadFilterWire } => ({ filter: filter as LeadFilterWire })

const SORTABLE: Record<(typeof LEAD_SORTS)[number], true> = {
  created_at: true,
  updated_at: true,
  name: true,
  city: true,
  call_status: true,
  next_call_at: true,
}
export const isSortable = (column: string): column is LeadSort => column in SORTABLE

export const toSortQuery = (sort: Sort | null) =>
  sort && isSortable(sort.by) ? { sort: sort.by, order: sort.descending ? 'desc' : 'asc' } : {}

/** The filter of the call manager's list: in the address, in a request, and in an act on all that match. */
import type { LeadFilterWire } from '../../../../contract/leads.ts'

const NAMES = ['search', 'city', 'call_status', 'call_priority', 'selected_for_calling'] as const
export type CallFilterName = (typeof NAMES)[number]
/** As texts, the way an address has them. */
export type CallLeadFilter = Partial<Record<CallFilterName, string>>

export const readCallFilter = (search: Record<string, string | undefined>): CallLeadFilter =>
  Object.fromEntries(NAMES.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))

export const isFiltered = (filter: CallLeadFilter): boolean => NAMES.some((name) => filter[name])

export const NO_FILTER: Record<CallFilterName, undefined> = {
  search: undefined,
  city: undefined,
  call_status: undefined,
  call_priority: undefined,
  selected_for_calling: undefined,
}

/** As the body of an act on all that match: numbers and flags are texts in an address, but not in a body. */
export function toChoice({ call_priority, selected_for_calling, ...texts }: CallLeadFilter): {
  filter: LeadFilterWire
} {
  return {
    filter: {
      ...(texts as LeadFilterWire),
      ...(call_priority ? { call_priority: Number(call_priority) } : {}),
      ...(selected_for_calling ? { selected_for_calling: selected_for_calling === 'true' } : {}),
    },
  }
}

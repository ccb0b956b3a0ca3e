/** Puts leads on the dialer's list, or takes them off; says who could not be put there. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { LeadChoiceWire } from '../../../../contract/leads.ts'
import { api } from '../../api/client.ts'

export interface Selected {
  changed: number
  skipped: { lead_id: string; reason: string }[]
}

export function useSelectForCalls(): (choice: LeadChoiceWire, selected: boolean) => Promise<Selected> {
  const queries = useQueryClient()
  return useCallback(
    async (choice, selected) => {
      const answer = await api.post<Selected>('/api/calls/leads/select', { body: { ...choice, selected } })
      await Promise.all(
        ['lead-list', 'leads', 'calls'].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      )
      return answer
    },
    [queries],
  )
}

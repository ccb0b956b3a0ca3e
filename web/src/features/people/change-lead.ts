/** Changes one lead or its person: absent keeps, `null` clears. The answer is the lead as it is now. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { LeadPatchWire, LeadWire } from '../../../../contract/leads.ts'
import { api } from '../../api/client.ts'

export function useChangeLead(id: string): (change: LeadPatchWire) => Promise<void> {
  const queries = useQueryClient()
  return useCallback(
    async (change) => {
      const lead = await api.patch<LeadWire>(`/api/v1/leads/${id}`, { body: change })
      queries.setQueryData(['leads', id], lead)
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['lead-list'] }),
        queries.invalidateQueries({ queryKey: ['contacts', lead.contact.id] }),
      ])
    },
    [id, queries],
  )
}

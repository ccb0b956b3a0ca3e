/** A person's story, whether they may be called now, and their coming appointments. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { AppointmentWire } from '../../../../contract/appointments.ts'
import type { CallRowWire, callsPage } from '../../../../contract/calls.ts'
import type { PolicyAnswer, timelinePage } from '../../../../contract/contacts.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../ui/use-format.tsx'

type Page = z.infer<typeof timelinePage>

export const useTimeline = (contactId: string) =>
  useInfiniteQuery({
    queryKey: ['contacts', contactId, 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/api/v1/contacts/${contactId}/timeline`, {
        query: { order: 'newest', limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    enabled: useMay('contacts:read'),
  })

/** What was said in their calls, by call: the timeline tells that they were, not what came of them in words. */
export const useCallsOf = (contactId: string) =>
  useQuery({
    queryKey: ['calls', 'of-contact', contactId],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, CallRowWire>> => {
      const { items } = await api.get<z.infer<typeof callsPage>>('/api/v1/calls', {
        query: { contact_id: contactId, limit: 100 },
        signal,
      })
      return new Map(items.map((call) => [call.id, call]))
    },
    enabled: useMay('calls:read'),
  })

export const usePolicy = (contactId: string) =>
  useQuery({
    queryKey: ['contacts', contactId, 'policy'],
    queryFn: ({ signal }) =>
      api.get<PolicyAnswer>(`/api/v1/contacts/${contactId}/policy`, { query: { channel: 'phone' }, signal }),
    enabled: useMay('contacts:read'),
    // Hours pass: what was forbidden may be allowed.
    refetchInterval: 60_000,
  })

/** The next one that still stands, or null. */
export function useNextAppointment(contactId: string) {
  const format = useFormat()
  return useQuery({
    queryKey: ['appointments', { contact_id: contactId }],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<{ items: AppointmentWire[] }>('/api/v1/appointments', {
        query: { contact_id: contactId, from: format.now().toISOString(), limit: 20 },
        signal,
      })
      const standing = items.filter(({ state }) => state === 'booked' || state === 'confirmed' || state === 'pending')
      return standing.sort((a, b) => a.start.localeCompare(b.start))[0] ?? null
    },
    enabled: useMay('appointments:read'),
  })
}

export function useAddNote(contactId: string, leadId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (text: string) =>
      api.post<unknown>(`/api/v1/contacts/${contactId}/notes`, { body: { text, lead_id: leadId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts', contactId, 'timeline'] }),
  })
}

/** They must not be contacted any more, by any channel and whatever for. */
export function useObject(contactId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<unknown>(`/api/v1/contacts/${contactId}/objections`, { body: {} }),
    onSuccess: () =>
      Promise.all(['contacts', 'leads', 'lead-list'].map((topic) => queries.invalidateQueries({ queryKey: [topic] }))),
  })
}

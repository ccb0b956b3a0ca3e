/** What the first page asks: failures, calls asked for, today's appointments, calls in flight. */
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { AppointmentWire } from '../../../../contract/appointments.ts'
import type { CallsStatusWire, callsPage } from '../../../../contract/calls.ts'
import type { importLine, importList } from '../../../../contract/imports.ts'
import type { LeadWire, leadPage } from '../../../../contract/leads.ts'
import type { DeadLetterWire, deadLetterList } from '../../../../contract/system.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { dayKey } from '../../ui/format.ts'
import { useFormat } from '../../ui/use-format.tsx'

type ImportLine = z.infer<typeof importLine>

/** As much of a query as a list on the page needs. */
export type ListQuery<Item> = Pick<UseQueryResult<Item[]>, 'isPending' | 'error' | 'fetchStatus' | 'data'> & {
  refetch: () => unknown
}

/** As many as are shown; the rest is one click away. */
const SHOWN = 50

export function useFailures() {
  const may = useMay('admin')
  return useQuery({
    queryKey: ['dead-letters', 'open'],
    queryFn: async ({ signal }): Promise<DeadLetterWire[]> => {
      const { items } = await api.get<z.infer<typeof deadLetterList>>('/api/v1/dead-letters', {
        query: { limit: SHOWN },
        signal,
      })
      return items.filter(({ replayed_at }) => replayed_at === null)
    },
    enabled: may,
  })
}

export function useReplay() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<unknown>(`/api/v1/dead-letters/${id}/replay`, { body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['dead-letters'] }),
  })
}

/** Imports of the last days that broke. */
export function useFailedImports() {
  const format = useFormat()
  return useQuery({
    queryKey: ['imports', 'failed'],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<z.infer<typeof importList>>('/api/v1/imports', { query: { limit: 20 }, signal })
      const since = format.now().getTime() - 7 * 86_400_000
      return items.filter(({ status, created_at }) => status === 'failed' && Date.parse(created_at) > since)
    },
    enabled: useMay('leads:import'),
  })
}

export type Broken = { kind: 'job'; letter: DeadLetterWire } | { kind: 'import'; line: ImportLine }

/** Both in one list: failed imports first, since somebody waits for them. */
export function useBroken(): ListQuery<Broken> {
  const failures = useFailures()
  const imports = useFailedImports()
  const admin = useMay('admin')
  const { isPending, error, fetchStatus, refetch } = admin ? failures : imports
  const data = [
    ...(imports.data ?? []).map((line) => ({ kind: 'import' as const, line })),
    ...(failures.data ?? []).map((letter) => ({ kind: 'job' as const, letter })),
  ]
  return { isPending, error, fetchStatus, refetch, data: isPending || error ? undefined : data }
}

/** Who asked to be called by the end of today, the longest waiting first. */
export function useCallbacks() {
  const format = useFormat()
  return useQuery({
    queryKey: ['today', 'callbacks'],
    queryFn: async ({ signal }): Promise<LeadWire[]> => {
      const { items } = await api.get<z.infer<typeof leadPage>>('/api/v1/leads', {
        query: { status: 'open', sort: 'next_call_at', order: 'asc', limit: 200 },
        signal,
      })
      const today = dayKey(format.now(), format.zone)
      return items.filter(
        ({ next_call_at, callback_requested_at }) =>
          next_call_at && callback_requested_at && dayKey(new Date(next_call_at), format.zone) <= today,
      )
    },
    enabled: useMay('leads:read'),
  })
}

export function useAppointmentsToday() {
  const format = useFormat()
  const today = dayKey(format.now(), format.zone)
  return useQuery({
    queryKey: ['appointments', { from: today, to: today }],
    queryFn: async ({ signal }): Promise<AppointmentWire[]> => {
      const { items } = await api.get<{ items: AppointmentWire[] }>('/api/v1/appointments', {
        query: { from: today, to: today, limit: 200 },
        signal,
      })
      return items
        .filter(({ state }) => state !== 'held' && state !== 'cancelled')
        .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
    },
    enabled: useMay('appointments:read'),
  })
}

export const useCallsStatus = () =>
  useQuery({
    queryKey: ['calls', 'status'],
    queryFn: ({ signal }) => api.get<CallsStatusWire>('/api/calls/status', { signal }),
    enabled: useMay('calls:read'),
  })

/** Calls whose ending nobody could classify. */
export const useCallsToReview = () =>
  useQuery({
    queryKey: ['calls', 'review'],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<z.infer<typeof callsPage>>('/api/v1/calls', {
        query: { state: 'review', limit: SHOWN },
        signal,
      })
      return items.length
    },
    enabled: useMay('calls:read'),
  })

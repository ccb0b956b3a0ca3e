/** What the call manager asks: how it goes, who is in flight, how calls ended, the vendor's campaigns. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { z } from 'zod'
import type {
  CallDetailWire,
  CallRowWire,
  CallsStatusWire,
  ConnectionTestWire,
  callsPage,
  DialerCampaignsWire,
  StartCallsWire,
  StartedRunWire,
  StoppedRunWire,
} from '../../../../contract/calls.ts'
import { api } from '../../api/client.ts'

type Page = z.infer<typeof callsPage>

const STATUS_KEY = ['calls', 'status'] as const

export const useCallsStatus = () =>
  useQuery({
    queryKey: STATUS_KEY,
    queryFn: ({ signal }) => api.get<CallsStatusWire>('/api/calls/status', { signal }),
  })

/** Everybody who is being called, the longest first. */
export const useCallsInFlight = () =>
  useQuery({
    queryKey: ['calls', 'in-flight'],
    queryFn: async ({ signal }): Promise<CallRowWire[]> => {
      const { items } = await api.get<Page>('/api/v1/calls', { query: { state: 'in_flight', limit: 100 }, signal })
      return items.sort((a, b) => a.since.localeCompare(b.since))
    },
  })

/** Calls that have ended, newest first. `review`: only those whose ending somebody has to look at. */
export function useEndedCalls(review: boolean) {
  const query = useInfiniteQuery({
    queryKey: ['calls', 'ended', { review }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>('/api/v1/calls', {
        query: { state: review ? 'review' : 'settled', limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return { ...query, onNearEnd }
}

export const useCall = (id: string) =>
  useQuery({
    queryKey: ['calls', 'one', id],
    queryFn: ({ signal }) => api.get<CallDetailWire>(`/api/v1/calls/${id}`, { signal }),
  })

/** Asked of the vendor itself, so not at every piece of news of a call. */
export const useDialerCampaigns = (enabled: boolean) =>
  useQuery({
    queryKey: ['dialer', 'campaigns'],
    queryFn: ({ signal }) => api.get<DialerCampaignsWire>('/api/calls/pearl/campaigns', { signal }),
    enabled,
  })

export const useConnectionTest = () =>
  useMutation({ mutationFn: () => api.get<ConnectionTestWire>('/api/calls/test/connection') })

export function useStart() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: StartCallsWire) => api.post<StartedRunWire>('/api/calls/start', { body: wish }),
    onSettled: () => refresh(queries),
  })
}

export function useStop() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<StoppedRunWire>('/api/calls/stop', { body: {} }),
    onSettled: () => refresh(queries),
  })
}

const refresh = (queries: ReturnType<typeof useQueryClient>) =>
  Promise.all(['calls', 'call-leads'].map((topic) => queries.invalidateQueries({ queryKey: [topic] })))

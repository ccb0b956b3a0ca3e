/** The leads of the call manager: page after page, changed in place as calls go, and what is done with many at once. */
import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { z } from 'zod'
import type { CallEventData, changedLeads } from '../../../../contract/calls.ts'
import type { LeadChoiceWire, leadPage } from '../../../../contract/leads.ts'
import { api } from '../../api/client.ts'
import type { LiveEvent } from '../../api/event-stream.ts'
import { useLiveEvents } from '../../api/live.tsx'
import type { CallLeadFilter } from './call-lead-filter.ts'

type Page = z.infer<typeof leadPage>
export type ChangedLeads = z.infer<typeof changedLeads>

const PAGE_ROWS = 100
/** While calls run: a row's state changes at once, the rest of it (attempts, next call) this often. */
const REFRESH_MS = 5_000

export function useCallLeads(filter: CallLeadFilter, sort: { sort?: string; order?: string }) {
  const query = useInfiniteQuery({
    queryKey: ['call-leads', filter, sort],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>('/api/v1/leads', {
        query: {
          ...filter,
          ...sort,
          limit: PAGE_ROWS,
          ...(pageParam ? { cursor: pageParam } : { with_total: true }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  })
  useFollowCalls()
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return { ...query, onNearEnd, total: query.data?.pages[0]?.total }
}

function useFollowCalls(): void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLiveEvents(
    useCallback(
      (event: LiveEvent) => {
        if (event.topic !== 'calls') return
        timer.current ??= setTimeout(() => {
          timer.current = undefined
          void queries.invalidateQueries({ queryKey: ['call-leads'] }, { cancelRefetch: false })
        }, REFRESH_MS)
        if (event.type !== 'call.changed') return
        const { lead_id, call_status } = event.data as unknown as CallEventData
        queries.setQueriesData<InfiniteData<Page>>(
          { queryKey: ['call-leads'] },
          (data) => data && { ...data, pages: data.pages.map((page) => withStatus(page, lead_id, call_status)) },
        )
      },
      [queries],
    ),
  )
}

function withStatus(page: Page, leadId: string, status: CallEventData['call_status']): Page {
  if (!page.items?.some(({ id }) => id === leadId)) return page
  return { ...page, items: page.items.map((lead) => (lead.id === leadId ? { ...lead, call_status: status } : lead)) }
}

export const SELECTED: LeadChoiceWire = { filter: { selected_for_calling: true } }

/** Exactly how many a choice means, for the question before START. */
export const useLeadCount = (choice: LeadChoiceWire) =>
  useQuery({
    queryKey: ['call-leads-count', choice],
    queryFn: async ({ signal }) =>
      (await api.post<{ count: number }>('/api/v1/leads/count', { body: choice, signal })).count,
    staleTime: 0,
  })

export type LeadAct = 'select' | 'unselect' | 'reset'

export function useChangeLeads() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ act, choice }: { act: LeadAct; choice: LeadChoiceWire }) =>
      act === 'reset'
        ? api.post<ChangedLeads>('/api/calls/leads/reset', { body: choice })
        : api.post<ChangedLeads>('/api/calls/leads/select', { body: { ...choice, selected: act === 'select' } }),
    onSuccess: () =>
      Promise.all(
        ['call-leads', 'call-leads-count', 'calls', 'lead-list', 'leads'].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] }),
        ),
      ),
  })
}

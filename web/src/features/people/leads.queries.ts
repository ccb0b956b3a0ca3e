/** Leads, page after page and one by one. */
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { z } from 'zod'
import type { CallEventData } from '../../../../contract/calls.ts'
import type { LeadWire, leadPage } from '../../../../contract/leads.ts'
import { api } from '../../api/client.ts'
import type { LiveEvent } from '../../api/event-stream.ts'
import { useLiveEvents } from '../../api/live.tsx'
import type { Sort } from '../../ui/table/index.ts'
import { type LeadFilter, toSortQuery } from './lead-filter.ts'

type Page = z.infer<typeof leadPage>
const PAGE_ROWS = 100

/** The total comes with the first page only: counting is asked once for a filter. */
export function useLeads(filter: LeadFilter, sort: Sort | null) {
  const query = useInfiniteQuery({
    queryKey: ['lead-list', filter, toSortQuery(sort)],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>('/api/v1/leads', {
        query: {
          ...filter,
          ...toSortQuery(sort),
          limit: PAGE_ROWS,
          ...(pageParam ? { cursor: pageParam } : { with_total: true }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  })
  useCallStates()
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  // Rows of the filter before may stay a moment; its count would be read as the new one's.
  const total = query.isPlaceholderData ? undefined : query.data?.pages[0]?.total
  return { ...query, onNearEnd, total }
}

/** While calls run, a row's state changes in place: no page is asked again. */
function useCallStates(): void {
  const queries = useQueryClient()
  useLiveEvents(
    useCallback(
      (event: LiveEvent) => {
        if (event.topic !== 'calls' || event.type !== 'call.changed') return
        const { lead_id, call_status } = event.data as unknown as CallEventData
        queries.setQueriesData<InfiniteData<Page>>(
          { queryKey: ['lead-list'] },
          (data) =>
            data && {
              ...data,
              pages: data.pages.map((page) =>
                page.items.some(({ id }) => id === lead_id)
                  ? {
                      ...page,
                      items: page.items.map((lead) => (lead.id === lead_id ? { ...lead, call_status } : lead)),
                    }
                  : page,
              ),
            },
        )
      },
      [queries],
    ),
  )
}

export const useLead = (id: string) =>
  useQuery({
    queryKey: ['leads', id],
    queryFn: ({ signal }) => api.get<LeadWire>(`/api/v1/leads/${id}`, { signal }),
  })

/** Work that ran out of tries, and trying it again. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { deadLetterList } from '../../../../../contract/system.ts'
import { api } from '../../../api/client.ts'

type Page = z.infer<typeof deadLetterList>

export const useDeadLetters = (open: boolean) =>
  useInfiniteQuery({
    queryKey: ['dead-letters', 'list', open],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>('/api/v1/dead-letters', { query: { open, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  })

export function useReplayLetter() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<unknown>(`/api/v1/dead-letters/${id}/replay`, { body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['dead-letters'] }),
  })
}

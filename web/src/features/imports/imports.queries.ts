/** Imports: preview, progress, history. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { z } from 'zod'
import type { ImportView, importLine, importList, importOptions, importPreview } from '../../../../contract/imports.ts'
import { api } from '../../api/client.ts'

export type ImportLine = z.infer<typeof importLine>
export type ImportPreview = z.infer<typeof importPreview>
export type Mapping = ImportPreview['mapping']

export function useImportHistory() {
  const query = useInfiniteQuery({
    queryKey: ['imports', 'list'],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof importList>>('/api/v1/imports', { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return { ...query, onNearEnd }
}

/** A running import is announced live; the slow question beside it is for a broken line. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/api/v1/imports/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data?.status === 'running' ? 2_000 : false),
  })

export function uploadImport(file: File, options: z.input<typeof importOptions>): Promise<ImportPreview> {
  const form = new FormData()
  form.set('options', JSON.stringify(options))
  form.set('file', file)
  return api.post<ImportPreview>('/api/v1/imports', { body: form })
}

/** `apply` begins, `cancel` gives up, `undo` takes back what an applied one did. */
export function useImportStep(id: string) {
  const queries = useQueryClient()
  return async (step: 'apply' | 'cancel' | 'undo') => {
    await api.post<unknown>(`/api/v1/imports/${id}/${step}`, { body: {} })
    await queries.invalidateQueries({ queryKey: ['imports'] })
  }
}

/** Campaigns, channels and advisors by their number: for filters, fields and names in rows. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api/client.ts'

export interface Named {
  id: number
  name: string
}
type ListName = 'campaigns' | 'channels' | 'advisors'

/** `nameOf` gives the number itself while the list is on its way or the entry is archived. */
export function useNamed(list: ListName) {
  const { data } = useQuery({
    queryKey: ['leads', list],
    queryFn: ({ signal }) => api.get<{ items: Named[] }>(`/api/v1/${list}`, { query: { limit: 500 }, signal }),
    staleTime: 5 * 60_000,
    retry: false,
    retryOnMount: false,
  })
  return useMemo(() => {
    const items = data?.items ?? []
    const names = new Map(items.map(({ id, name }) => [id, name]))
    return {
      items,
      options: items.map(({ id, name }) => ({ value: String(id), label: name })),
      nameOf: (id: number | null) => (id === null ? null : (names.get(id) ?? `#${id}`)),
    }
  }, [data])
}

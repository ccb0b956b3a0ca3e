/** What START or STOP answered last; kept while the console is open, so that coming back to the page still shows it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { BlockedCountWire } from '../../../../contract/calls.ts'

export interface Said {
  act: 'start' | 'stop' | 'failed'
  message: string
  blocked: readonly BlockedCountWire[]
}

const KEY = ['said', 'calls'] as const

export function useSaid(): { said: Said | null; say: (said: Said | null) => void } {
  const queries = useQueryClient()
  const { data } = useQuery<Said | null>({
    queryKey: KEY,
    queryFn: () => queries.getQueryData<Said | null>(KEY) ?? null,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const say = useCallback((said: Said | null) => queries.setQueryData(KEY, said), [queries])
  return { said: data, say }
}

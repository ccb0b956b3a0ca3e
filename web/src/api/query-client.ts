/** How long answers are believed, and what is tried again. Live events do the rest. */
import { QueryClient } from '@tanstack/react-query'
import { isApiError } from './api-error.ts'

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && (!isApiError(error) || error.retryable),
      },
      mutations: { retry: false },
    },
  })
}

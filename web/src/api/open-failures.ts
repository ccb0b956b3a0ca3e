/** How many things failed for good and wait for somebody: the bell's dot. */
import { useQuery } from '@tanstack/react-query'
import { api } from './client.ts'

export const useOpenFailures = () =>
  useQuery({
    queryKey: ['dead-letters', 'count'],
    queryFn: async ({ signal }) => {
      const report = await api.get<{ dead_letters?: number }>('/api/v1/reports/health', { signal })
      return report.dead_letters ?? 0
    },
    refetchInterval: 60_000,
  })

/** Vendor connections: read, configured, tested, given a new webhook address. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { connectionBody, connectionList, connectionWire, hookTokenAnswer } from '../../../../../contract/access.ts'
import { api } from '../../../api/client.ts'

export type Connection = z.infer<typeof connectionWire>
const KEY = ['settings', 'connections']

export const useConnections = () =>
  useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Connection[]> =>
      (await api.get<z.infer<typeof connectionList>>('/api/v1/connections', { signal })).items,
  })

export function useSaveConnection(vendor: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: z.input<typeof connectionBody>) =>
      api.put<Connection>(`/api/v1/connections/${vendor}`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}

export function useNewHookToken(vendor: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      api.post<z.infer<typeof hookTokenAnswer>>(`/api/v1/connections/${vendor}/hook-token`, { body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}

export const useTestConnection = (path: string) => useMutation({ mutationFn: () => api.get<{ message: string }>(path) })

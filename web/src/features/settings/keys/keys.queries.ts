/** API keys: listed without themselves, made, revoked. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ApiKeyWire, apiKeyBody, apiKeyCreated, apiKeyList } from '../../../../../contract/access.ts'
import { api } from '../../../api/client.ts'

export type CreatedKey = z.infer<typeof apiKeyCreated>
const KEY = ['settings', 'api-keys']

export const useApiKeys = (enabled = true) =>
  useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<ApiKeyWire[]> =>
      (await api.get<z.infer<typeof apiKeyList>>('/api/v1/api-keys', { signal })).items,
    enabled,
  })

export function useCreateKey() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: z.input<typeof apiKeyBody>) => api.post<CreatedKey>('/api/v1/api-keys', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}

export function useRevokeKey() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete<void>(`/api/v1/api-keys/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}

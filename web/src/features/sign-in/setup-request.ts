/** Creates the first owner and workspace; the browser's zone is a good first guess of the business's. */
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { setupAnswer, setupBody, setupState } from '../../../../contract/access.ts'
import { api } from '../../api/client.ts'

export type FirstOwner = Pick<z.infer<typeof setupBody>, 'token' | 'workspace_name' | 'name' | 'email' | 'password'>

export const createOwner = (owner: FirstOwner) =>
  api.post<z.infer<typeof setupAnswer>>('/api/v1/setup', {
    body: { ...owner, zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
  })

/** True on a product that has nobody yet; the sign-in page then leads to the first start. */
export const useSetupNeeded = (): boolean =>
  useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => api.get<z.infer<typeof setupState>>('/api/v1/setup', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.needed ?? false

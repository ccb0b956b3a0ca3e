/** Creates the first owner and workspace; the browser's zone is a good first guess of the business's. */
import type { z } from 'zod'
import type { setupAnswer, setupBody } from '../../../../contract/access.ts'
import { api } from '../../api/client.ts'

export type FirstOwner = Pick<z.infer<typeof setupBody>, 'token' | 'workspace_name' | 'name' | 'email' | 'password'>

export const createOwner = (owner: FirstOwner) =>
  api.post<z.infer<typeof setupAnswer>>('/api/v1/setup', {
    body: { ...owner, zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
  })

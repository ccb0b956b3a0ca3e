/** Creates the first owner and workspace. */
import { api } from '../../api/client.ts'

export interface FirstOwner {
  token: string
  workspace: string
  name: string
  email: string
  password: string
}

export const createOwner = (body: FirstOwner) => api.post<unknown>('/api/v1/setup', { body })

/** Who is signed in, where, and what they may do: asked once, before anything of the console is drawn. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { MeWire } from '../../../contract/access.ts'
import { api, setApiContext } from './client.ts'

/** `ahead`: how far the product's clock is from this machine's, in ms. */
export interface Session extends MeWire {
  ahead: number
}

const STORED_AS = 'antesala.workspace'

export const sessionQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Session> => {
    setApiContext({ workspaceId: storedWorkspace() })
    const me = await api.get<MeWire>('/api/v1/me', { signal }).catch(async (error: unknown) => {
      // A workspace that this person has left, remembered from before: begin again with the server's choice.
      if (storedWorkspace() === null) throw error
      rememberWorkspace(null)
      return await api.get<MeWire>('/api/v1/me', { signal })
    })
    setApiContext({ workspaceId: me.workspace.id })
    return { ...me, ahead: new Date(me.now).getTime() - Date.now() }
  },
  staleTime: 60_000,
  retry: (failures, error) => failures < 2 && 'retryable' in error && error.retryable === true,
})

export type AccessScope = MeWire['scopes'][number]

/** Inside the shell there always is one. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** True where this person's role carries the scope; buttons that would only be refused are not shown. */
export const useMay = (scope: AccessScope): boolean => useSession().scopes.includes(scope)

export const storedWorkspace = (): string | null => {
  try {
    return window.localStorage.getItem(STORED_AS)
  } catch {
    return null
  }
}

export function rememberWorkspace(id: string | null): void {
  setApiContext({ workspaceId: id })
  try {
    if (id) window.localStorage.setItem(STORED_AS, id)
    else window.localStorage.removeItem(STORED_AS)
  } catch {
    // Kept for this visit only.
  }
}

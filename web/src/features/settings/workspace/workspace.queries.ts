/** The workspace's settings, read whole and changed piece by piece. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { z } from 'zod'
import type { workspacePatch, workspaceWire } from '../../../../../contract/workspace.ts'
import { api } from '../../../api/client.ts'

export type Workspace = z.infer<typeof workspaceWire>
export type WorkspaceChange = z.input<typeof workspacePatch>

const KEY = ['settings', 'workspace']

export const useWorkspace = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.get<Workspace>('/api/v1/workspace', { signal }) })

export function useChangeWorkspace(): (change: WorkspaceChange) => Promise<void> {
  const queries = useQueryClient()
  return useCallback(
    async (change) => {
      const workspace = await api.patch<Workspace>('/api/v1/workspace', { body: change })
      queries.setQueryData(KEY, workspace)
      await queries.invalidateQueries({ queryKey: ['me'] })
    },
    [queries],
  )
}

/** Who is in the workspace; inviting, changing and letting go. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  invitationWire,
  MemberWire,
  memberBody,
  memberCreated,
  memberList,
  memberPatch,
} from '../../../../../contract/access.ts'
import { api } from '../../../api/client.ts'

export type Invitation = z.infer<typeof invitationWire>
const KEY = ['settings', 'members']

export const useMembers = (enabled = true) =>
  useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<MemberWire[]> =>
      (await api.get<z.infer<typeof memberList>>('/api/v1/members', { signal })).items,
    enabled,
  })

/** A request about a member; the list is asked again after it. */
function useMemberChange<Wish, Answer>(ask: (wish: Wish) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: ask, onSuccess: () => queries.invalidateQueries({ queryKey: KEY }) })
}

export const useInvite = () =>
  useMemberChange((body: z.input<typeof memberBody>) =>
    api.post<z.infer<typeof memberCreated>>('/api/v1/members', { body }),
  )
export const useInviteAgain = () =>
  useMemberChange((id: string) => api.post<Invitation>(`/api/v1/members/${id}/invitation`, { body: {} }))
export const useChangeMember = () =>
  useMemberChange(({ id, ...body }: { id: string } & z.input<typeof memberPatch>) =>
    api.patch<MemberWire>(`/api/v1/members/${id}`, { body }),
  )
export const useRemoveMember = () => useMemberChange((id: string) => api.delete<void>(`/api/v1/members/${id}`))
export const useSignMemberOut = () =>
  useMemberChange((id: string) => api.post<unknown>(`/api/v1/members/${id}/sign-out`, { body: {} }))

/** Recognises a signed-in person by their cookies, in one of their workspaces. */
import type { Role } from '../../../contract/workspace.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import type { Database } from '../../platform/db/database.ts'
import type { AccessScope } from '../../platform/http/api.ts'
import type { Locale } from '../../platform/scope.ts'
import { membershipsOf } from './members.store.ts'
import { SCOPES_OF_ROLE } from './roles.rules.ts'

export interface KnownMember {
  workspaceId: string
  memberId: string
  userId: string
  name: string
  role: Role
  scopes: ReadonlySet<AccessScope>
  /** Their own choice, else the workspace's. */
  locale: Locale
}

/**
 * Null without a session, or for somebody who belongs nowhere any more. Where they are no member of `wantedWorkspace`, the
 * answer is the workspace they joined first: the door sees the difference and refuses.
 */
export async function authenticateSession(
  sources: { auth: Auth; db: Database },
  headers: Headers,
  wantedWorkspace?: string,
): Promise<KnownMember | null> {
  const person = await sources.auth.whoIs(headers)
  if (!person) return null
  const memberships = await membershipsOf(sources.db, person.id)
  const wanted = wantedWorkspace?.toLowerCase()
  const here = memberships.find((membership) => membership.workspaceId === wanted) ?? memberships[0]
  if (!here) return null
  return {
    workspaceId: here.workspaceId,
    memberId: here.memberId,
    userId: person.id,
    name: here.name,
    role: here.role,
    scopes: SCOPES_OF_ROLE[here.role],
    locale: here.locale ?? here.workspaceLocale,
  }
}

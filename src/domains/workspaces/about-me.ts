/** The signed-in person's own page: who and where they are, what they may do, and what they may change about it. */
import { notFound } from '../../kernel/errors.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Locale, Scope } from '../../platform/scope.ts'
import { recordAudit } from './audit.store.ts'
import { getWorkspace } from './get-workspace.ts'
import { findMember, type Member, type Membership, membershipsOf, updateMember } from './members.store.ts'
import type { Workspace } from './workspace.ts'

export interface AboutMe {
  member: Member
  twoFactor: boolean
  workspace: Workspace
  memberships: Membership[]
}

export async function getAboutMe(scope: Scope, auth: Auth, headers: Headers): Promise<AboutMe> {
  const [{ member, workspace }, person] = await Promise.all([
    inWorkspace(scope, async (tx) => ({
      member: await findMember(tx, scope.actor.id),
      workspace: await getWorkspace(tx, scope),
    })),
    auth.whoIs(headers),
  ])
  if (!member) throw notFound('member.not_found')
  const memberships = await membershipsOf(scope.db, member.userId)
  return { member, twoFactor: person?.twoFactor ?? false, workspace, memberships }
}

/** `locale: null` goes back to the workspace's. */
export async function changeMe(
  scope: Scope,
  change: { name?: string | undefined; locale?: Locale | null | undefined },
): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const member = await findMember(tx, scope.actor.id)
    if (!member) throw notFound('member.not_found')
    const { name = member.name, locale = member.locale } = change
    if (name === member.name && locale === member.locale) return
    await updateMember(tx, member.id, scope.clock.now(), { name, locale })
    await recordAudit(tx, scope, {
      action: 'member.changed_own',
      subject: { kind: 'member', id: member.id },
      detail: { fields: Object.keys(change) },
    })
  })
}

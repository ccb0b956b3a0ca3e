/** Sends an invitation on its way: with a link for a first password, or just the news where there is one already. */
import type { Auth } from '../../platform/auth/auth.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope.ts'
import { mailInvitation } from './account-mail.ts'
import { getWorkspace } from './get-workspace.ts'
import { INVITATION_S } from './invite-member.ts'
import { findMember } from './members.store.ts'

export interface MailInvitationDeps {
  auth: Auth
  mailer: Mailer
  consoleUrl(): string
}

/** Nothing to do where they have left again meanwhile. A repeated try makes a new link; the older one works too, once. */
export async function sendInvitation(scope: Scope, deps: MailInvitationDeps, memberId: string): Promise<void> {
  const { member, workspace } = await inWorkspace(scope, async (tx) => ({
    member: await findMember(tx, memberId),
    workspace: await getWorkspace(tx, scope),
  }))
  if (!member) return
  const link = (await deps.auth.hasPassword(member.userId))
    ? null
    : await deps.auth.makeLink(member.userId, INVITATION_S)
  await mailInvitation(
    deps.mailer,
    { email: member.email, workspace: workspace.name, link, consoleUrl: deps.consoleUrl() },
    workspace.locale,
  )
}

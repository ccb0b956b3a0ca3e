/** Invites somebody: by mail where a mail server is set, else with a link that the inviter hands over. */
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/queue/job.ts'
import type { Scope } from '../../platform/scope.ts'
import { addMember, type NewMember } from './add-member.ts'
import { recordAudit } from './audit.store.ts'
import { findMember, type Member, membershipsOf } from './members.store.ts'

/** An invitation is often opened after a weekend. */
export const INVITATION_S = 3 * 86_400
export const MAIL_INVITATION = 'workspaces.mail-invitation'

export interface InviteDeps {
  auth: Auth
  /** False where no mail server is set. */
  canMail: boolean
}

/**
 * `has_account`: they sign in with the password they have. A link is only shown for an account made by this very
 * invitation: whoever may invite must not be handed a way into an account that others rely on.
 */
export interface Invitation {
  invitation: 'mailed' | 'link' | 'has_account'
  link?: string
}

export async function inviteMember(
  scope: Scope,
  deps: InviteDeps,
  wish: Omit<NewMember, 'password'>,
): Promise<{ member: Member } & Invitation> {
  const { member, person, accountCreated } = await addMember(scope, deps.auth, wish, async (tx, added) => {
    if (deps.canMail) await enqueue(tx, MAIL_INVITATION, { memberId: added.member.id })
  })
  if (deps.canMail) return { member, invitation: 'mailed' }
  if (!accountCreated) return { member, invitation: 'has_account' }
  return { member, invitation: 'link', link: await deps.auth.makeLink(person.id, INVITATION_S) }
}

/** Once more, for who never came in. Throws `member.not_found`, and `member.has_account` where they sign in already. */
export async function inviteAgain(scope: Scope, deps: InviteDeps, memberId: string): Promise<Invitation> {
  const member = await inWorkspace(scope, (tx) => findMember(tx, memberId))
  if (!member) throw notFound('member.not_found')
  if (await deps.auth.hasPassword(member.userId)) throw conflict('member.has_account')
  const elsewhere = (await membershipsOf(scope.db, member.userId)).length > 1
  if (elsewhere && !deps.canMail) throw conflict('member.has_account')

  await inWorkspace(scope, async (tx) => {
    await recordAudit(tx, scope, { action: 'member.invited_again', subject: { kind: 'member', id: memberId } })
    if (deps.canMail) await enqueue(tx, MAIL_INVITATION, { memberId })
  })
  if (deps.canMail) return { invitation: 'mailed' }
  return { invitation: 'link', link: await deps.auth.makeLink(member.userId, INVITATION_S) }
}

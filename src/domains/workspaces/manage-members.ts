/** Members' roles, their leaving, and the rule that somebody always owns the workspace. */
import type { Role } from '../../../contract/workspace.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from './audit.store.ts'
import { countOwners, findMember, listMembers, type Member, membershipsOf, updateMember } from './members.store.ts'
import { lockWorkspace } from './workspaces.store.ts'

export type { Member }

export const readMembers = (scope: Scope): Promise<Member[]> => inWorkspace(scope, listMembers)

/** Throws `member.not_found`, `member.last_owner`. */
export async function changeMember(
  scope: Scope,
  id: string,
  change: { name?: string | undefined; role?: Role | undefined },
): Promise<Member> {
  return inWorkspace(scope, async (tx) => {
    const member = await lockMember(tx, id)
    const { name = member.name, role = member.role } = change
    if (role !== 'owner') await keepAnOwner(tx, member)
    if (name === member.name && role === member.role) return member
    await updateMember(tx, id, scope.clock.now(), { name, role })
    await recordAudit(tx, scope, {
      action: role === member.role ? 'member.renamed' : 'member.role_changed',
      subject: { kind: 'member', id },
      detail: role === member.role ? { from: member.name, to: name } : { from: member.role, to: role },
    })
    return { ...member, name, role }
  })
}

/** Their row stays, so that what they did keeps its name. Whoever belongs nowhere any more is signed out. */
export async function removeMember(scope: Scope, auth: Auth, id: string): Promise<void> {
  const member = await inWorkspace(scope, async (tx) => {
    const found = await lockMember(tx, id)
    await keepAnOwner(tx, found)
    await updateMember(tx, id, scope.clock.now(), { removedAt: scope.clock.now() })
    await recordAudit(tx, scope, {
      action: 'member.removed',
      subject: { kind: 'member', id },
      detail: { email: found.email, role: found.role },
    })
    return found
  })
  if ((await membershipsOf(scope.db, member.userId)).length === 0) await auth.signOutEverywhere(member.userId)
}

/** Ends every session of theirs, on every machine. */
export async function signMemberOut(scope: Scope, auth: Auth, id: string): Promise<void> {
  const member = await inWorkspace(scope, async (tx) => {
    const found = await findMember(tx, id)
    if (!found) throw notFound('member.not_found')
    await recordAudit(tx, scope, { action: 'member.signed_out', subject: { kind: 'member', id } })
    return found
  })
  await auth.signOutEverywhere(member.userId)
}

/** Two owners who leave at the same moment wait for each other here. */
async function lockMember(tx: Tx, id: string): Promise<Member> {
  await lockWorkspace(tx)
  const member = await findMember(tx, id)
  if (!member) throw notFound('member.not_found')
  return member
}

async function keepAnOwner(tx: Tx, leaving: Member): Promise<void> {
  if (leaving.role === 'owner' && (await countOwners(tx)) < 2) throw conflict('member.last_owner')
}

/** Makes somebody a member, with an account of their own where they have none yet. */
import type { Role } from '../../../contract/workspace.ts'
import { conflict } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Auth, Person } from '../../platform/auth/auth.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { brokeConstraint } from '../../platform/db/database-error.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from './audit.store.ts'
import { insertMember, type Member } from './members.store.ts'

export interface NewMember {
  name: string
  email: string
  role: Role
  /** For an account that is made here; one that exists keeps its own. */
  password?: string
}

export interface AddedMember {
  member: Member
  person: Person
  /** False where the account was there before: its password is nobody's business here. */
  accountCreated: boolean
}

/** Throws `member.exists`. `alongside` runs in the same transaction, for what must not be forgotten. */
export async function addMember(
  scope: Scope,
  auth: Auth,
  wish: NewMember,
  alongside?: (tx: Tx, added: AddedMember) => Promise<void>,
): Promise<AddedMember> {
  const email = wish.email.trim().toLowerCase()
  const { person, created } = await auth.ensurePerson({ ...wish, email })
  const member: Member = {
    id: newId(),
    userId: person.id,
    name: wish.name,
    email,
    role: wish.role,
    locale: null,
    createdAt: scope.clock.now(),
  }
  try {
    return await inWorkspace(scope, async (tx) => {
      const joined = await insertMember(tx, scope.workspaceId, member)
      if (!joined) throw conflict('member.exists', { params: { email } })
      await recordAudit(tx, scope, {
        action: 'member.added',
        subject: { kind: 'member', id: joined.id },
        detail: { email, role: wish.role },
      })
      const added = { member: { ...member, id: joined.id }, person, accountCreated: created }
      await alongside?.(tx, added)
      return added
    })
  } catch (error) {
    if (brokeConstraint(error, 'members_email')) throw conflict('member.exists', { params: { email } })
    throw error
  }
}

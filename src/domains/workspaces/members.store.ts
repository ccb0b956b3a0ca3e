/** Members: within a workspace, and the one look across workspaces at a signed-in person's own memberships. */
import { sql } from 'kysely'
import type { Role } from '../../../contract/workspace.ts'
import { type Database, outsideWorkspaces, over, type Tx } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/scope.ts'
import type { WorkspaceTables } from './workspaces.tables.ts'

export interface Member {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  locale: Locale | null
  createdAt: Date
}

export interface Membership {
  workspaceId: string
  workspaceName: string
  workspaceLocale: Locale
  memberId: string
  name: string
  role: Role
  locale: Locale | null
}

const columns = ['id', 'user_id as userId', 'name', 'email', 'role', 'locale', 'created_at as createdAt'] as const

/** Oldest first. Row-level security shows the login role these rows for the person it names, and no others. */
export async function membershipsOf(db: Database, userId: string): Promise<Membership[]> {
  return outsideWorkspaces(db, async (trx) => {
    await sql`select set_config('app.person', ${userId}, true)`.execute(trx)
    return over<WorkspaceTables>(trx)
      .selectFrom('members')
      .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
      .select([
        'workspaces.id as workspaceId',
        'workspaces.name as workspaceName',
        'workspaces.locale as workspaceLocale',
        'members.id as memberId',
        'members.name',
        'members.role',
        'members.locale',
      ])
      .where('members.user_id', '=', userId)
      .where('members.removed_at', 'is', null)
      .orderBy('members.created_at')
      .orderBy('members.id')
      .execute()
  })
}

export async function listMembers(tx: Tx): Promise<Member[]> {
  return over<WorkspaceTables>(tx)
    .selectFrom('members')
    .select(columns)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export async function findMember(tx: Tx, id: string): Promise<Member | undefined> {
  return over<WorkspaceTables>(tx)
    .selectFrom('members')
    .select(columns)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

/** Joins, or joins again under the old id. Undefined when they are a member already. */
export async function insertMember(tx: Tx, workspaceId: string, member: Member): Promise<{ id: string } | undefined> {
  return over<WorkspaceTables>(tx)
    .insertInto('members')
    .values({
      workspace_id: workspaceId,
      id: member.id,
      user_id: member.userId,
      name: member.name,
      email: member.email,
      role: member.role,
      locale: member.locale,
      created_at: member.createdAt,
      updated_at: member.createdAt,
      removed_at: null,
    })
    .onConflict((oc) =>
      oc
        .constraint('members_user')
        .doUpdateSet({ name: member.name, role: member.role, removed_at: null, updated_at: member.createdAt })
        .where('members.removed_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst()
}

export interface MemberChange {
  name?: string
  role?: Role
  locale?: Locale | null
  removedAt?: Date
}

export async function updateMember(tx: Tx, id: string, at: Date, change: MemberChange): Promise<void> {
  const { removedAt, ...rest } = change
  await over<WorkspaceTables>(tx)
    .updateTable('members')
    .set({ ...rest, updated_at: at, ...(removedAt && { removed_at: removedAt }) })
    .where('id', '=', id)
    .execute()
}

export async function countOwners(tx: Tx): Promise<number> {
  const { owners } = await over<WorkspaceTables>(tx)
    .selectFrom('members')
    .select(({ fn }) => fn.countAll<number>().$castTo<string>().as('owners'))
    .where('role', '=', 'owner')
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(owners)
}

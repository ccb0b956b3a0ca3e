/** The workspaces themselves: made and listed under the login role, read and changed from within. */
import { sql } from 'kysely'
import { type Database, over, type Tx } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/scope.ts'
import type { WorkspaceTables } from './workspaces.tables.ts'

type AnyConnection = Parameters<typeof over>[0]

export interface WorkspaceRow {
  id: string
  name: string
  zone: string
  locale: Locale
  region: string
  settings: Record<string, unknown>
}

const COLUMNS = ['id', 'name', 'zone', 'locale', 'region', 'settings'] as const

/** False when a workspace with this id is there already. */
export async function insertWorkspace(db: AnyConnection, row: WorkspaceRow & { createdAt: Date }): Promise<boolean> {
  const { createdAt, settings, ...rest } = row
  const made = await over<WorkspaceTables>(db)
    .insertInto('workspaces')
    .values({ ...rest, settings: JSON.stringify(settings), created_at: createdAt })
    .onConflict((oc) => oc.column('id').doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

/** The workspace of this transaction; undefined when it was deleted. */
export async function selectWorkspace(tx: Tx): Promise<WorkspaceRow | undefined> {
  return over<WorkspaceTables>(tx).selectFrom('workspaces').select(COLUMNS).executeTakeFirst()
}

/** The same, kept from changing until the transaction ends. */
export async function lockWorkspace(tx: Tx): Promise<WorkspaceRow | undefined> {
  return over<WorkspaceTables>(tx).selectFrom('workspaces').select(COLUMNS).forUpdate().executeTakeFirst()
}

export async function updateWorkspace(tx: Tx, change: Partial<Omit<WorkspaceRow, 'id'>>): Promise<void> {
  const { settings, ...rest } = change
  await over<WorkspaceTables>(tx)
    .updateTable('workspaces')
    .set({ ...rest, ...(settings && { settings: JSON.stringify(settings) }) })
    .where('id', '=', sql<string>`app.workspace()`)
    .execute()
}

/** Every workspace, oldest first: for work that goes through all of them one by one. */
export async function listWorkspaceIds(db: Database): Promise<string[]> {
  const rows = await over<WorkspaceTables>(db.kysely)
    .selectFrom('workspaces')
    .select('id')
    .orderBy('created_at')
    .execute()
  return rows.map((row) => row.id)
}

/** API keys by their hashes. */
import { sql } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import type { AccessScope } from '../../platform/http/api.ts'
import type { WorkspaceTables } from './workspaces.tables.ts'

export interface ApiKey {
  id: string
  name: string
  hint: string
  scopes: AccessScope[]
  createdAt: Date
  createdBy: string
  lastUsedAt: Date | null
}

const columns = [
  'id',
  'name',
  'hint',
  'created_at as createdAt',
  'created_by as createdBy',
  'last_used_at as lastUsedAt',
] as const
const scopes = sql<AccessScope[]>`scopes`.as('scopes')

export async function insertApiKey(tx: Tx, workspaceId: string, key: Omit<ApiKey, 'lastUsedAt'> & { hash: string }) {
  await over<WorkspaceTables>(tx)
    .insertInto('api_keys')
    .values({
      workspace_id: workspaceId,
      id: key.id,
      name: key.name,
      key_hash: key.hash,
      hint: key.hint,
      scopes: key.scopes,
      created_at: key.createdAt,
      created_by: key.createdBy,
    })
    .execute()
}

/** Those that still open, newest first. */
export async function listApiKeys(tx: Tx): Promise<ApiKey[]> {
  return over<WorkspaceTables>(tx)
    .selectFrom('api_keys')
    .select([...columns, scopes])
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function findKeyByHash(tx: Tx, hash: string): Promise<ApiKey | undefined> {
  return over<WorkspaceTables>(tx)
    .selectFrom('api_keys')
    .select([...columns, scopes])
    .where('key_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

export async function touchKey(tx: Tx, id: string, at: Date): Promise<void> {
  await over<WorkspaceTables>(tx).updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute()
}

/** The revoked key's name; undefined when there was none to revoke. */
export async function revokeKey(tx: Tx, id: string, at: Date): Promise<string | undefined> {
  const row = await over<WorkspaceTables>(tx)
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}

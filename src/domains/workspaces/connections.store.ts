/** Vendor connections; their secrets are here as Fernet tokens only. */
import { over, type Tx } from '../../platform/db/database.ts'
import type { WorkspaceTables } from './workspaces.tables.ts'

export interface ConnectionRow {
  vendor: string
  settings: Record<string, unknown>
  sealedSecrets: string | null
  hookTokenHash: string | null
  updatedAt: Date
}

const columns = [
  'vendor',
  'settings',
  'sealed_secrets as sealedSecrets',
  'hook_token_hash as hookTokenHash',
  'updated_at as updatedAt',
] as const

export async function findConnection(tx: Tx, vendor: string): Promise<ConnectionRow | undefined> {
  return over<WorkspaceTables>(tx)
    .selectFrom('connections')
    .select(columns)
    .where('vendor', '=', vendor)
    .executeTakeFirst()
}

export async function listConnections(tx: Tx): Promise<ConnectionRow[]> {
  return over<WorkspaceTables>(tx).selectFrom('connections').select(columns).orderBy('vendor').execute()
}

/** Kept from changing until the transaction ends. */
export async function lockConnections(tx: Tx): Promise<ConnectionRow[]> {
  return over<WorkspaceTables>(tx).selectFrom('connections').select(columns).orderBy('vendor').forUpdate().execute()
}

/** Makes the row where there is none; what is not named in `change` stays. */
export async function upsertConnection(
  tx: Tx,
  workspaceId: string,
  vendor: string,
  at: Date,
  change: Partial<Pick<ConnectionRow, 'settings' | 'sealedSecrets' | 'hookTokenHash'>>,
): Promise<void> {
  const values = {
    ...(change.settings !== undefined && { settings: JSON.stringify(change.settings) }),
    ...(change.sealedSecrets !== undefined && { sealed_secrets: change.sealedSecrets }),
    ...(change.hookTokenHash !== undefined && { hook_token_hash: change.hookTokenHash }),
    updated_at: at,
  }
  await over<WorkspaceTables>(tx)
    .insertInto('connections')
    .values({ workspace_id: workspaceId, vendor, settings: '{}', created_at: at, ...values })
    .onConflict((oc) => oc.columns(['workspace_id', 'vendor']).doUpdateSet(values))
    .execute()
}

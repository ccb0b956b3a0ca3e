/** Reads the workspace that a transaction acts for. */
import { notFound } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { readSettings, type Workspace } from './workspace.ts'
import { selectWorkspace } from './workspaces.store.ts'

/** Settings come whole, defaults filled in. Throws `workspace.not_found` when it has been deleted meanwhile. */
export async function getWorkspace(tx: Tx, scope: Pick<Scope, 'workspaceId'>): Promise<Workspace> {
  const row = await selectWorkspace(tx)
  if (!row) throw notFound('workspace.not_found', { note: scope.workspaceId })
  return { ...row, settings: readSettings(row.settings) }
}

/** The audit log: added to and read, never changed (the restricted role has no other privilege on it). */
import { newId } from '../../kernel/ids.ts'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { WorkspaceTables } from './workspaces.tables.ts'

export interface AuditEntry {
  /** Past tense, by domain: `lead.updated`, `api_key.revoked`. */
  action: string
  subject?: { kind: string; id: string }
  /** What changed, small and without secrets: names of fields, counts, before and after where it helps. */
  detail?: Record<string, unknown>
}

/** Belongs into the transaction of the change itself: no change without its trace, no trace without its change. */
export async function recordAudit(
  tx: Tx,
  scope: Pick<Scope, 'workspaceId' | 'actor' | 'clock'>,
  entry: AuditEntry,
): Promise<void> {
  await over<WorkspaceTables>(tx)
    .insertInto('audit_log')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      at: scope.clock.now(),
      actor_kind: scope.actor.kind,
      actor_id: scope.actor.id,
      actor_name: scope.actor.name,
      action: entry.action,
      subject_kind: entry.subject?.kind ?? null,
      subject_id: entry.subject?.id ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}

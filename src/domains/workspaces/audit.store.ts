/** The audit log: added to and read, never changed (the restricted role has no other privilege on it). */
import { newId } from '../../kernel/ids.ts'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
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

export interface AuditFilter {
  actorId?: string | undefined
  action?: string | undefined
  subjectKind?: string | undefined
  subjectId?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
}

export interface AuditRecord {
  id: string
  at: Date
  actorKind: Actor['kind']
  actorId: string
  actorName: string
  action: string
  subjectKind: string | null
  subjectId: string | null
  detail: Record<string, unknown>
}

/** Newest first, by keyset: `after` is the last entry of the page before. */
export async function listAudit(
  tx: Tx,
  filter: AuditFilter,
  limit: number,
  after?: { at: Date; id: string },
): Promise<AuditRecord[]> {
  let query = over<WorkspaceTables>(tx)
    .selectFrom('audit_log')
    .select([
      'id',
      'at',
      'actor_kind as actorKind',
      'actor_id as actorId',
      'actor_name as actorName',
      'action',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'detail',
    ])
  if (filter.actorId) query = query.where('actor_id', '=', filter.actorId)
  if (filter.action) query = query.where('action', '=', filter.action)
  if (filter.subjectKind) query = query.where('subject_kind', '=', filter.subjectKind)
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.until) query = query.where('at', '<', filter.until)
  if (after) query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '<', tuple(after.at, after.id)))
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

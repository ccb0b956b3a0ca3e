/** Reads the audit log, newest first. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type AuditFilter, type AuditRecord, listAudit } from './audit.store.ts'

export type { AuditFilter, AuditRecord }

/** One page after `cursor`, which stands for the last entry of the page before. */
export async function readAudit(
  scope: Scope,
  filter: AuditFilter,
  page: { limit: number; after?: { at: Date; id: string } | undefined },
): Promise<{ items: AuditRecord[]; more: boolean }> {
  const rows = await inWorkspace(scope, (tx) => listAudit(tx, filter, page.limit + 1, page.after))
  return { items: rows.slice(0, page.limit), more: rows.length > page.limit }
}

/** The face of the workspaces domain: what every other domain and app/ may use. */
export { type AuditEntry, recordAudit } from './audit.store.ts'
export { createWorkspace, type NewWorkspace } from './create-workspace.ts'
export { getWorkspace } from './get-workspace.ts'
export type { Workspace } from './workspace.ts'

/** The face of the workspaces domain: what every other domain and app/ may use. */

export { mailResetLink } from './account-mail.ts'
export { type AddedMember, addMember, type NewMember } from './add-member.ts'
export { type AuditEntry, recordAudit } from './audit.store.ts'
export { authenticateKey, type KnownKey } from './authenticate-key.ts'
export { authenticateSession, type KnownMember } from './authenticate-session.ts'
export {
  type Connection,
  type ConnectionSummary,
  type ConnectionWish,
  getConnection,
  readConnections,
  saveConnection,
} from './connect-vendor.ts'
export { createWorkspace, type NewWorkspace } from './create-workspace.ts'
export { createFirstOwner, isSetupNeeded, prepareSetup } from './first-owner.ts'
export { getWorkspace } from './get-workspace.ts'
export { issueHookToken, verifyHookToken } from './hook-tokens.ts'
export { issueApiKey, type NewApiKey } from './manage-api-keys.ts'
export { recordPersonalEvent } from './record-personal-event.ts'
export { makeResetLink } from './reset-link.ts'
export { SCOPES_OF_ROLE } from './roles.rules.ts'
export { type Rotation, rotateKeys } from './rotate-keys.ts'
export type { Workspace } from './workspace.ts'
export { listWorkspaceIds } from './workspaces.store.ts'

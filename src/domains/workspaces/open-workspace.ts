/** Opens a workspace from the command line: with a key that may do everything, and where wanted an owner who comes in by link. */
import type { Clock } from '../../kernel/clock.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import type { Database } from '../../platform/db/database.ts'
import { ACCESS_SCOPES } from '../../platform/http/api.ts'
import type { Scope } from '../../platform/scope.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { addMember } from './add-member.ts'
import { createWorkspace, type NewWorkspace } from './create-workspace.ts'
import { INVITATION_S } from './invite-member.ts'
import { issueApiKey } from './manage-api-keys.ts'

export interface OpenedWorkspace {
  workspaceId: string
  /** Shown this once. */
  apiKey: string
  /** Sets the owner's first password; null where there is no owner, or one who has an account already. */
  ownerLink: string | null
}

export async function openWorkspace(
  deps: { db: Database; clock: Clock; log: Logger; auth: Auth },
  wish: NewWorkspace & { owner?: { name: string; email: string } },
): Promise<OpenedWorkspace> {
  const { db, clock, log, auth } = deps
  const { owner, ...workspace } = wish
  const { workspaceId } = await createWorkspace(db, clock, workspace)
  const scope: Scope = {
    workspaceId,
    actor: { kind: 'system', id: 'workspaces.create', name: 'Antesala' },
    db,
    clock,
    log,
    locale: wish.locale ?? 'es',
  }
  const { key } = await issueApiKey(scope, { name: wish.name, scopes: ACCESS_SCOPES })
  if (!owner) return { workspaceId, apiKey: key, ownerLink: null }
  const { person } = await addMember(scope, auth, { ...owner, role: 'owner' })
  const waits = !(await auth.hasPassword(person.id))
  return { workspaceId, apiKey: key, ownerLink: waits ? await auth.makeLink(person.id, INVITATION_S) : null }
}

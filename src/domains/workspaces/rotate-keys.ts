/**
 * Seals everything again under the first key of ENCRYPTION_KEY.
 *
 * To rotate: put the new key in front (`ENCRYPTION_KEY=new,old`), restart every process, run this, then take the old key
 * away. Nothing is invalidated: vendors' secrets and the product's own key stay what they are, and with the latter every
 * session, second factor, offer and signed link. It goes workspace by workspace and passes over what is sealed already, so
 * that a rotation cut short is simply run again.
 */
import type { Clock } from '../../kernel/clock.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { Actor } from '../../platform/scope.ts'
import { resealProductSecrets } from '../../platform/secrets/product-key.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { recordAudit } from './audit.store.ts'
import { lockConnections, upsertConnection } from './connections.store.ts'
import { listWorkspaceIds } from './workspaces.store.ts'

export interface Rotation {
  workspaces: number
  /** Secrets sealed again now, and those that were sealed under the first key already. */
  resealed: number
  current: number
}

const ROTATION: Actor = { kind: 'system', id: 'rotate-keys', name: 'Antesala' }

/** Throws `secrets.unreadable` at the first secret that no key opens; what came before it is done. */
export async function rotateKeys(
  db: Database,
  clock: Clock,
  secrets: Secrets,
  onWorkspace?: (done: Rotation) => void,
): Promise<Rotation> {
  const own = await resealProductSecrets(db, secrets)
  const rotation: Rotation = { workspaces: 0, resealed: own.resealed, current: own.kept }
  for (const workspaceId of await listWorkspaceIds(db)) {
    const { resealed, current } = await resealWorkspace(db, clock, secrets, workspaceId)
    rotation.workspaces += 1
    rotation.resealed += resealed
    rotation.current += current
    onWorkspace?.({ ...rotation })
  }
  return rotation
}

async function resealWorkspace(db: Database, clock: Clock, secrets: Secrets, workspaceId: string) {
  return inWorkspace({ db, workspaceId }, async (tx) => {
    const sealed = (await lockConnections(tx)).filter((row) => row.sealedSecrets !== null)
    const stale = sealed.filter((row) => !secrets.isCurrent(row.sealedSecrets!))
    for (const row of stale)
      await upsertConnection(tx, workspaceId, row.vendor, row.updatedAt, {
        sealedSecrets: secrets.seal(secrets.open(row.sealedSecrets!)),
      })
    if (stale.length > 0)
      await recordAudit(
        tx,
        { workspaceId, actor: ROTATION, clock },
        { action: 'secrets.rotated', detail: { connections: stale.map((row) => row.vendor) } },
      )
    return { resealed: stale.length, current: sealed.length - stale.length }
  })
}

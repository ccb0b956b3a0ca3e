/** Opens a workspace: the one thing that is made outside of any. */
import type { Clock } from '../../kernel/clock.ts'
import { isZone } from '../../kernel/dates.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { type Database, inWorkspace, outsideWorkspaces } from '../../platform/db/database.ts'
import type { Actor, Locale } from '../../platform/scope.ts'
import { recordAudit } from './audit.store.ts'
import { insertWorkspace } from './workspaces.store.ts'

export interface NewWorkspace {
  name: string
  zone?: string
  locale?: Locale
  /** ISO country that phones without a prefix are read in. */
  region?: string
  /** Checked when first read; what is left out has its default. */
  settings?: Record<string, unknown>
  /** A fixed id (the demo's); normally made here. */
  id?: string
}

const THE_PRODUCT: Actor = { kind: 'system', id: 'workspaces.create', name: 'Antesala' }

/** Throws `workspace.exists` when `id` is taken, `workspace.zone_unknown` and `workspace.name_missing` on bad input. */
export async function createWorkspace(
  db: Database,
  clock: Clock,
  wish: NewWorkspace,
  actor: Actor = THE_PRODUCT,
): Promise<{ workspaceId: string }> {
  const name = wish.name.trim()
  if (name === '' || name.length > 200) throw invalid('workspace.name_missing')
  const zone = wish.zone ?? 'Europe/Madrid'
  if (!isZone(zone)) throw invalid('workspace.zone_unknown', { params: { zone } })
  const id = wish.id ?? newId()
  const made = await outsideWorkspaces(db, (trx) =>
    insertWorkspace(trx, {
      id,
      name,
      zone,
      locale: wish.locale ?? 'es',
      region: wish.region ?? 'ES',
      settings: wish.settings ?? {},
      createdAt: clock.now(),
    }),
  )
  if (!made) throw conflict('workspace.exists')
  await inWorkspace({ db, workspaceId: id }, (tx) =>
    recordAudit(
      tx,
      { workspaceId: id, actor, clock },
      { action: 'workspace.created', subject: { kind: 'workspace', id } },
    ),
  )
  return { workspaceId: id }
}

/** A workspace's accounts at vendors: settings in the clear, secrets sealed, both read only from within. */
import { invalid } from '../../kernel/errors.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { recordAudit } from './audit.store.ts'
import {
  type ConnectionRow,
  findConnection,
  listConnections,
  lockConnections,
  upsertConnection,
} from './connections.store.ts'

export interface Connection {
  settings: Record<string, unknown>
  secrets: Record<string, string>
}

export interface ConnectionWish {
  vendor: string
  settings: Record<string, unknown>
  /** Those not named stay as they are; null forgets one. */
  secrets?: Record<string, string | null>
}

/** What may be told about a connection: the names of its secrets, not the secrets. */
export interface ConnectionSummary {
  vendor: string
  settings: Record<string, unknown>
  secretNames: string[]
  hasHookToken: boolean
  updatedAt: Date
}

/** Throws `connection.secrets_again` where the address changes and a kept secret would follow it there unasked. */
export async function saveConnection(scope: Scope, wish: ConnectionWish, secrets: Secrets): Promise<ConnectionSummary> {
  return inWorkspace(scope, async (tx) => {
    const before = (await lockConnections(tx)).find((row) => row.vendor === wish.vendor)
    const known = before ? unseal(before, secrets) : {}
    refuseToFollow(before, known, wish)
    const kept = Object.entries({ ...known, ...wish.secrets })
    const after = Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== null))
    const at = scope.clock.now()
    await upsertConnection(tx, scope.workspaceId, wish.vendor, at, {
      settings: wish.settings,
      sealedSecrets: secrets.seal(JSON.stringify(after)),
    })
    await recordAudit(tx, scope, {
      action: before ? 'connection.changed' : 'connection.created',
      subject: { kind: 'connection', id: wish.vendor },
      detail: { settings: Object.keys(wish.settings), secrets: Object.keys(wish.secrets ?? {}) },
    })
    return {
      vendor: wish.vendor,
      settings: wish.settings,
      secretNames: Object.keys(after).sort(),
      hasHookToken: Boolean(before?.hookTokenHash),
      updatedAt: at,
    }
  })
}

/** Whoever can only change settings must not have our secrets sent to a place of their own. */
function refuseToFollow(before: ConnectionRow | undefined, known: Record<string, string>, wish: ConnectionWish): void {
  if (!before || before.settings['apiUrl'] === wish.settings['apiUrl']) return
  const missing = Object.keys(known).filter((name) => wish.secrets?.[name] === undefined)
  if (missing.length) throw invalid('connection.secrets_again', { params: { secrets: missing.join(', ') } })
}

/** For whoever is about to talk to the vendor; null where nothing was ever configured. */
export async function getConnection(
  tx: Tx,
  _scope: Pick<Scope, 'workspaceId'>,
  vendor: string,
  secrets: Secrets,
): Promise<Connection | null> {
  const row = await findConnection(tx, vendor)
  return row ? { settings: row.settings, secrets: unseal(row, secrets) } : null
}

export async function readConnections(scope: Scope, secrets: Secrets): Promise<ConnectionSummary[]> {
  const rows = await inWorkspace(scope, listConnections)
  return rows.map((row) => ({
    vendor: row.vendor,
    settings: row.settings,
    secretNames: Object.keys(unseal(row, secrets)).sort(),
    hasHookToken: row.hookTokenHash !== null,
    updatedAt: row.updatedAt,
  }))
}

const unseal = (row: ConnectionRow, secrets: Secrets): Record<string, string> =>
  row.sealedSecrets === null ? {} : (JSON.parse(secrets.open(row.sealedSecrets)) as Record<string, string>)

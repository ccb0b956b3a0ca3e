/** The unguessable part of a vendor's webhook address: says which workspace a webhook is for, and that it may come in. */
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from './audit.store.ts'
import { type BriefCache, makeBriefCache } from './brief-cache.ts'
import { findConnection, upsertConnection } from './connections.store.ts'
import { makeToken, readToken } from './workspace-token.ts'

const PREFIX = 'hk_'
/** As with API keys: an old token is shut out here at once, in other processes after this. */
const REMEMBERED_MS = 2000
const MOST_REMEMBERED = 5000

const caches = new WeakMap<Database, BriefCache<boolean>>()

/** A new one; the old address stops working. Only its hash is kept. */
export async function issueHookToken(scope: Scope, vendor: string): Promise<string> {
  const { token, hash } = makeToken(PREFIX, scope.workspaceId)
  await inWorkspace(scope, async (tx) => {
    await upsertConnection(tx, scope.workspaceId, vendor, scope.clock.now(), { hookTokenHash: hash })
    await recordAudit(tx, scope, {
      action: 'connection.hook_token_issued',
      subject: { kind: 'connection', id: vendor },
    })
  })
  caches.get(scope.db)?.clear()
  return token
}

/** The workspace that a webhook of `vendor` is for; null where the token is not its newest. */
export async function verifyHookToken(db: Database, vendor: string, token: string): Promise<string | null> {
  const read = readToken(PREFIX, token)
  if (!read) return null
  const valid = await cacheOf(db).get(`${vendor} ${read.hash}`, () =>
    inWorkspace({ db, workspaceId: read.workspaceId }, async (tx) => {
      const connection = await findConnection(tx, vendor)
      return connection?.hookTokenHash === read.hash
    }),
  )
  return valid ? read.workspaceId : null
}

function cacheOf(db: Database): BriefCache<boolean> {
  const known = caches.get(db)
  if (known) return known
  const cache = makeBriefCache<boolean>(REMEMBERED_MS, MOST_REMEMBERED)
  caches.set(db, cache)
  return cache
}

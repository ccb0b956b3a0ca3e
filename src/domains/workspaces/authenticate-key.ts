/**
 * Recognises an API key. Every webhook and every integrator's request comes through here, so the answer is remembered for
 * two seconds in each process: a busy key costs one look-up in that time, and a revoked one is shut out at once in the
 * process that revoked it and after two seconds at most in all others.
 */
import type { Clock } from '../../kernel/clock.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { AccessScope } from '../../platform/http/api.ts'
import { findKeyByHash, touchKey } from './api-keys.store.ts'
import { type BriefCache, makeBriefCache } from './brief-cache.ts'
import { type ReadToken, readToken } from './workspace-token.ts'

export const KEY_PREFIX = 'ant_'
export const REMEMBERED_MS = 2000
/** Keys of one process, right or wrong. */
const MOST_REMEMBERED = 5000
/** The last use is for people to see which keys are alive; a write per request would be the dearest part of it. */
const TOUCH_EVERY_MS = 60_000

export interface KnownKey {
  workspaceId: string
  keyId: string
  name: string
  scopes: ReadonlySet<AccessScope>
}

const caches = new WeakMap<Database, BriefCache<KnownKey | null>>()

/** Null for a key that is malformed, unknown or revoked. Throws `database.unavailable` when nobody can know. */
export async function authenticateKey(db: Database, clock: Clock, key: string): Promise<KnownKey | null> {
  const token = readToken(KEY_PREFIX, key)
  if (!token) return null
  return cacheOf(db).get(token.hash, () => lookUp(db, clock, token))
}

/** After a revocation. */
export const forgetKeys = (db: Database): void => caches.get(db)?.clear()

function cacheOf(db: Database): BriefCache<KnownKey | null> {
  const known = caches.get(db)
  if (known) return known
  const cache = makeBriefCache<KnownKey | null>(REMEMBERED_MS, MOST_REMEMBERED)
  caches.set(db, cache)
  return cache
}

async function lookUp(db: Database, clock: Clock, { workspaceId, hash }: ReadToken): Promise<KnownKey | null> {
  return inWorkspace({ db, workspaceId }, async (tx) => {
    const found = await findKeyByHash(tx, hash)
    if (!found) return null
    const now = clock.now()
    if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() >= TOUCH_EVERY_MS)
      await touchKey(tx, found.id, now)
    return { workspaceId, keyId: found.id, name: found.name, scopes: new Set(found.scopes) }
  })
}

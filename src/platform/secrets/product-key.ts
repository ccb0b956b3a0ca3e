/**
 * The product's own key, from which the keys that sign cookies, offers and links are derived.
 *
 * It is not ENCRYPTION_KEY: it is 32 random bytes made at the first start and kept in `product_secrets`, sealed. Rotating
 * ENCRYPTION_KEY seals it again without changing it, so that no session ends, no offer expires, no second factor is lost.
 */

import { hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { databaseError } from '../db/database-error.ts'
import type { Secrets } from './secrets.ts'

const NAME = 'product-key'

/** The same for every process on one database, whichever came first. Throws `secrets.unreadable` under a foreign key. */
export async function loadProductKey(db: Database, secrets: Secrets): Promise<Buffer> {
  try {
    const fresh = secrets.seal(randomBytes(32).toString('base64url'))
    await sql`insert into product_secrets (name, sealed, created_at) values (${NAME}, ${fresh}, now()) on conflict (name) do nothing`.execute(
      db.kysely,
    )
    const { rows } = await sql<{ sealed: string }>`select sealed from product_secrets where name = ${NAME}`.execute(
      db.kysely,
    )
    return Buffer.from(secrets.open(rows[0]!.sealed), 'base64url')
  } catch (error) {
    throw databaseError(error)
  }
}

/** A key for one purpose (`offers`, `sessions`): whoever learns it learns nothing of the others. 32 bytes. */
export const deriveKey = (productKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', productKey, '', `antesala ${purpose}`, 32))

/** Seals the product's own secrets under the first key; answers how many still needed it. */
export async function resealProductSecrets(
  db: Database,
  secrets: Secrets,
): Promise<{ resealed: number; kept: number }> {
  const { rows } = await sql<{ name: string; sealed: string }>`select name, sealed from product_secrets`.execute(
    db.kysely,
  )
  const stale = rows.filter((row) => !secrets.isCurrent(row.sealed))
  for (const { name, sealed } of stale) {
    const again = secrets.seal(secrets.open(sealed))
    // Only over what was read: another rotation may be running.
    await sql`update product_secrets set sealed = ${again} where name = ${name} and sealed = ${sealed}`.execute(
      db.kysely,
    )
  }
  return { resealed: stale.length, kept: rows.length - stale.length }
}

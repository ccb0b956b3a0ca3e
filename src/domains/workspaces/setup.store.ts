/** The one-time tokens of the first run, and whether anybody can sign in yet. Under the login role: no workspace exists. */
import { sql } from 'kysely'
import { type Database, outsideWorkspaces } from '../../platform/db/database.ts'

export async function somebodyCanSignIn(db: Database): Promise<boolean> {
  const { rows } = await outsideWorkspaces(db, (trx) =>
    sql<{
      somebody: boolean
    }>`select exists (select 1 from auth.account where password is not null) as somebody`.execute(trx),
  )
  return rows[0]!.somebody
}

export async function insertSetupToken(db: Database, hash: string, at: Date): Promise<void> {
  await outsideWorkspaces(db, (trx) =>
    sql`insert into auth.setup_tokens (token_hash, created_at) values (${hash}, ${at})`.execute(trx),
  )
}

/** True for one caller only: with a good token all of them are gone, and the door with them. */
export async function takeSetupToken(db: Database, hash: string): Promise<boolean> {
  return outsideWorkspaces(db, async (trx) => {
    await sql`lock table auth.setup_tokens in exclusive mode`.execute(trx)
    const { rows } = await sql`delete from auth.setup_tokens where token_hash = ${hash} returning 1`.execute(trx)
    if (rows.length === 0) return false
    await sql`delete from auth.setup_tokens`.execute(trx)
    return true
  })
}

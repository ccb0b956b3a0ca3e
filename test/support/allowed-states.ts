/** What the database lets a column of states be, read from its check constraint. */
import type { Database } from '../../src/platform/db/database.ts'

/** Throws unless exactly one check of the table lists values for the column. */
export async function allowedBy(db: Database, table: string, column: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ definition: string }>(
    `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
     where c.conrelid = $1::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) ~ ('[(]' || $2 || ' = ANY')`,
    [table, column],
  )
  if (rows.length !== 1)
    throw new Error(`${rows.length} checks list the values of ${table}.${column}: there should be one`)
  return [...rows[0]!.definition.matchAll(/'([^']+)'::text/g)].map((match) => match[1]!)
}

/** SQL that only exports need. */
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { LeadFilter } from './lead.ts'
import { chosen } from './lead-lists.store.ts'

/** The headers of all custom fields that these leads have, in a fixed order. */
export async function selectCustomHeaders(tx: Tx, filter: LeadFilter): Promise<string[]> {
  const { rows } = await sql<{ header: string }>`
    select header from (select distinct k.header from leads l cross join lateral jsonb_object_keys(l.custom) as k(header)
    where ${chosen({ filter })}) headers order by header collate "C"`.execute(tx)
  return rows.map((row) => row.header)
}

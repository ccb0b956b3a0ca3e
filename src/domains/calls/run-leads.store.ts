/** SQL that looks at the leads of a run without counting them: a run may hold a million. Reads only. */
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'

const PRIORITIES = sql`(values (1), (2), (3), (4), (5)) as wanted(priority)`

/** When the first waiting lead of a run is due; null where none waits. One index look per priority. */
export async function nextDueAt(tx: Tx, runId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(first.next_call_at) as at
    from ${PRIORITIES}, lateral (
      select l.next_call_at from leads l
      where l.call_run_id = ${runId} and l.call_priority = wanted.priority and l.next_call_at is not null
        and l.call_status <> 'calling'
      order by l.next_call_at limit 1) first`.execute(tx)
  return rows[0]?.at ?? null
}

export interface RunPerson {
  leadId: string
  contactId: string
  campaignId: number | null
}

/** The leads of a run by id, `limit` after `after`. */
export async function runPeople(tx: Tx, runId: string, limit: number, after: string | null): Promise<RunPerson[]> {
  const { rows } = await sql<RunPerson>`
    select l.id as "leadId", l.contact_id as "contactId", l.campaign_id as "campaignId" from leads l
    where l.call_run_id = ${runId} and (${after}::uuid is null or l.id > ${after}::uuid)
    order by l.id limit ${limit}`.execute(tx)
  return rows
}

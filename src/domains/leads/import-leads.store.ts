/** SQL of leads in bulk, as files make and change them. */
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { ChangeMark } from '../contacts/index.ts'

export interface ImportLead {
  id: string
  contactId: string
  source: string | null
  custom: Record<string, unknown>
}

/** These leads that exist, with whose they are. */
export async function selectLeadsById(tx: Tx, ids: readonly string[]): Promise<ImportLead[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ImportLead>`
    select id, contact_id as "contactId", source, custom from leads
    where workspace_id = app.workspace() and id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** The lead that a file's row means for each of these people: the open one, else the newest. Locked until the end. */
export async function selectMeantLeads(tx: Tx, contactIds: readonly string[]): Promise<ImportLead[]> {
  if (contactIds.length === 0) return []
  const { rows } = await sql<ImportLead>`
    select l.id, l.contact_id as "contactId", l.source, l.custom from leads l
    where l.workspace_id = app.workspace() and l.contact_id = any(${contactIds}::uuid[])
    order by l.contact_id, (l.status = 'open') desc, l.created_at desc, l.id desc
    for update`.execute(tx)
  const meant = new Map<string, ImportLead>()
  for (const lead of rows) if (!meant.has(lead.contactId)) meant.set(lead.contactId, lead)
  return [...meant.values()]
}

/** The text for lists and search comes along for all of them at once; left to the trigger, each would cost three times as much. */
export async function insertLeads(tx: Tx, leads: readonly ImportLead[], at: Date): Promise<void> {
  if (leads.length === 0) return
  await sql`
    insert into leads (workspace_id, id, contact_id, source, custom, created_at, updated_at, person_fold, city_fold, search_text)
    select app.workspace(), r.id, r."contactId", r.source, r.custom, ${at}, ${at},
      coalesce(t.person, ''), coalesce(t.city, ''), coalesce(t.search, '')
    from jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) as r(id uuid, "contactId" uuid, source text, custom jsonb)
    left join lateral app.person_text(app.workspace(), r."contactId") t on true
    order by r.id`.execute(tx)
}

export async function writeLeads(tx: Tx, leads: readonly Omit<ImportLead, 'contactId'>[], at: Date): Promise<void> {
  if (leads.length === 0) return
  await sql`
    update leads l set source = r.source, custom = r.custom, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) as r(id uuid, source text, custom jsonb)
    where l.workspace_id = app.workspace() and l.id = r.id`.execute(tx)
}

export async function deleteLeads(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from leads where workspace_id = app.workspace() and id = any(${ids}::uuid[])`.execute(tx)
}

/** Those that were changed after the mark's instant, are gone, or are in the dialer's hands. Locked until the end. */
export async function selectTouchedLeads(tx: Tx, ids: readonly string[], mark: ChangeMark): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with held as materialized (
      select l.id, l.updated_at, l.call_status from leads l
      where l.workspace_id = app.workspace() and l.id = any(${ids}::uuid[]) for update)
    select wanted.id from unnest(${ids}::uuid[]) wanted(id)
    left join held on held.id = wanted.id
    where held.id is null or held.updated_at > ${mark.at} or held.call_status = 'calling'`.execute(tx)
  return rows.map((row) => row.id)
}

/** Everything that happened to a person: added to and read, never changed (the restricted role has no other privilege). */
import { sql } from 'kysely'
import type { KnownTimelineKind, TimelineData } from '../../../contract/contacts.ts'
import { newId } from '../../kernel/ids.ts'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
import type { ContactsTables } from './contacts.tables.ts'

/** `kind` is the domain and what happened (`call.ended`); kinds that the contract knows have their data checked. */
export interface NewTimelineEntry<Kind extends string = string> {
  contactId: string
  leadId?: string | null
  kind: Kind
  /** Default: now. */
  at?: Date
  /** Ids of what it is about: `{ callId, appointmentId }`. */
  refs?: Record<string, string>
  data: Kind extends KnownTimelineKind ? TimelineData[Kind] : Record<string, unknown>
}

export interface TimelineEntry {
  id: string
  contactId: string
  leadId: string | null
  kind: string
  at: Date
  actor: Actor
  refs: Record<string, string>
  data: Record<string, unknown>
}

type Teller = Pick<Scope, 'workspaceId' | 'actor' | 'clock'>

/** In the transaction of what happened. Entries of one moment keep the order in which they were appended. */
export async function appendTimeline<Kind extends string>(
  tx: Tx,
  scope: Teller,
  entry: NewTimelineEntry<Kind>,
): Promise<void> {
  await appendTimelineMany(tx, scope, [entry as NewTimelineEntry])
}

/** One statement with one parameter, however many entries. */
export async function appendTimelineMany(tx: Tx, scope: Teller, entries: readonly NewTimelineEntry[]): Promise<void> {
  if (entries.length === 0) return
  const now = scope.clock.now()
  const { kind, id, name } = scope.actor
  const rows = entries.map((entry) => ({
    id: newId(),
    contact: entry.contactId,
    lead: entry.leadId ?? null,
    kind: entry.kind,
    at: entry.at ?? now,
    refs: entry.refs ?? {},
    data: entry.data,
  }))
  await sql`
    insert into timeline (workspace_id, id, contact_id, lead_id, kind, at, actor_kind, actor_id, actor_name, refs, data)
    select ${scope.workspaceId}::uuid, r.id, r.contact, r.lead, r.kind, r.at, ${kind}, ${id}, ${name}, r.refs, r.data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, contact uuid, lead uuid, kind text, at timestamptz, refs jsonb, data jsonb)`.execute(tx)
}

export interface TimelinePage {
  contactId: string
  order: 'newest' | 'oldest'
  limit: number
  /** The last entry of the page before. */
  after?: { at: Date; id: string }
}

export async function readTimeline(tx: Tx, page: TimelinePage): Promise<TimelineEntry[]> {
  const direction = page.order === 'newest' ? 'desc' : 'asc'
  let query = over<ContactsTables>(tx)
    .selectFrom('timeline')
    .selectAll()
    .where('contact_id', '=', page.contactId)
    .orderBy('at', direction)
    .orderBy('id', direction)
    .limit(page.limit)
  if (page.after) {
    const beyond = page.order === 'newest' ? sql`<` : sql`>`
    query = query.where(sql<boolean>`(at, id) ${beyond} (${page.after.at}, ${page.after.id})`)
  }
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    contactId: row.contact_id,
    leadId: row.lead_id,
    kind: row.kind,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    refs: row.refs,
    data: row.data,
  }))
}

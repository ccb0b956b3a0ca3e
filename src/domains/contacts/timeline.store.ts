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

/** PostgreSQL takes 65,535 parameters a statement; an entry has eleven. */
const ENTRIES_A_STATEMENT = 5_000

/** In the transaction of what happened. Entries of one moment keep the order in which they were appended. */
export async function appendTimeline<Kind extends string>(
  tx: Tx,
  scope: Teller,
  entry: NewTimelineEntry<Kind>,
): Promise<void> {
  await appendTimelineMany(tx, scope, [entry as NewTimelineEntry])
}

export async function appendTimelineMany(tx: Tx, scope: Teller, entries: readonly NewTimelineEntry[]): Promise<void> {
  const now = scope.clock.now()
  const rows = entries.map((entry) => ({
    workspace_id: scope.workspaceId,
    id: newId(),
    contact_id: entry.contactId,
    lead_id: entry.leadId ?? null,
    kind: entry.kind,
    at: entry.at ?? now,
    actor_kind: scope.actor.kind,
    actor_id: scope.actor.id,
    actor_name: scope.actor.name,
    refs: JSON.stringify(entry.refs ?? {}),
    data: JSON.stringify(entry.data),
  }))
  for (let start = 0; start < rows.length; start += ENTRIES_A_STATEMENT) {
    const chunk = rows.slice(start, start + ENTRIES_A_STATEMENT)
    await over<ContactsTables>(tx).insertInto('timeline').values(chunk).execute()
  }
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

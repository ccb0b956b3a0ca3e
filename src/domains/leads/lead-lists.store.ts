/**
 * SQL of finding leads: pages by keyset, exact counts, choices. Without a search this is plain SQL under row-level
 * security. With one, the ids come from `app.search_leads`, which applies the same filter (a test holds the two together).
 */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { LeadChoice, LeadFilter, LeadOrder, LeadSort } from './lead.ts'
import { searchWords } from './search-words.rules.ts'

/** Where a row stands in its order: sort key, creation, id, as PostgreSQL writes them. */
export type Place = [key: string, createdAt: string, id: string]

export interface FoundLead {
  id: string
  place: Place
}

/** As `app.search_leads` names the orders. */
const ORDER_NAMES: Record<LeadSort, string> = {
  created_at: 'created',
  updated_at: 'updated',
  name: 'name',
  city: 'city',
  call_status: 'call_status',
  next_call_at: 'next_call',
}

const KEYS: Record<LeadSort, RawBuilder<unknown>> = {
  created_at: sql`l.created_at`,
  updated_at: sql`l.updated_at`,
  name: sql`l.person_fold`,
  city: sql`l.city_fold`,
  call_status: sql`l.call_status`,
  // No next call comes last.
  next_call_at: sql`coalesce(l.next_call_at, 'infinity'::timestamptz)`,
}

const KEY_TYPES: Record<LeadSort, RawBuilder<unknown>> = {
  created_at: sql`timestamptz`,
  updated_at: sql`timestamptz`,
  name: sql`text`,
  city: sql`text`,
  call_status: sql`text`,
  next_call_at: sql`timestamptz`,
}

export async function selectLeadPage(
  tx: Tx,
  filter: LeadFilter,
  order: LeadOrder,
  page: { limit: number; after?: Place },
): Promise<FoundLead[]> {
  const words = wordsOf(filter)
  if (words) {
    const found = await sql<FoundLead>`select id, place from ${searched(words, filter, order, page)}`.execute(tx)
    return found.rows
  }
  const key = KEYS[order.sort]
  const direction = order.descending ? sql`desc` : sql`asc`
  const inOrder = sql`${direction}, p.created_at ${direction}, p.id ${direction}`
  // The place is written for the page alone: as text it takes longer than the sorting.
  const { rows } = await sql<FoundLead>`
    select p.id, array[p.key::text, p.created_at::text, p.id::text] as place from (
      select l.id, l.created_at, ${key} as key
      from leads l where ${conditions(filter)} ${page.after ? sql`and ${beyond(order, page.after)}` : sql``}
      order by ${key} ${direction}, l.created_at ${direction}, l.id ${direction} limit ${page.limit}) p
    order by p.key ${inOrder}`.execute(tx)
  return rows
}

/** Exactly how many. */
export async function countLeads(tx: Tx, choice: LeadChoice): Promise<number> {
  const words = 'filter' in choice ? wordsOf(choice.filter) : null
  const from = words && 'filter' in choice ? searched(words, choice.filter) : sql`leads l where ${chosen(choice)}`
  const { rows } = await sql<{ count: string }>`select count(*) as count from ${from}`.execute(tx)
  return Number(rows[0]!.count)
}

/** A condition on `leads l` that is true for the chosen ones. */
export function chosen(choice: LeadChoice): RawBuilder<boolean> {
  if ('leadIds' in choice) return sql`l.id = any(${choice.leadIds}::uuid[])`
  const words = wordsOf(choice.filter)
  return words ? sql`l.id in (select id from ${searched(words, choice.filter)})` : conditions(choice.filter)
}

function wordsOf(filter: LeadFilter): string[] | null {
  const words = filter.search === undefined ? [] : searchWords(filter.search)
  return words.length > 0 ? words : null
}

function conditions(filter: LeadFilter): RawBuilder<boolean> {
  // A search that comes down to nothing finds nothing: never everybody.
  const parts: RawBuilder<unknown>[] = [filter.search === undefined ? sql`true` : sql`false`]
  if (filter.city !== undefined) parts.push(sql`l.city_fold = app.fold(${filter.city})`)
  if (filter.status !== undefined) parts.push(sql`l.status = ${filter.status}`)
  if (filter.callStatus !== undefined) parts.push(sql`l.call_status = ${filter.callStatus}`)
  if (filter.callPriority !== undefined) parts.push(sql`l.call_priority = ${filter.callPriority}`)
  if (filter.selectedForCalling !== undefined) parts.push(sql`l.selected_for_calling = ${filter.selectedForCalling}`)
  if (filter.campaignId !== undefined) parts.push(sql`l.campaign_id = ${filter.campaignId}`)
  if (filter.ownerId !== undefined) parts.push(sql`l.owner_id = ${filter.ownerId}`)
  if (filter.updatedSince !== undefined) parts.push(sql`l.updated_at >= ${filter.updatedSince}`)
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

function beyond(order: LeadOrder, [key, createdAt, id]: Place): RawBuilder<unknown> {
  const than = order.descending ? sql`<` : sql`>`
  return sql`(${KEYS[order.sort]}, l.created_at, l.id) ${than}
    (${key}::${KEY_TYPES[order.sort]}, ${createdAt}::timestamptz, ${id}::uuid)`
}

function searched(
  words: string[],
  filter: LeadFilter,
  order: LeadOrder = { sort: 'created_at', descending: true },
  page?: { limit: number; after?: Place },
): RawBuilder<unknown> {
  return sql`app.search_leads(words => ${words}::text[], city => ${filter.city ?? null}::text,
    status => ${filter.status ?? null}::text, call_status => ${filter.callStatus ?? null}::text,
    priority => ${filter.callPriority ?? null}::int, selected => ${filter.selectedForCalling ?? null}::boolean,
    campaign => ${filter.campaignId ?? null}::int, owner => ${filter.ownerId ?? null}::int,
    updated_since => ${filter.updatedSince ?? null}::timestamptz, sort => ${ORDER_NAMES[order.sort]}::text,
    descending => ${order.descending}::boolean, after => ${page?.after ?? null}::text[], page => ${page?.limit ?? null}::int)`
}

/** Finds leads: pages by keyset in a chosen order, with their people. */
import { invalid } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import { getContacts } from '../contacts/index.ts'
import { LEAD_SORTS, type LeadFilter, type LeadOrder, type LeadSort, type LeadWithContact } from './lead.ts'
import { type Place, selectLeadPage } from './lead-lists.store.ts'
import { selectLeads } from './leads.store.ts'

const NEWEST: LeadOrder = { sort: 'created_at', descending: true }

export interface LeadPage {
  items: LeadWithContact[]
  nextCursor: string | null
}

/** A cursor belongs to the order it was given with; another order with it is 400 `lead.bad_cursor`. */
export async function listLeads(
  tx: Tx,
  filter: LeadFilter,
  page: { limit: number; cursor?: string | undefined; order?: LeadOrder },
): Promise<LeadPage> {
  const order = page.order ?? NEWEST
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor, order)
  const found = await selectLeadPage(tx, filter, order, { limit: page.limit + 1, ...(after ? { after } : {}) })
  const shown = found.slice(0, page.limit)
  const leads = await selectLeads(
    tx,
    shown.map((lead) => lead.id),
  )
  const people = await getContacts(tx, [...new Set(leads.map((lead) => lead.contactId))])
  const last = shown.at(-1)
  return {
    items: leads.map((lead) => ({ ...lead, contact: people.get(lead.contactId)! })),
    nextCursor: found.length > shown.length && last ? writeCursor(order, last.place) : null,
  }
}

/** The documented list of the call manager: the same leads, newest first. */
export const listCallLeads = (
  tx: Tx,
  filter: Pick<LeadFilter, 'city' | 'callStatus' | 'callPriority'>,
  limit: number,
  cursor?: string,
): Promise<LeadPage> => listLeads(tx, filter, { limit, cursor })

const INSTANT = /^(?:infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d){0,2})$/
const TIMED: ReadonlySet<LeadSort> = new Set(['created_at', 'updated_at', 'next_call_at'])

const writeCursor = (order: LeadOrder, place: Place): string =>
  Buffer.from(JSON.stringify([LEAD_SORTS.indexOf(order.sort), order.descending ? 1 : 0, ...place])).toString(
    'base64url',
  )

function readCursor(cursor: string, order: LeadOrder): Place {
  const [sort, descending, key, createdAt, id] = parse(cursor)
  const fits =
    LEAD_SORTS[Number(sort)] === order.sort &&
    Boolean(descending) === order.descending &&
    typeof key === 'string' &&
    (!TIMED.has(order.sort) || INSTANT.test(key)) &&
    typeof createdAt === 'string' &&
    INSTANT.test(createdAt) &&
    typeof id === 'string' &&
    isUuid(id)
  if (!fits) throw invalid('lead.bad_cursor')
  return [key, createdAt, id]
}

function parse(cursor: string): unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}

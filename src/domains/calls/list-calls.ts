/** Attempts for people: lists, and one with what was said. */
import { invalid, notFound } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getContacts, wholeName } from '../contacts/index.ts'
import type { Call } from './call.ts'
import { readCall } from './calls.store.ts'
import { type CallsFilter, listCallRows } from './calls-views.store.ts'

export interface ListedCall {
  call: Call
  contactName: string | null
}

/** Newest first. Throws `request.invalid` for a cursor that is not ours. */
export function listCalls(
  scope: Scope,
  filter: CallsFilter,
  page: { limit: number; cursor?: string },
): Promise<{ items: ListedCall[]; nextCursor: string | null }> {
  return inWorkspace(scope, async (tx) => {
    const rows = await listCallRows(tx, filter, page.limit + 1, page.cursor ? readCursor(page.cursor) : undefined)
    const calls = rows.slice(0, page.limit)
    const people = await getContacts(tx, [...new Set(calls.map((call) => call.contactId))])
    const last = calls.at(-1)
    return {
      items: calls.map((call) => ({ call, contactName: nameOf(people.get(call.contactId)) })),
      nextCursor: rows.length > page.limit && last ? writeCursor(last) : null,
    }
  })
}

/** Throws `calls.call_not_found`. */
export function showCall(scope: Scope, id: string): Promise<ListedCall> {
  return inWorkspace(scope, async (tx) => {
    const call = isUuid(id) ? await readCall(tx, id) : null
    if (!call) throw notFound('calls.call_not_found')
    const people = await getContacts(tx, [call.contactId])
    return { call, contactName: nameOf(people.get(call.contactId)) }
  })
}

const nameOf = (contact: Parameters<typeof wholeName>[0] | undefined): string | null =>
  contact ? wholeName(contact) : null

const writeCursor = (call: Call): string =>
  Buffer.from(`${call.claimedAt.toISOString()} ${call.id}`).toString('base64url')

function readCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (!isUuid(id) || Number.isNaN(Date.parse(at))) throw invalid('request.invalid', { params: { fields: 'cursor' } })
  return { at: new Date(at), id }
}

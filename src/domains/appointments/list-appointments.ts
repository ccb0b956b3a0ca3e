/** The agenda: appointments between two moments, with whom they are for. */
import { addDays, readWallTime, wallToInstant } from '../../kernel/dates.ts'
import { invalid } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'
import type { AppointmentState, ShownAppointment } from './appointment.ts'
import { type AppointmentCursor, selectAppointments } from './appointments.store.ts'
import { show } from './show-appointment.ts'

export interface AgendaSearch {
  /** A day of the workspace's zone (included) or a moment (contract 1.1's forms); `to` likewise, a moment excluded. */
  from?: string
  to?: string
  staffId?: string
  contactId?: string
  leadId?: string
  state?: AppointmentState
  limit: number
  cursor?: string
}

export interface AgendaPage {
  items: ShownAppointment[]
  nextCursor: string | null
}

/** By start. Throws `booking.moment_unreadable` and `appointments.bad_cursor`. */
export async function listAppointments(scope: Scope, search: AgendaSearch): Promise<AgendaPage> {
  return inWorkspace(scope, async (tx) => {
    const { zone } = await getWorkspace(tx, scope)
    const from = search.from === undefined ? undefined : readMoment(search.from, zone, 0)
    const to = search.to === undefined ? undefined : readMoment(search.to, zone, 1)
    const found = await selectAppointments(
      tx,
      {
        ...(from && { from }),
        ...(to && { to }),
        ...(search.staffId && { staffId: search.staffId }),
        ...(search.contactId && { contactId: search.contactId }),
        ...(search.leadId && { leadId: search.leadId }),
        ...(search.state && { states: [search.state] }),
      },
      // One more than asked for tells whether there is a next page.
      { limit: search.limit + 1, after: search.cursor ? readCursor(search.cursor) : null, now: scope.clock.now() },
    )
    const items = found.slice(0, search.limit)
    const last = items.at(-1)
    return {
      items: await show(tx, scope, items),
      nextCursor: last && found.length > search.limit ? writeCursor(last) : null,
    }
  })
}

/** `dayAfter` 1: a day means its end. */
function readMoment(text: string, zone: string, dayAfter: 0 | 1): Date {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text)
  try {
    const moment = isDay
      ? wallToInstant({ date: addDays(text, dayAfter), time: '00:00' }, zone)
      : readWallTime(text, zone)
    if (moment) return moment
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw invalid('booking.moment_unreadable', { params: { text } })
}

const writeCursor = (one: AppointmentCursor): string =>
  Buffer.from(`${one.start.toISOString()} ${one.id}`).toString('base64url')

function readCursor(cursor: string): AppointmentCursor {
  const [start = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const instant = new Date(start)
  if (Number.isNaN(instant.getTime()) || !isUuid(id)) throw invalid('appointments.bad_cursor')
  return { start: instant, id }
}

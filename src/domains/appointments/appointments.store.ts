/** SQL of the appointments themselves. */
import { type ExpressionBuilder, sql } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Appointment, AppointmentState } from './appointment.ts'
import type { AppointmentTables } from './appointments.tables.ts'

const db = over<AppointmentTables>

const COLUMNS = [
  'id',
  'desk',
  'state',
  'contact_id',
  'lead_id',
  'service_id',
  'staff_id',
  'starts_at',
  'ends_at',
  'expires_at',
  'cancel_reason',
  'created_at',
] as const

export interface AppointmentFilter {
  /** Those that touch the time from here… */
  from?: Date
  /** …to here, excluded. */
  to?: Date
  staffId?: string
  contactId?: string
  leadId?: string
  states?: readonly AppointmentState[]
}

/** Where the page before ended. */
export interface AppointmentCursor {
  start: Date
  id: string
}

/** By start, then id. Holds that have run out are not shown. */
export async function selectAppointments(
  tx: Tx,
  filter: AppointmentFilter,
  page: { limit: number; after: AppointmentCursor | null; now: Date },
): Promise<Appointment[]> {
  const { from, to } = filter
  const { after } = page
  const rows = await db(tx)
    .selectFrom('appointments')
    .select(COLUMNS)
    .where((eb) => notExpired(eb, page.now))
    .$if(to !== undefined, (query) => query.where('starts_at', '<', to!))
    .$if(from !== undefined, (query) =>
      // No service lasts longer than a day; a time at another desk has no end and counts by its start.
      query
        .where('starts_at', '>', new Date(from!.getTime() - DAY_MS))
        .where((eb) => eb.or([eb('starts_at', '>=', from!), eb('ends_at', '>', from!)])),
    )
    .$if(filter.staffId !== undefined, (query) => query.where('staff_id', '=', filter.staffId!))
    .$if(filter.contactId !== undefined, (query) => query.where('contact_id', '=', filter.contactId!))
    .$if(filter.leadId !== undefined, (query) => query.where('lead_id', '=', filter.leadId!))
    .$if(filter.states !== undefined, (query) => query.where('state', 'in', filter.states!))
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('starts_at', 'id'), '>', eb.tuple(after!.start, after!.id))),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map(read)
}

const DAY_MS = 86_400_000

const notExpired = (eb: ExpressionBuilder<AppointmentTables, 'appointments'>, now: Date) =>
  eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)])

export async function selectAppointment(tx: Tx, id: string): Promise<Appointment | undefined> {
  const row = await db(tx).selectFrom('appointments').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** The same, kept from changing until the transaction ends. */
export async function lockAppointment(tx: Tx, id: string): Promise<Appointment | undefined> {
  const row = await db(tx)
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && read(row)
}

/** The lead's time at another desk that still stands, kept from changing. */
export async function lockExternal(tx: Tx, leadId: string): Promise<Appointment | undefined> {
  const row = await db(tx)
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('lead_id', '=', leadId)
    .where('desk', '=', 'external')
    .where('state', 'in', ['pending', 'booked', 'confirmed'])
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && read(row)
}

export async function insertAppointment(tx: Tx, one: Omit<Appointment, 'cancelReason'>): Promise<void> {
  await db(tx)
    .insertInto('appointments')
    .values({
      workspace_id: sql<string>`app.workspace()`,
      id: one.id,
      desk: one.desk,
      state: one.state,
      contact_id: one.contactId,
      lead_id: one.leadId,
      service_id: one.serviceId,
      staff_id: one.staffId,
      starts_at: one.start,
      ends_at: one.end,
      expires_at: one.expiresAt,
      created_at: one.createdAt,
      updated_at: one.createdAt,
    })
    .execute()
}

/** Writes what can change of it. */
export async function updateAppointment(tx: Tx, one: Appointment, now: Date): Promise<void> {
  await db(tx)
    .updateTable('appointments')
    .set({
      state: one.state,
      contact_id: one.contactId,
      lead_id: one.leadId,
      staff_id: one.staffId,
      starts_at: one.start,
      ends_at: one.end,
      expires_at: one.expiresAt,
      cancel_reason: one.cancelReason,
      updated_at: now,
    })
    .where('id', '=', one.id)
    .execute()
}

/** How many still-standing appointments a professional has from `now` on. */
export async function countComing(tx: Tx, staffId: string, now: Date): Promise<number> {
  const row = await db(tx)
    .selectFrom('appointments')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('n'))
    .where('staff_id', '=', staffId)
    .where('starts_at', '>', now)
    .where('state', 'in', ['pending', 'booked', 'confirmed'])
    .executeTakeFirstOrThrow()
  return row.n
}

interface Row {
  id: string
  desk: Appointment['desk']
  state: AppointmentState
  contact_id: string | null
  lead_id: string | null
  service_id: string | null
  staff_id: string | null
  starts_at: Date
  ends_at: Date | null
  expires_at: Date | null
  cancel_reason: string | null
  created_at: Date
}

const read = (row: Row): Appointment => ({
  id: row.id,
  desk: row.desk,
  state: row.state,
  contactId: row.contact_id,
  leadId: row.lead_id,
  serviceId: row.service_id,
  staffId: row.staff_id,
  start: row.starts_at,
  end: row.ends_at,
  expiresAt: row.expires_at,
  cancelReason: row.cancel_reason,
  createdAt: row.created_at,
})

/** Whoever else is about to use one of these words in this workspace waits until the transaction ends. */
export async function lockWords(tx: Tx, words: readonly string[]): Promise<void> {
  for (const word of words.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(app.workspace()::text || ' ' || ${word}, 0))`.execute(tx)
}

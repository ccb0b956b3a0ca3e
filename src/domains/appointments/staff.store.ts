/** SQL of professionals, their hours and their exceptions. */
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { over, type Tx } from '../../platform/db/database.ts'
import type { AppointmentTables } from './appointments.tables.ts'
import { type HoursException, type NewStaff, type Staff, WEEKDAYS, type WeeklyHours } from './staff.ts'

const db = over<AppointmentTables>

interface StaffFilter {
  ids?: readonly string[]
  /** Only those who give this service. */
  serviceId?: string
}

export async function selectStaff(tx: Tx, filter: StaffFilter = {}): Promise<Staff[]> {
  if (filter.ids?.length === 0) return []
  const rows = await db(tx)
    .selectFrom('staff')
    .where('archived_at', 'is', null)
    .$if(filter.ids !== undefined, (query) => query.where('id', 'in', filter.ids!))
    .$if(filter.serviceId !== undefined, (query) =>
      query.where('id', 'in', (eb) =>
        eb.selectFrom('service_staff').select('staff_id').where('service_id', '=', filter.serviceId!),
      ),
    )
    .select((eb) => [
      'id',
      'name',
      'email',
      'zone',
      'weight',
      jsonArrayFrom(
        eb
          .selectFrom('staff_hours')
          .whereRef('staff_hours.workspace_id', '=', 'staff.workspace_id')
          .whereRef('staff_hours.staff_id', '=', 'staff.id')
          .select(['weekday', 'opens_min', 'closes_min'])
          .orderBy('weekday')
          .orderBy('opens_min'),
      ).as('weekly'),
      jsonArrayFrom(
        eb
          .selectFrom('staff_exceptions')
          .whereRef('staff_exceptions.workspace_id', '=', 'staff.workspace_id')
          .whereRef('staff_exceptions.staff_id', '=', 'staff.id')
          .select([sql<string>`day::text`.as('day'), sql<[number, number][]>`hours`.as('hours')])
          .orderBy('day'),
      ).as('exceptions'),
      jsonArrayFrom(
        eb
          .selectFrom('service_staff')
          .innerJoin('services', (join) =>
            join
              .onRef('services.workspace_id', '=', 'service_staff.workspace_id')
              .onRef('services.id', '=', 'service_staff.service_id'),
          )
          .whereRef('service_staff.workspace_id', '=', 'staff.workspace_id')
          .whereRef('service_staff.staff_id', '=', 'staff.id')
          .where('services.archived_at', 'is', null)
          .select('services.id')
          .orderBy('services.id'),
      ).as('services'),
    ])
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    zone: row.zone,
    weight: row.weight,
    weeklyHours: readWeek(row.weekly),
    exceptions: row.exceptions.map((one) => ({
      date: one.day,
      hours: one.hours.map(([opens, closes]) => ({ opens: opens!, closes: closes! })),
    })),
    serviceIds: row.services.map((one) => one.id),
  }))
}

export async function insertStaff(tx: Tx, id: string, staff: NewStaff, now: Date): Promise<void> {
  await db(tx).insertInto('resources').values({ workspace_id: here(), id, kind: 'staff' }).execute()
  await db(tx)
    .insertInto('staff')
    .values({ workspace_id: here(), id, ...columnsOf(staff), created_at: now, updated_at: now })
    .execute()
  await insertHours(tx, id, staff.weeklyHours)
  await insertExceptions(tx, id, staff.exceptions)
}

/** Writes the whole of it, hours and exceptions included. */
export async function updateStaff(tx: Tx, staff: Staff, now: Date): Promise<void> {
  await db(tx)
    .updateTable('staff')
    .set({ ...columnsOf(staff), updated_at: now })
    .where('id', '=', staff.id)
    .execute()
  await db(tx).deleteFrom('staff_hours').where('staff_id', '=', staff.id).execute()
  await db(tx).deleteFrom('staff_exceptions').where('staff_id', '=', staff.id).execute()
  await insertHours(tx, staff.id, staff.weeklyHours)
  await insertExceptions(tx, staff.id, staff.exceptions)
}

export async function archiveStaff(tx: Tx, id: string, now: Date): Promise<void> {
  await db(tx).updateTable('staff').set({ archived_at: now, updated_at: now }).where('id', '=', id).execute()
}

/** Which of these are there and not archived; their rows are kept from being archived until the transaction ends. */
export async function existingStaff(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db(tx)
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', ids)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forShare()
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** What people read of a service and of professionals, archived ones included. */
export async function selectNames(
  tx: Tx,
  wanted: { serviceId: string | null; staffIds: readonly string[] },
): Promise<{ service: string | null; staff: Map<string, string> }> {
  const service =
    wanted.serviceId === null
      ? undefined
      : await db(tx).selectFrom('services').select('name').where('id', '=', wanted.serviceId).executeTakeFirst()
  const staff =
    wanted.staffIds.length === 0
      ? []
      : await db(tx).selectFrom('staff').select(['id', 'name']).where('id', 'in', wanted.staffIds).execute()
  return { service: service?.name ?? null, staff: new Map(staff.map((one) => [one.id, one.name])) }
}

async function insertHours(tx: Tx, staffId: string, week: WeeklyHours): Promise<void> {
  const rows = WEEKDAYS.flatMap((day, index) =>
    (week[day] ?? []).map((window) => ({
      workspace_id: here(),
      staff_id: staffId,
      weekday: index + 1,
      opens_min: window.opens,
      closes_min: window.closes,
    })),
  )
  if (rows.length) await db(tx).insertInto('staff_hours').values(rows).execute()
}

async function insertExceptions(tx: Tx, staffId: string, exceptions: readonly HoursException[]): Promise<void> {
  const rows = exceptions.map((one) => ({
    workspace_id: here(),
    staff_id: staffId,
    day: one.date,
    hours: JSON.stringify(one.hours.map((window) => [window.opens, window.closes])),
  }))
  if (rows.length) await db(tx).insertInto('staff_exceptions').values(rows).execute()
}

function readWeek(rows: readonly { weekday: number; opens_min: number; closes_min: number }[]): WeeklyHours {
  const week: WeeklyHours = {}
  for (const row of rows) {
    const day = WEEKDAYS[row.weekday - 1]!
    week[day] = [...(week[day] ?? []), { opens: row.opens_min, closes: row.closes_min }]
  }
  return week
}

const here = () => sql<string>`app.workspace()`

const columnsOf = (staff: NewStaff) => ({
  name: staff.name,
  email: staff.email,
  zone: staff.zone,
  weight: staff.weight,
})

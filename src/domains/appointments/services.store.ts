/** SQL of services and of who gives them. */
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { fold } from '../../kernel/text.ts'
import { over, type Tx } from '../../platform/db/database.ts'
import type { AppointmentTables } from './appointments.tables.ts'
import type { NewService, Service } from './service.ts'

const db = over<AppointmentTables>

export async function selectServices(tx: Tx, wanted: { id?: string; archivedToo?: boolean } = {}): Promise<Service[]> {
  const rows = await db(tx)
    .selectFrom('services')
    .$if(!wanted.archivedToo, (query) => query.where('archived_at', 'is', null))
    .$if(wanted.id !== undefined, (query) => query.where('id', '=', wanted.id!))
    .select((eb) => [
      'id',
      'name',
      'synonyms',
      'description',
      'duration_min',
      'buffer_before_min',
      'buffer_after_min',
      'slot_step_min',
      'min_notice_min',
      'horizon_days',
      'price_minor',
      'currency',
      jsonArrayFrom(
        eb
          .selectFrom('service_staff')
          .innerJoin('staff', (join) =>
            join
              .onRef('staff.workspace_id', '=', 'service_staff.workspace_id')
              .onRef('staff.id', '=', 'service_staff.staff_id'),
          )
          .whereRef('service_staff.workspace_id', '=', 'services.workspace_id')
          .whereRef('service_staff.service_id', '=', 'services.id')
          .where('staff.archived_at', 'is', null)
          .select('staff.id')
          .orderBy('staff.id'),
      ).as('staff'),
    ])
    .orderBy('name_folded')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    synonyms: row.synonyms,
    description: row.description,
    durationMin: row.duration_min,
    bufferBeforeMin: row.buffer_before_min,
    bufferAfterMin: row.buffer_after_min,
    slotStepMin: row.slot_step_min,
    minNoticeMin: row.min_notice_min,
    horizonDays: row.horizon_days,
    price: row.currency === null ? null : { amountMinor: Number(row.price_minor), currency: row.currency },
    staffIds: row.staff.map((one) => one.id),
  }))
}

/** Throws on the constraint `services_name` when the name is taken. */
export async function insertService(tx: Tx, id: string, service: NewService, now: Date): Promise<void> {
  await db(tx)
    .insertInto('services')
    .values({ workspace_id: here(), id, ...columnsOf(service), created_at: now, updated_at: now })
    .execute()
}

/** Writes the whole of it. Throws on the constraint `services_name` when the name is taken. */
export async function updateService(tx: Tx, service: Service, now: Date): Promise<void> {
  await db(tx)
    .updateTable('services')
    .set({ ...columnsOf(service), updated_at: now })
    .where('id', '=', service.id)
    .execute()
}

/** Who gave it stays on record: its appointments may still move among them. */
export async function archiveService(tx: Tx, id: string, now: Date): Promise<void> {
  await db(tx).updateTable('services').set({ archived_at: now, updated_at: now }).where('id', '=', id).execute()
}

/** Makes `staffIds` exactly those who give the service. */
export async function replaceStaffOfService(tx: Tx, serviceId: string, staffIds: readonly string[]): Promise<void> {
  await db(tx).deleteFrom('service_staff').where('service_id', '=', serviceId).execute()
  const links = staffIds.map((staffId) => ({ workspace_id: here(), service_id: serviceId, staff_id: staffId }))
  if (links.length) await db(tx).insertInto('service_staff').values(links).execute()
}

/** Makes `serviceIds` exactly those that the professional gives. */
export async function replaceServicesOfStaff(tx: Tx, staffId: string, serviceIds: readonly string[]): Promise<void> {
  await db(tx).deleteFrom('service_staff').where('staff_id', '=', staffId).execute()
  const links = serviceIds.map((serviceId) => ({ workspace_id: here(), service_id: serviceId, staff_id: staffId }))
  if (links.length) await db(tx).insertInto('service_staff').values(links).execute()
}

/** Which of these are there and not archived; their rows are kept from being archived until the transaction ends. */
export async function existingServices(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db(tx)
    .selectFrom('services')
    .select('id')
    .where('id', 'in', ids)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forShare()
    .execute()
  return new Set(rows.map((row) => row.id))
}

const here = () => sql<string>`app.workspace()`

const columnsOf = (service: NewService) => ({
  name: service.name,
  name_folded: fold(service.name),
  synonyms: service.synonyms,
  description: service.description,
  duration_min: service.durationMin,
  buffer_before_min: service.bufferBeforeMin,
  buffer_after_min: service.bufferAfterMin,
  slot_step_min: service.slotStepMin,
  min_notice_min: service.minNoticeMin,
  horizon_days: service.horizonDays,
  price_minor: service.price?.amountMinor ?? null,
  currency: service.price?.currency ?? null,
})

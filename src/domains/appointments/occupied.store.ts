/** SQL of the one table that keeps two people from one time, and of the locks around it. */
import { sql } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import type { AppointmentTables } from './appointments.tables.ts'
import type { Busy, Span } from './availability.rules.ts'
import type { Share } from './fair-share.rules.ts'

const db = over<AppointmentTables>

/**
 * Makes bookings of the same professionals wait for one another until the transaction ends. Always in the order of ids,
 * so that two bookings never wait for each other.
 */
export async function lockResources(tx: Tx, ids: readonly string[]): Promise<void> {
  await db(tx).selectFrom('resources').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
}

/** Lets go of holds that have run out, and of their times with them. */
export async function deleteExpiredHolds(tx: Tx, staffIds: readonly string[], now: Date): Promise<void> {
  await db(tx)
    .deleteFrom('appointments')
    .where('state', '=', 'held')
    .where('expires_at', '<=', now)
    .where('staff_id', 'in', staffIds)
    .execute()
}

/**
 * What these professionals cannot have within `within`; holds that have run out do not count. Two plain comparisons, no
 * range operator: that one could not use an index under the policy. No session is longer than `LONGEST`, which gives the
 * index its lower end.
 */
export async function selectBusy(tx: Tx, staffIds: readonly string[], within: Span, now: Date): Promise<Busy[]> {
  if (staffIds.length === 0) return []
  const rows = await db(tx)
    .selectFrom('occupied')
    .select([
      'resource_id',
      // Milliseconds as float8: thousands of rows, no need of as many Dates.
      sql<number>`(extract(epoch from starts_at) * 1000)::float8`.as('start'),
      sql<number>`(extract(epoch from ends_at) * 1000)::float8`.as('end'),
    ])
    .where('resource_id', 'in', staffIds)
    .where('starts_at', '<', new Date(within.end))
    .where('starts_at', '>', new Date(within.start - LONGEST_MS))
    .where('ends_at', '>', new Date(within.start))
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .execute()
  return rows.map((row) => ({ staffId: row.resource_id, start: row.start, end: row.end }))
}

/** A service of a day with both buffers of eight hours (the checks of `services`). */
const LONGEST_MS = (24 + 8 + 8) * 3_600_000

/**
 * Takes the time for `sessionId`. False when somebody has it: the exclusion constraint says so, without failing the
 * transaction, after waiting for whoever is just taking it.
 */
export async function occupy(
  tx: Tx,
  row: { sessionId: string; staffId: string; span: Span; expiresAt: Date | null },
): Promise<boolean> {
  const made = await db(tx)
    .insertInto('occupied')
    .values({
      workspace_id: sql<string>`app.workspace()`,
      session_id: row.sessionId,
      resource_id: row.staffId,
      starts_at: new Date(row.span.start),
      ends_at: new Date(row.span.end),
      expires_at: row.expiresAt,
    })
    .onConflict((conflict) => conflict.constraint('occupied_once').doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export async function vacate(tx: Tx, sessionId: string): Promise<void> {
  await db(tx).deleteFrom('occupied').where('session_id', '=', sessionId).execute()
}

/** A hold became a booking: its time no longer runs out. */
export async function keepOccupied(tx: Tx, sessionId: string): Promise<void> {
  await db(tx).updateTable('occupied').set({ expires_at: null }).where('session_id', '=', sessionId).execute()
}

/** What each of these has had booked since `since`; who had nothing is there with 0. */
export async function selectShares(tx: Tx, staffIds: readonly string[], since: Date): Promise<Share[]> {
  if (staffIds.length === 0) return []
  const rows = await db(tx)
    .selectFrom('staff')
    .leftJoin('appointments', (join) =>
      join
        .onRef('appointments.workspace_id', '=', 'staff.workspace_id')
        .onRef('appointments.staff_id', '=', 'staff.id')
        .on('appointments.created_at', '>=', since)
        .on('appointments.state', 'not in', ['held', 'cancelled']),
    )
    .where('staff.id', 'in', staffIds)
    .groupBy(['staff.id', 'staff.weight'])
    .select((eb) => [
      'staff.id',
      'staff.weight',
      eb.cast<number>(eb.fn.count('appointments.id'), 'integer').as('booked'),
      eb.fn.max('appointments.created_at').as('last'),
    ])
    .execute()
  return rows.map((row) => ({
    staffId: row.id,
    weight: row.weight,
    booked: row.booked,
    lastBookedAt: row.last?.getTime() ?? null,
  }))
}

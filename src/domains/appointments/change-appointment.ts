/** Moves an appointment, changes its state, cancels it: by the same rules as booking. */
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type Appointment, type AppointmentState, isStanding, mayFollow, type ShownAppointment } from './appointment.ts'
import { lockAppointment, updateAppointment } from './appointments.store.ts'
import type { OfferDeps } from './find-slots.ts'
import { inBooking } from './in-booking.ts'
import { vacate } from './occupied.store.ts'
import { hasLapsed, show } from './show-appointment.ts'
import { takeTime } from './take-time.ts'
import { type Happening, tell } from './tell.ts'
import { readStart, type Start } from './time-wish.ts'

export interface AppointmentChange {
  start?: Start
  staffId?: string
  state?: Exclude<AppointmentState, 'held' | 'pending'>
  /** Why it was cancelled. */
  reason?: string
}

/**
 * What it says already is no change and leaves no trace. Throws `appointment.not_found`; 409 `appointment.state_follows_not`,
 * `appointment.not_movable`, `appointment.external_staff`, and `booking.…` with alternatives, the appointment staying where it was.
 */
export async function changeAppointment(
  scope: Scope,
  id: string,
  change: AppointmentChange,
  deps: OfferDeps,
): Promise<ShownAppointment> {
  return inBooking(scope, deps, async (tx) => {
    const found = await lockAppointment(tx, id)
    if (!found || hasLapsed(found, scope)) throw notFound('appointment.not_found')
    const moved = await move(tx, scope, found, change)
    const settled = await settle(tx, scope, moved, change)
    const [shown] = await show(tx, scope, [settled])
    return shown!
  })
}

async function move(tx: Tx, scope: Scope, from: Appointment, change: AppointmentChange): Promise<Appointment> {
  const start = change.start === undefined ? from.start : await readStart(tx, scope, change.start)
  const staffId = change.staffId ?? from.staffId
  const sameStart = start.getTime() === from.start.getTime()
  if (sameStart && staffId === from.staffId) return from
  if (!isStanding(from.state)) throw conflict('appointment.not_movable')
  const moved =
    from.desk === 'external'
      ? moveExternal(from, start, change)
      : await moveOwn(tx, scope, from, { start, staffId: staffId!, askedAt: sameStart ? null : scope.clock.now() })
  await updateAppointment(tx, moved, scope.clock.now())
  await tell(tx, scope, 'moved', moved, from)
  return moved
}

function moveExternal(from: Appointment, start: Date, change: AppointmentChange): Appointment {
  if (change.staffId !== undefined) throw conflict('appointment.external_staff')
  return { ...from, start }
}

async function moveOwn(
  tx: Tx,
  scope: Scope,
  from: Appointment,
  to: { start: Date; staffId: string; askedAt: Date | null },
): Promise<Appointment> {
  const wish = { ...to, serviceId: from.serviceId! }
  const taken = await takeTime(tx, scope, wish, { id: from.id, expiresAt: null, leaves: from.staffId! })
  return { ...from, staffId: taken.staffId, start: taken.start, end: taken.end }
}

async function settle(tx: Tx, scope: Scope, from: Appointment, change: AppointmentChange): Promise<Appointment> {
  const { state } = change
  if (state === undefined || state === from.state) return from
  if (!mayFollow(from.state, state) || (from.contactId === null && state !== 'cancelled'))
    throw conflict('appointment.state_follows_not', { params: { from: from.state, to: state } })
  const settled: Appointment = {
    ...from,
    state,
    expiresAt: null,
    cancelReason: state === 'cancelled' ? (change.reason ?? null) : from.cancelReason,
  }
  if (state === 'cancelled') await vacate(tx, from.id)
  await updateAppointment(tx, settled, scope.clock.now())
  await tell(tx, scope, happeningOf(from.state, state), settled)
  return settled
}

function happeningOf(from: AppointmentState, to: Exclude<AppointmentState, 'held' | 'pending'>): Happening {
  if (from === 'held' && to === 'cancelled') return 'released'
  if (to === 'booked') return from === 'pending' ? 'booked' : 'reopened'
  return to
}

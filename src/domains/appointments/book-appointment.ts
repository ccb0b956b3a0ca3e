/** Books a time for a person: from an offer, a hold, or by naming it. Two people cannot have one time, whatever the path. */
import { notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { Appointment, ShownAppointment } from './appointment.ts'
import { insertAppointment, lockAppointment, updateAppointment } from './appointments.store.ts'
import { type BookingPerson, contactOf, readPerson } from './booking-person.ts'
import type { OfferDeps } from './find-slots.ts'
import { inBooking, TimeRefused } from './in-booking.ts'
import { keepOccupied } from './occupied.store.ts'
import { show } from './show-appointment.ts'
import { type TimeWish, takeTime } from './take-time.ts'
import { tell } from './tell.ts'
import { type NamedTime, readNamedTime } from './time-wish.ts'

export interface BookingWish {
  time: NamedTime | { holdId: string }
  person: BookingPerson
}

/**
 * Throws 409 `booking.…` with three alternatives where the time cannot be had (nothing is written then, not even the
 * person), `booking.hold_not_found`, `booking.offer_not_found`, `booking.moment_unreadable`, `service.not_found`, `staff.not_found`, `contact.not_found`.
 */
export async function bookAppointment(scope: Scope, wish: BookingWish, deps: OfferDeps): Promise<ShownAppointment> {
  const { time } = wish
  return inBooking(scope, deps, async (tx) => {
    const person = await readPerson(tx, scope, wish.person)
    const { appointment, write } =
      'holdId' in time
        ? await takeHold(tx, scope, time.holdId)
        : await takeNew(tx, scope, await readNamedTime(tx, scope, time, deps))
    const contact = await contactOf(tx, scope, person)
    const booked: Appointment = { ...appointment, contactId: contact.id }
    await write(booked)
    await tell(tx, scope, 'booked', booked)
    const [shown] = await show(tx, scope, [booked])
    return shown!
  })
}

interface Taken {
  appointment: Appointment
  write(booked: Appointment): Promise<void>
}

async function takeNew(tx: Tx, scope: Scope, time: TimeWish): Promise<Taken> {
  const id = newId()
  const taken = await takeTime(tx, scope, time, { id, expiresAt: null })
  const appointment: Appointment = {
    id,
    desk: 'own',
    state: 'booked',
    contactId: null,
    leadId: null,
    serviceId: taken.service.id,
    staffId: taken.staffId,
    start: taken.start,
    end: taken.end,
    expiresAt: null,
    cancelReason: null,
    createdAt: scope.clock.now(),
  }
  return { appointment, write: (booked) => insertAppointment(tx, booked) }
}

/** The hold keeps its row and its place in `occupied`: there is no instant in which its time is free. */
async function takeHold(tx: Tx, scope: Scope, holdId: string): Promise<Taken> {
  const hold = await lockAppointment(tx, holdId)
  if (hold?.state !== 'held' || hold.serviceId === null) throw notFound('booking.hold_not_found')
  const now = scope.clock.now()
  if (hold.expiresAt! <= now)
    throw new TimeRefused('hold_expired', { serviceId: hold.serviceId, staffId: hold.staffId, start: hold.start })
  await keepOccupied(tx, hold.id)
  const appointment: Appointment = { ...hold, state: 'booked', expiresAt: null }
  return { appointment, write: (booked) => updateAppointment(tx, booked, now) }
}

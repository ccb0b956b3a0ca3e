/** What a booking request says, as our use cases take it: the time and the person, each named in exactly one way. */
import type { z } from 'zod'
import type { AppointmentPatch, appointmentBody, appointmentsQuery, holdBody } from '../../../contract/appointments.ts'
import { invalid } from '../../kernel/errors.ts'
import type { BookingWish } from './book-appointment.ts'
import type { BookingPerson } from './booking-person.ts'
import type { AppointmentChange } from './change-appointment.ts'
import type { AgendaSearch } from './list-appointments.ts'
import type { NamedTime } from './time-wish.ts'

type Wish = z.output<typeof holdBody>
type Booking = z.output<typeof appointmentBody>

/** Throws `booking.time_needed`, `booking.person_needed`. */
export function bookingOf({ hold_id: holdId, contact, contact_id, ...wish }: Booking): BookingWish {
  const { offer_id, service_id, staff_id, start } = wish
  const named = [offer_id, service_id, staff_id, start].some((one) => one !== undefined)
  if (holdId !== undefined && named) throw invalid('booking.time_needed')
  return { time: holdId === undefined ? timeOf(wish) : { holdId }, person: personOf({ contact, contact_id }) }
}

/** Throws `booking.time_needed` unless the time is named in exactly one way. */
export function timeOf({ offer_id: offerId, service_id: serviceId, staff_id: staffId, start }: Wish): NamedTime {
  if (offerId !== undefined && serviceId === undefined && start === undefined && staffId === undefined)
    return { offerId }
  if (offerId === undefined && serviceId !== undefined && start !== undefined)
    return { serviceId, staffId: staffId ?? null, start }
  throw invalid('booking.time_needed')
}

/** Throws `booking.person_needed` unless the person is named in exactly one way. */
function personOf({ contact, contact_id: contactId }: Pick<Booking, 'contact' | 'contact_id'>): BookingPerson {
  if (contactId !== undefined && contact === undefined) return { contactId }
  if (contact === undefined || contactId !== undefined) throw invalid('booking.person_needed')
  const { name, email, phone } = contact
  return { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
}

export const changeOf = (patch: AppointmentPatch): AppointmentChange => ({
  ...(patch.start !== undefined && { start: patch.start }),
  ...(patch.staff_id !== undefined && { staffId: patch.staff_id }),
  ...(patch.state !== undefined && { state: patch.state }),
})

export function searchOf(query: z.output<typeof appointmentsQuery>): AgendaSearch {
  const { staff_id, contact_id, lead_id, from, to, state, cursor, limit } = query
  return {
    limit,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(staff_id !== undefined && { staffId: staff_id }),
    ...(contact_id !== undefined && { contactId: contact_id }),
    ...(lead_id !== undefined && { leadId: lead_id }),
    ...(state !== undefined && { state }),
    ...(cursor !== undefined && { cursor }),
  }
}

/** The face of the appointments domain: free times, booking, and what other agendas told us. */
export type { Appointment, AppointmentState, ShownAppointment } from './appointment.ts'
export { appointmentsMessages } from './appointments.messages.ts'
export { type BookingWish, bookAppointment } from './book-appointment.ts'
export type { BookingPerson } from './booking-person.ts'
export { type AppointmentChange, changeAppointment } from './change-appointment.ts'
export { findSlots, type OfferDeps, type OfferedSlot, type SlotSearch } from './find-slots.ts'
export { holdSlot } from './hold-slot.ts'
export { type AgendaSearch, listAppointments } from './list-appointments.ts'
export { addService, listServices } from './manage-services.ts'
export { addStaff, changeStaff, listStaff } from './manage-staff.ts'
export { makeOffers, type Offers } from './offers.ts'
export {
  cancelExternalAppointment,
  type ExternalTime,
  recordExternalAppointment,
} from './record-external-appointment.ts'
export type { NewService, Service } from './service.ts'
export type { NewStaff, Staff } from './staff.ts'
export type { NamedTime } from './time-wish.ts'

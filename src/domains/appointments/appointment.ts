/**
 * An appointment, its states and which may follow which.
 *
 * `held` keeps a time for minutes, for nobody yet: it becomes `pending` or `booked`, or is let go. `pending` waits for
 * another agenda's yes. `booked` is promised; `confirmed` means that the person said they will come, and they may take
 * that back. On the day it is `kept` or `no_show`; whoever marked it may have slipped, so the two change into each other
 * and back into `booked`. `cancelled` ends it: its time is free again and may have gone to somebody else, so nothing follows.
 */
export const APPOINTMENT_STATES = ['held', 'pending', 'booked', 'confirmed', 'kept', 'no_show', 'cancelled'] as const
export type AppointmentState = (typeof APPOINTMENT_STATES)[number]

/** Whose agenda it stands in: our own, or somebody else's of which we only know the start. */
export const DESKS = ['own', 'external'] as const
export type Desk = (typeof DESKS)[number]

const FOLLOWERS: Record<AppointmentState, readonly AppointmentState[]> = {
  held: ['pending', 'booked', 'cancelled'],
  pending: ['booked', 'cancelled'],
  booked: ['confirmed', 'kept', 'no_show', 'cancelled'],
  confirmed: ['booked', 'kept', 'no_show', 'cancelled'],
  kept: ['booked', 'no_show'],
  no_show: ['booked', 'kept'],
  cancelled: [],
}

export const mayFollow = (from: AppointmentState, to: AppointmentState): boolean => FOLLOWERS[from].includes(to)

/** Still to come about: only these can be moved. */
export const isStanding = (state: AppointmentState): boolean =>
  state === 'pending' || state === 'booked' || state === 'confirmed'

export interface Appointment {
  id: string
  desk: Desk
  state: AppointmentState
  /** Null while held. */
  contactId: string | null
  leadId: string | null
  /** Null at another desk, as is `staffId`. */
  serviceId: string | null
  staffId: string | null
  start: Date
  /** Null where another desk told us the start alone. */
  end: Date | null
  /** When a hold ends by itself. */
  expiresAt: Date | null
  cancelReason: string | null
  createdAt: Date
}

/** An appointment as somebody sees it. */
export interface ShownAppointment extends Appointment {
  contactName: string | null
  /** The workspace's, in which its times are shown. */
  zone: string
}

/** How long a time is held for somebody who is still deciding. */
export const HOLD_MINUTES = 10

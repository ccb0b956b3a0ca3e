/** HTTP: free times, holds and appointments (contract section 7). */
import type { z } from 'zod'
import {
  type AppointmentPatch,
  appointmentBody,
  appointmentPatch,
  appointmentsQuery,
  appointmentsWire,
  appointmentWire,
  availabilityQuery,
  availabilityWire,
  holdBody,
  holdWire,
  idParams,
} from '../../../contract/appointments.ts'
import { toWire } from '../../kernel/dates.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Api } from '../../platform/http/api.ts'
import { appointmentToWire, slotToWire } from './appointment-wire.ts'
import { bookAppointment } from './book-appointment.ts'
import type { BookingPerson } from './booking-person.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { type AppointmentChange, changeAppointment } from './change-appointment.ts'
import { findSlots, type OfferDeps } from './find-slots.ts'
import { holdSlot } from './hold-slot.ts'
import { type AgendaSearch, listAppointments } from './list-appointments.ts'
import { readAppointment } from './show-appointment.ts'
import type { NamedTime } from './time-wish.ts'

export type AppointmentsRouteDeps = OfferDeps

const READ = { access: 'appointments:read' } as const
const WRITE = { access: 'appointments:write' } as const
const tags = ['appointments']

export function appointmentsRoutes(api: Api, deps: AppointmentsRouteDeps): void {
  catalogueRoutes(api)
  timeRoutes(api, deps)
  agendaRoutes(api, deps)
}

function timeRoutes(api: Api, deps: AppointmentsRouteDeps): void {
  api.route({
    method: 'GET',
    url: '/api/v1/availability',
    config: READ,
    schema: {
      tags,
      summary: 'Free times of a service, each an offer that lives 24 hours',
      querystring: availabilityQuery,
      response: { 200: availabilityWire },
    },
    handler: async (request) => {
      const { service_id, staff_id, from, to } = request.query
      const search = { serviceId: service_id, staffId: staff_id === 'any' ? null : staff_id, from, to }
      const { slots, zone } = await findSlots(request.scope, search, deps)
      return { slots: slots.map((slot) => slotToWire(slot, zone)) }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/holds',
    config: WRITE,
    schema: {
      tags,
      summary: 'Keep a time for ten minutes',
      description: 'Either `offer_id`, or `service_id` and `start` (with `staff_id` where it matters who).',
      body: holdBody,
      response: { 201: holdWire },
    },
    handler: async (request, reply) => {
      const hold = await holdSlot(request.scope, timeOf(request.body), deps)
      return reply.code(201).send({
        id: hold.id,
        expires_at: toWire(hold.expiresAt!, hold.zone),
        start: toWire(hold.start, hold.zone),
        end: toWire(hold.end!, hold.zone),
        staff_id: hold.staffId!,
        service_id: hold.serviceId!,
      })
    },
  })
}

function agendaRoutes(api: Api, deps: AppointmentsRouteDeps): void {
  api.route({
    method: 'POST',
    url: '/api/v1/appointments',
    config: WRITE,
    schema: {
      tags,
      summary: 'Book a time for a person',
      description:
        'The time by `offer_id`, `hold_id`, or `service_id` and `start` (with `staff_id` where it matters who); ' +
        'the person by `contact_id`, or by `contact`, who is found again by phone or e-mail and name.',
      body: appointmentBody,
      response: { 201: appointmentWire },
    },
    handler: async (request, reply) => {
      const { hold_id: holdId, ...body } = request.body
      const time = holdId !== undefined && !namesTime(body) ? { holdId } : timeOf(body, holdId)
      const booked = await bookAppointment(request.scope, { time, person: personOf(body) }, deps)
      return reply.code(201).send(appointmentToWire(booked))
    },
  })

  api.route({
    method: 'GET',
    url: '/api/v1/appointments',
    config: READ,
    schema: {
      tags,
      summary: 'The agenda, by start',
      querystring: appointmentsQuery,
      response: { 200: appointmentsWire },
    },
    handler: async (request) => {
      const page = await listAppointments(request.scope, searchOf(request.query))
      return { items: page.items.map(appointmentToWire), nextCursor: page.nextCursor }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/v1/appointments/:id',
    config: READ,
    schema: { tags, summary: 'One appointment', params: idParams, response: { 200: appointmentWire } },
    handler: async (request) => appointmentToWire(await readAppointment(request.scope, request.params.id)),
  })

  api.route({
    method: 'PATCH',
    url: '/api/v1/appointments/:id',
    config: WRITE,
    schema: {
      tags,
      summary: 'Move an appointment or change its state, by the same rules as booking',
      params: idParams,
      body: appointmentPatch,
      response: { 200: appointmentWire },
    },
    handler: async (request) =>
      appointmentToWire(await changeAppointment(request.scope, request.params.id, changeOf(request.body), deps)),
  })

  api.route({
    method: 'DELETE',
    url: '/api/v1/appointments/:id',
    config: WRITE,
    schema: {
      tags,
      summary: 'Cancel an appointment; its time is free again',
      params: idParams,
      response: { 200: appointmentWire },
    },
    handler: async (request) =>
      appointmentToWire(await changeAppointment(request.scope, request.params.id, { state: 'cancelled' }, deps)),
  })
}

type Wish = z.output<typeof holdBody>
type Person = Pick<z.output<typeof appointmentBody>, 'contact' | 'contact_id'>

const namesTime = (wish: Wish): boolean =>
  [wish.offer_id, wish.service_id, wish.staff_id, wish.start].some((one) => one !== undefined)

/** Throws `booking.time_needed` unless the time is named in exactly one way. `holdId`: named as well, one too many. */
function timeOf(wish: Wish, holdId?: string): NamedTime {
  const { offer_id: offerId, service_id: serviceId, staff_id: staffId, start } = wish
  if (holdId === undefined) {
    if (offerId !== undefined && serviceId === undefined && start === undefined && staffId === undefined)
      return { offerId }
    if (offerId === undefined && serviceId !== undefined && start !== undefined)
      return { serviceId, staffId: staffId ?? null, start }
  }
  throw invalid('booking.time_needed')
}

/** Throws `booking.person_needed` unless the person is named in exactly one way. */
function personOf({ contact, contact_id: contactId }: Person): BookingPerson {
  if (contactId !== undefined && contact === undefined) return { contactId }
  if (contact === undefined || contactId !== undefined) throw invalid('booking.person_needed')
  const { name, email, phone } = contact
  return { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
}

const changeOf = (patch: AppointmentPatch): AppointmentChange => ({
  ...(patch.start !== undefined && { start: patch.start }),
  ...(patch.staff_id !== undefined && { staffId: patch.staff_id }),
  ...(patch.state !== undefined && { state: patch.state }),
})

function searchOf(query: z.output<typeof appointmentsQuery>): AgendaSearch {
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

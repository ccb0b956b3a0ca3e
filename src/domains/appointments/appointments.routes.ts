/** HTTP: services, staff, free times, holds and appointments (contract section 7). */
import { z } from 'zod'
import {
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
  serviceBody,
  servicePatch,
  serviceWire,
  staffBody,
  staffPatch,
  staffWire,
} from '../../../contract/appointments.ts'
import type { Api } from '../../platform/http/api.ts'
import {
  appointmentToWire,
  holdToWire,
  serviceFromWire,
  servicePatched,
  serviceToWire,
  slotsToWire,
  staffFromWire,
  staffPatched,
  staffToWire,
} from './appointment-wire.ts'
import { bookAppointment } from './book-appointment.ts'
import { bookingOf, changeOf, searchOf, timeOf } from './booking-wire.ts'
import { changeAppointment } from './change-appointment.ts'
import { findSlots, type OfferDeps } from './find-slots.ts'
import { holdSlot } from './hold-slot.ts'
import { listAppointments } from './list-appointments.ts'
import { addService, changeService, listServices, readService, removeService } from './manage-services.ts'
import { addStaff, changeStaff, listStaff, readStaff, removeStaff } from './manage-staff.ts'
import { readAppointment } from './show-appointment.ts'

export type AppointmentsRouteDeps = OfferDeps

const READ = { access: 'appointments:read' } as const
const WRITE = { access: 'appointments:write' } as const

const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.null().meta({ description: 'All are on this page' }) })

const gone = z.null().meta({ description: 'Archived' })

export function appointmentsRoutes(api: Api, deps: AppointmentsRouteDeps): void {
  serviceRoutes(api)
  staffRoutes(api)
  timeRoutes(api, deps)
  agendaRoutes(api, deps)
}

function serviceRoutes(api: Api): void {
  const tags = ['services']

  api.route({
    method: 'GET',
    url: '/api/v1/services',
    config: READ,
    schema: {
      tags,
      summary: 'All services, by name',
      querystring: z.strictObject({}),
      response: { 200: listOf(serviceWire) },
    },
    handler: async (request) => ({ items: (await listServices(request.scope)).map(serviceToWire), nextCursor: null }),
  })

  api.route({
    method: 'POST',
    url: '/api/v1/services',
    config: WRITE,
    schema: { tags, summary: 'Add a service', body: serviceBody, response: { 201: serviceWire } },
    handler: async (request, reply) =>
      reply.code(201).send(serviceToWire(await addService(request.scope, serviceFromWire(request.body)))),
  })

  api.route({
    method: 'GET',
    url: '/api/v1/services/:id',
    config: READ,
    schema: { tags, summary: 'One service', params: idParams, response: { 200: serviceWire } },
    handler: async (request) => serviceToWire(await readService(request.scope, request.params.id)),
  })

  api.route({
    method: 'PATCH',
    url: '/api/v1/services/:id',
    config: WRITE,
    schema: { tags, summary: 'Change a service', params: idParams, body: servicePatch, response: { 200: serviceWire } },
    handler: async (request) =>
      serviceToWire(
        await changeService(request.scope, request.params.id, (service) => servicePatched(service, request.body)),
      ),
  })

  api.route({
    method: 'DELETE',
    url: '/api/v1/services/:id',
    config: WRITE,
    schema: {
      tags,
      summary: 'Archive a service; its appointments go on',
      params: idParams,
      response: { 204: gone },
    },
    handler: async (request, reply) => {
      await removeService(request.scope, request.params.id)
      return reply.code(204).send(null)
    },
  })
}

function staffRoutes(api: Api): void {
  const tags = ['staff']

  api.route({
    method: 'GET',
    url: '/api/v1/staff',
    config: READ,
    schema: {
      tags,
      summary: 'All professionals, by name',
      querystring: z.strictObject({}),
      response: { 200: listOf(staffWire) },
    },
    handler: async (request) => ({ items: (await listStaff(request.scope)).map(staffToWire), nextCursor: null }),
  })

  api.route({
    method: 'POST',
    url: '/api/v1/staff',
    config: WRITE,
    schema: { tags, summary: 'Add a professional', body: staffBody, response: { 201: staffWire } },
    handler: async (request, reply) =>
      reply.code(201).send(staffToWire(await addStaff(request.scope, (zone) => staffFromWire(request.body, zone)))),
  })

  api.route({
    method: 'GET',
    url: '/api/v1/staff/:id',
    config: READ,
    schema: { tags, summary: 'One professional', params: idParams, response: { 200: staffWire } },
    handler: async (request) => staffToWire(await readStaff(request.scope, request.params.id)),
  })

  api.route({
    method: 'PATCH',
    url: '/api/v1/staff/:id',
    config: WRITE,
    schema: {
      tags,
      summary: 'Change a professional; hours and exceptions are replaced whole',
      params: idParams,
      body: staffPatch,
      response: { 200: staffWire },
    },
    handler: async (request) =>
      staffToWire(await changeStaff(request.scope, request.params.id, (staff) => staffPatched(staff, request.body))),
  })

  api.route({
    method: 'DELETE',
    url: '/api/v1/staff/:id',
    config: WRITE,
    schema: {
      tags,
      summary: 'Archive a professional who has nobody coming',
      params: idParams,
      response: { 204: gone },
    },
    handler: async (request, reply) => {
      await removeStaff(request.scope, request.params.id)
      return reply.code(204).send(null)
    },
  })
}

function timeRoutes(api: Api, deps: AppointmentsRouteDeps): void {
  const tags = ['availability']

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
      return { slots: slotsToWire(slots, zone) }
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
      return reply.code(201).send(holdToWire(hold))
    },
  })
}

function agendaRoutes(api: Api, deps: AppointmentsRouteDeps): void {
  const tags = ['appointments']

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
      const booked = await bookAppointment(request.scope, bookingOf(request.body), deps)
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

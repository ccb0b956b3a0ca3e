/** HTTP: services and staff, what the agenda is made of (contract section 7). */
import { z } from 'zod'
import {
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
  serviceFromWire,
  servicePatched,
  serviceToWire,
  staffFromWire,
  staffPatched,
  staffToWire,
} from './appointment-wire.ts'
import { addService, changeService, listServices, readService, removeService } from './manage-services.ts'
import { addStaff, changeStaff, listStaff, readStaff, removeStaff } from './manage-staff.ts'

const READ = { access: 'appointments:read' } as const
const WRITE = { access: 'appointments:write' } as const

const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.null().meta({ description: 'All are on this page' }) })

const gone = z.null().meta({ description: 'Archived' })

export function catalogueRoutes(api: Api): void {
  serviceRoutes(api)
  staffRoutes(api)
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

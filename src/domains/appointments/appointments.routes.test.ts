import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agendaDeps } from '../../../test/support/agenda.ts'
import { type TestClock, testClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { testSecrets } from '../../../test/support/secrets.ts'
import type { Database } from '../../platform/db/database.ts'
import type { AccessScope, Api } from '../../platform/http/api.ts'
import { httpMessages } from '../../platform/http/http.messages.ts'
import { makeTranslate } from '../../platform/http/messages.ts'
import { makeServer } from '../../platform/http/server.ts'
import type { Scope } from '../../platform/scope.ts'
import { makeLog } from '../../platform/telemetry/log.ts'
import { contactsMessages } from '../contacts/index.ts'
import { appointmentsMessages } from './appointments.messages.ts'
import { appointmentsRoutes } from './appointments.routes.ts'

let db: Database
let api: Api
let clock: TestClock
let ours: Scope
let neighbour: Scope

const DAY = '2026-11-25'
const carlos = {
  name: 'Carlos',
  email: 'carlos@ejemplo.es',
  weekly_hours: {
    wed: [
      ['09:00', '11:00'],
      ['16:00', '24:00'],
    ],
  },
  exceptions: [{ date: '2026-12-02', hours: [] }],
}
const cut = { name: 'Corte', duration_min: 30, price: { amount_minor: 500_000, currency: 'ARS' } }
const ines = { name: 'Inés Prado', phone: '612 34 50 01', email: 'ines@ejemplo.es' }

beforeAll(async () => {
  db = await testDatabase()
  const scopes: Record<string, { scope: () => Scope; grants: AccessScope[] }> = {
    ours: { scope: () => ours, grants: ['appointments:read', 'appointments:write'] },
    reader: { scope: () => ours, grants: ['appointments:read'] },
    neighbour: { scope: () => neighbour, grants: ['appointments:read', 'appointments:write'] },
  }
  api = await makeServer({
    sealer: testSecrets(),
    log: makeLog('silent'),
    translate: makeTranslate({ ...httpMessages, ...contactsMessages, ...appointmentsMessages }),
    trustProxy: false,
    https: false,
    publicOrigin: undefined,
    recognise: {
      key: async (key) => {
        const found = scopes[key]
        if (!found) return null
        const { workspaceId } = found.scope()
        return { workspaceId, actor: { kind: 'key', id: key, name: key }, grants: new Set(found.grants) }
      },
      session: async () => null,
    },
    makeScope: (caller, request) => ({
      ...scopes[caller.actor.id]!.scope(),
      actor: caller.actor,
      locale: request.locale,
    }),
  })
  appointmentsRoutes(api, agendaDeps)
  await api.ready()
})

beforeEach(async () => {
  clock = testClock()
  ours = await makeWorkspace(db, { clock })
  neighbour = await makeWorkspace(db, { clock })
})

async function send(method: string, path: string, body?: unknown, key = 'ours', headers: Record<string, string> = {}) {
  const reply = await api.inject({
    method: method as 'GET',
    url: `/api/v1/${path}`,
    headers: { 'x-api-key': key, ...headers },
    ...(body !== undefined && { payload: body as object }),
  })
  return { status: reply.statusCode, body: reply.payload ? JSON.parse(reply.payload) : null }
}

async function salon() {
  const service = (await send('POST', 'services', cut)).body
  const staff = (await send('POST', 'staff', { ...carlos, service_ids: [service.id] })).body
  return { service, staff }
}

describe('services', () => {
  test('have their defaults, are changed in part, and go when archived', async () => {
    const made = await send('POST', 'services', cut)
    expect(made).toMatchObject({ status: 201 })
    expect(made.body).toEqual({
      id: expect.any(String),
      name: 'Corte',
      synonyms: [],
      duration_min: 30,
      buffer_before_min: 0,
      buffer_after_min: 0,
      slot_step_min: 15,
      price: { amount_minor: 500_000, currency: 'ARS' },
      description: '',
      min_notice_min: 0,
      horizon_days: 60,
      staff_ids: [],
    })
    const url = `services/${made.body.id}`
    expect((await send('GET', url)).body).toEqual(made.body)
    const changed = await send('PATCH', url, { synonyms: ['pelo'], price: null })
    expect(changed.body).toEqual({ ...made.body, synonyms: ['pelo'], price: null })
    expect((await send('GET', 'services')).body).toEqual({ items: [changed.body], nextCursor: null })
    expect(await send('DELETE', url)).toEqual({ status: 204, body: null })
    expect((await send('GET', url)).status).toBe(404)
    expect((await send('GET', 'services')).body.items).toEqual([])
  })

  test('have names of their own, whatever case and accents; an archived one frees its name', async () => {
    const first = await send('POST', 'services', { ...cut, name: 'Depilación' })
    const second = await send('POST', 'services', { ...cut, name: 'DEPILACION' })
    expect(second).toMatchObject({ status: 409, body: { error: { code: 'service.name_taken' } } })
    const other = await send('POST', 'services', cut)
    expect((await send('PATCH', `services/${other.body.id}`, { name: 'depilación' })).status).toBe(409)
    await send('DELETE', `services/${first.body.id}`)
    expect((await send('POST', 'services', { ...cut, name: 'DEPILACION' })).status).toBe(201)
  })

  test('that make no sense are 400, field by field', async () => {
    for (const wrong of [
      { duration_min: 0 },
      { duration_min: 'treinta' },
      { price: { amount_minor: 5, currency: 'pesos' } },
      { price: { amount_minor: 5.5, currency: 'ARS' } },
      { horizon_days: 0 },
      { colour: 'red' },
      { name: ' ' },
      { staff_ids: ['carlos'] },
    ])
      expect((await send('POST', 'services', { ...cut, ...wrong })).status).toBe(400)
    expect((await send('GET', 'services?sort=name')).status).toBe(400)
    expect((await send('GET', 'services')).body.items).toEqual([])
  })
})

describe('staff', () => {
  test('have the workspace’s zone unless told, their hours as they were written, and both ends of who gives what', async () => {
    const { service, staff } = await salon()
    expect(staff).toEqual({
      id: expect.any(String),
      name: 'Carlos',
      email: 'carlos@ejemplo.es',
      zone: 'Europe/Madrid',
      weekly_hours: {
        wed: [
          ['09:00', '11:00'],
          ['16:00', '24:00'],
        ],
      },
      exceptions: [{ date: '2026-12-02', hours: [] }],
      service_ids: [service.id],
      weight: 1,
    })
    expect((await send('GET', `services/${service.id}`)).body.staff_ids).toEqual([staff.id])
    const changed = await send('PATCH', `staff/${staff.id}`, { weekly_hours: { mon: [['10:00', '12:00']] }, weight: 3 })
    expect(changed.body).toEqual({ ...staff, weekly_hours: { mon: [['10:00', '12:00']] }, weight: 3 })
    await send('PATCH', `services/${service.id}`, { staff_ids: [] })
    expect((await send('GET', `staff/${staff.id}`)).body.service_ids).toEqual([])
    expect(await send('DELETE', `staff/${staff.id}`)).toEqual({ status: 204, body: null })
    expect((await send('GET', 'staff')).body.items).toEqual([])
  })

  test('with hours that overlap, end before they begin or are no hours are 400', async () => {
    for (const wed of [
      [
        ['09:00', '11:00'],
        ['10:00', '12:00'],
      ],
      [['11:00', '09:00']],
      [['9', '10']],
      [['09:00', '25:00']],
    ])
      expect((await send('POST', 'staff', { ...carlos, weekly_hours: { wed } })).status).toBe(400)
    expect((await send('POST', 'staff', { ...carlos, zone: 'Europe/Springfield' })).status).toBe(400)
    expect((await send('POST', 'staff', { ...carlos, exceptions: [{ date: '2026-02-30', hours: [] }] })).status).toBe(
      400,
    )
  })

  test('cannot give a service that is not there', async () => {
    const { staff } = await salon()
    const reply = await send('POST', 'staff', { ...carlos, service_ids: [staff.id] })
    expect(reply).toMatchObject({ status: 404, body: { error: { code: 'service.not_found' } } })
    expect((await send('GET', 'staff')).body.items).toHaveLength(1)
  })
})

describe('from a free time to a kept appointment', () => {
  test('over HTTP, with the workspace’s offset on every time', async () => {
    const { service, staff } = await salon()
    const free = await send('GET', `availability?service_id=${service.id}&staff_id=any&from=${DAY}&to=${DAY}`)
    expect(free.status).toBe(200)
    expect(free.body.slots[0]).toEqual({
      offer_id: expect.stringMatching(/^[\w-]{82}$/),
      start: '2026-11-25T09:00:00+01:00',
      end: '2026-11-25T09:30:00+01:00',
      staff_id: staff.id,
    })
    expect(free.body.slots.at(-1).start).toBe('2026-11-25T23:30:00+01:00')

    const { offer_id } = free.body.slots[0]
    const held = await send('POST', 'holds', { offer_id })
    expect(held).toMatchObject({ status: 201, body: { expires_at: '2026-11-24T10:10:00+01:00' } })
    const second = await send('POST', 'holds', { offer_id })
    expect(second).toMatchObject({ status: 409, body: { success: false, error: { code: 'booking.slot_taken' } } })
    expect(second.body.error.details.alternatives).toHaveLength(3)
    expect(second.body.error.details.alternatives[0]).toEqual({
      offer_id: expect.any(String),
      start: expect.stringMatching(/\+01:00$/),
      end: expect.stringMatching(/\+01:00$/),
      staff_id: staff.id,
    })

    const booked = await send('POST', 'appointments', { hold_id: held.body.id, contact: ines })
    expect(booked.status).toBe(201)
    expect(booked.body).toMatchObject({
      id: held.body.id,
      state: 'booked',
      desk: 'own',
      start: '2026-11-25T09:00:00+01:00',
      end: '2026-11-25T09:30:00+01:00',
      staff_id: staff.id,
      service_id: service.id,
      contact: { name: 'Inés Prado' },
      expires_at: null,
    })
    const url = `appointments/${booked.body.id}`
    const moved = await send('PATCH', url, { start: `${DAY} 10:00` })
    expect(moved).toMatchObject({ status: 200, body: { start: '2026-11-25T10:00:00+01:00' } })
    expect((await send('PATCH', url, { state: 'confirmed' })).body.state).toBe('confirmed')
    expect((await send('PATCH', url, { state: 'kept' })).body.state).toBe('kept')
    expect((await send('GET', url)).body).toMatchObject({ state: 'kept', contact: { name: 'Inés Prado' } })
    const agenda = await send('GET', `appointments?from=${DAY}&to=${DAY}&staff_id=${staff.id}`)
    expect(agenda.body).toMatchObject({ items: [{ id: booked.body.id, state: 'kept' }], nextCursor: null })
  })

  test('DELETE cancels and answers with it', async () => {
    const { service } = await salon()
    const time = { service_id: service.id, start: '2026-11-25T10:00:00+01:00' }
    const booked = await send('POST', 'appointments', { ...time, contact: ines })
    const cancelled = await send('DELETE', `appointments/${booked.body.id}`)
    expect(cancelled).toEqual({ status: 200, body: { ...booked.body, state: 'cancelled' } })
    expect((await send('POST', 'appointments', { ...time, contact: ines })).status).toBe(201)
  })

  test('the same key twice books once', async () => {
    const { service } = await salon()
    const body = { service_id: service.id, start: `${DAY} 10:00`, contact: ines }
    const twice = await Promise.all(
      [1, 2].map(() => send('POST', 'appointments', body, 'ours', { 'idempotency-key': 'k1' })),
    )
    expect(twice.map((one) => one.status)).toEqual([201, 201])
    expect(twice[0]!.body).toEqual(twice[1]!.body)
    expect((await send('GET', 'appointments')).body.items).toHaveLength(1)
  })

  test('a time or a person named in two ways, in none, or not to be read is 400', async () => {
    const { service } = await salon()
    const time = { service_id: service.id, start: `${DAY} 10:00` }
    const offer_id = 'x'
    for (const [body, code] of [
      [{ contact: ines }, 'booking.time_needed'],
      [{ ...time, offer_id, contact: ines }, 'booking.time_needed'],
      [{ offer_id, hold_id: service.id, contact: ines }, 'booking.time_needed'],
      [{ service_id: service.id, contact: ines }, 'booking.time_needed'],
      [time, 'booking.person_needed'],
      [{ ...time, contact: ines, contact_id: service.id }, 'booking.person_needed'],
      [{ ...time, start: 'mañana a las diez', contact: ines }, 'booking.moment_unreadable'],
      [{ ...time, contact: { ...ines, phone: '12' } }, 'booking.phone_invalid'],
    ] as const)
      expect(await send('POST', 'appointments', body)).toMatchObject({ status: 400, body: { error: { code } } })
    expect((await send('POST', 'holds', {})).body.error.code).toBe('booking.time_needed')
    expect((await send('GET', 'appointments')).body.items).toEqual([])
  })

  test('more than sixty days, a range backwards, a list too long and an unknown parameter are 400', async () => {
    const { service } = await salon()
    const ask = (query: string) => send('GET', `availability?service_id=${service.id}&${query}`)
    expect((await ask('from=2026-11-25&to=2027-01-24')).status).toBe(200)
    expect((await ask('from=2026-11-25&to=2027-01-25')).body.error.code).toBe('availability.range')
    expect((await ask('from=2026-11-25&to=2026-11-24')).status).toBe(400)
    expect((await ask('from=25/11/2026&to=2026-11-26')).status).toBe(400)
    expect((await ask('from=2026-11-25&to=2026-11-26&room=1')).status).toBe(400)
    expect((await send('GET', 'appointments?limit=501')).status).toBe(400)
  })

  test('refusals speak the language asked for', async () => {
    const { service } = await salon()
    const said = async (lang: string) =>
      (await send('POST', `holds?lang=${lang}`, { service_id: service.id, start: `${DAY} 12:00` })).body.message
    expect(await said('es')).toBe(appointmentsMessages['booking.outside_hours'].es)
    expect(await said('en')).toBe(appointmentsMessages['booking.outside_hours'].en)
    expect(await said('ca')).toBe(appointmentsMessages['booking.outside_hours'].ca)
  })
})

describe('who may', () => {
  test('a key that only reads changes nothing', async () => {
    const { service } = await salon()
    expect((await send('GET', 'services', undefined, 'reader')).status).toBe(200)
    expect((await send('PATCH', `services/${service.id}`, { name: 'X' }, 'reader')).status).toBe(403)
    expect((await send('POST', 'holds', { service_id: service.id, start: `${DAY} 10:00` }, 'reader')).status).toBe(403)
  })

  test('a neighbour sees and changes nothing, on any route', async () => {
    const { service, staff } = await salon()
    const free = await send('GET', `availability?service_id=${service.id}&from=${DAY}&to=${DAY}`)
    const time = { service_id: service.id, start: `${DAY} 10:00` }
    const held = await send('POST', 'holds', { service_id: service.id, start: `${DAY} 16:00` })
    const booked = await send('POST', 'appointments', { ...time, contact: ines })
    const requests: [string, string, unknown?][] = [
      ['GET', `services/${service.id}`],
      ['PATCH', `services/${service.id}`, { name: 'Suyo' }],
      ['DELETE', `services/${service.id}`],
      ['GET', `staff/${staff.id}`],
      ['PATCH', `staff/${staff.id}`, { name: 'Suyo' }],
      ['DELETE', `staff/${staff.id}`],
      ['POST', 'staff', { ...carlos, service_ids: [service.id] }],
      ['POST', 'services', { ...cut, staff_ids: [staff.id] }],
      ['GET', `availability?service_id=${service.id}&from=${DAY}&to=${DAY}`],
      ['POST', 'holds', { ...time, start: `${DAY} 17:00` }],
      ['POST', 'holds', { offer_id: free.body.slots.at(-1).offer_id }],
      ['POST', 'appointments', { hold_id: held.body.id, contact: ines }],
      ['POST', 'appointments', { ...time, start: `${DAY} 18:00`, contact_id: booked.body.contact.id }],
      ['GET', `appointments/${booked.body.id}`],
      ['PATCH', `appointments/${booked.body.id}`, { state: 'kept' }],
      ['DELETE', `appointments/${booked.body.id}`],
    ]
    for (const [method, path, body] of requests) {
      const reply = await send(method, path, body, 'neighbour')
      expect([method, path, reply.status]).toEqual([method, path, 404])
    }
    for (const list of ['services', 'staff', 'appointments'])
      expect((await send('GET', list, undefined, 'neighbour')).body.items).toEqual([])
    expect((await send('GET', `services/${service.id}`)).body).toMatchObject({ name: 'Corte', staff_ids: [staff.id] })
    expect((await send('GET', `appointments/${booked.body.id}`)).body).toEqual(booked.body)
  })
})

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestClock, testClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { makeLead } from '../../../test/support/people.ts'
import { testSecrets } from '../../../test/support/secrets.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { AccessScope, Api } from '../../platform/http/api.ts'
import { httpMessages } from '../../platform/http/http.messages.ts'
import { makeTranslate } from '../../platform/http/messages.ts'
import { makeServer } from '../../platform/http/server.ts'
import type { Scope } from '../../platform/scope.ts'
import { makeLog } from '../../platform/telemetry/log.ts'
import { contactsMessages } from '../contacts/index.ts'
import { leadsMessages } from './leads.messages.ts'
import { leadsRoutes } from './leads.routes.ts'

let db: Database
let api: Api
let clock: TestClock
let ours: Scope
let neighbour: Scope
/** What is answered instead of a scope's database: one that cannot be reached. */
let away: Database | null = null

const GRANTS: AccessScope[] = ['leads:read', 'leads:write']

beforeAll(async () => {
  db = await testDatabase()
  const callers: Record<string, { scope: () => Scope; grants: AccessScope[] }> = {
    ours: { scope: () => ours, grants: GRANTS },
    reader: { scope: () => ours, grants: ['leads:read'] },
    neighbour: { scope: () => neighbour, grants: GRANTS },
  }
  api = await makeServer({
    sealer: testSecrets(),
    log: makeLog('silent'),
    translate: makeTranslate({ ...httpMessages, ...contactsMessages, ...leadsMessages }),
    trustProxy: false,
    https: false,
    publicOrigin: undefined,
    recognise: {
      key: async (key) => {
        const caller = callers[key]
        if (!caller) return null
        const { workspaceId } = caller.scope()
        return { workspaceId, actor: { kind: 'key', id: key, name: key }, grants: new Set(caller.grants) }
      },
      session: async () => null,
    },
    makeScope: (caller, request) => ({
      ...callers[caller.actor.id]!.scope(),
      actor: caller.actor,
      locale: request.locale,
      ...(away && request.routeOptions.url === '/api/actualizar_resultado' ? { db: away } : {}),
    }),
  })
  leadsRoutes(api, {
    calls: { attemptsOf: async (_tx, ids) => new Map(ids.map((id) => [id, 2])) },
    appointments: {
      recordExternalAppointment: async () => ({ outcome: 'booked' }),
      cancelExternalAppointment: async () => false,
    },
  })
  await api.ready()
})

beforeEach(async () => {
  clock = testClock()
  ours = await makeWorkspace(db, { clock })
  neighbour = await makeWorkspace(db, { clock })
  away = null
  const { sql } = await import('kysely')
  await inWorkspace(ours, (tx) =>
    sql`insert into campaigns (workspace_id, id, name, created_at) values (app.workspace(), 85, 'Otoño', now())`.execute(
      tx,
    ),
  )
})

async function send(method: 'GET' | 'POST' | 'PATCH', url: string, body?: object, key = 'ours') {
  const reply = await api.inject({ method, url, ...(body ? { body } : {}), headers: { 'x-api-key': key } })
  return { status: reply.statusCode, body: reply.json() }
}
const stories = async () => {
  const { sql } = await import('kysely')
  const { rows } = await inWorkspace(ours, (tx) =>
    sql<{ kind: string; data: Record<string, unknown> }>`select kind, data from timeline order by at, id`.execute(tx),
  )
  return rows
}

const MARTA = {
  first_name: 'Marta',
  last_name: 'Sanz',
  phones: ['612 34 50 01', '+521234567891'],
  emails: ['Marta@Ejemplo.es'],
  national_id: '00000014Z',
  birth_date: '1984-05-17',
  postal_code: '08001',
  city: 'Barcelona',
}

describe('making a lead by hand', () => {
  test('answers with the whole lead, phones normalised, the one that can be dialled first', async () => {
    const { status, body } = await send('POST', '/api/v1/leads', {
      contact: MARTA,
      source: 'mostrador',
      campaign_id: '85',
      custom: { poliza: '77', nada: null },
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      id: expect.any(String),
      status: 'open',
      closure_reason: null,
      source: 'mostrador',
      wanted: null,
      manual_management: false,
      owner_id: null,
      campaign_id: 85,
      channel_id: null,
      call_status: 'no_selected',
      call_priority: 3,
      selected_for_calling: false,
      pearl_outbound_id: null,
      last_call_attempt: null,
      call_attempts_count: 2,
      call_error_message: null,
      call_notes: null,
      next_call_at: null,
      callback_requested_at: null,
      status_level_1: null,
      status_level_2: null,
      result_code: null,
      conPack: null,
      errorTecnico: null,
      codigoVolverLlamar: null,
      razonvueltaallamar: null,
      codigoNoInteres: null,
      razonNoInteres: null,
      custom: { poliza: '77' },
      created_at: '2026-11-24T10:00:00+01:00',
      updated_at: '2026-11-24T10:00:00+01:00',
      contact: {
        id: expect.any(String),
        name: 'Marta Sanz',
        first_name: 'Marta',
        last_name: 'Sanz',
        phones: ['+34612345001', '+521234567891'],
        emails: ['marta@ejemplo.es'],
        national_id: '00000014Z',
        birth_date: '1984-05-17',
        postal_code: '08001',
        city: 'Barcelona',
        province: null,
        manychat_id: null,
      },
    })
    expect((await stories()).map((entry) => entry.kind)).toEqual(['lead.created'])
  })

  test('somebody who has that phone is proposed, not made again; unless it is somebody else', async () => {
    const { body: first } = await send('POST', '/api/v1/leads', { contact: MARTA })
    const other = { name: 'Su Hermana', phones: ['612345001'] }
    const refused = await send('POST', '/api/v1/leads', { contact: other })
    expect(refused.status).toBe(409)
    expect(refused.body.error).toMatchObject({
      code: 'contact.exists',
      details: { candidates: [{ contact_id: first.contact.id, name: 'Marta Sanz' }] },
    })
    const { body: again } = await send('POST', '/api/v1/leads', { contact_id: first.contact.id })
    expect(again.contact.id).toBe(first.contact.id)
    expect((await send('POST', '/api/v1/leads', { contact: other, allow_duplicate: true })).status).toBe(201)
    expect((await send('POST', '/api/v1/leads/count', { filter: {} })).body).toEqual({ count: 3 })
  })

  test.each([
    [{ contact: { phones: ['12'] } }, 400, 'contact.invalid'],
    [{ contact: { emails: ['no'] } }, 400, 'contact.invalid'],
    [{ contact: {} }, 400, 'lead.person_nameless'],
    [{}, 400, 'request.invalid'],
    [{ contact: { name: 'Ana' }, campaign_id: 4 }, 400, 'campaign.not_found'],
    [{ contact: { name: 'Ana' }, owner_id: 4 }, 400, 'advisor.not_found'],
    [{ contact: { name: 'Ana' }, channel_id: 4 }, 400, 'channel.not_found'],
    [{ contact: { name: 'Ana' }, colour: 'red' }, 400, 'request.invalid'],
    [{ contact_id: '019ab1c2-7f00-7000-8000-000000000001' }, 404, 'contact.not_found'],
  ])('%j is refused and writes nothing', async (body, status, code) => {
    const reply = await send('POST', '/api/v1/leads', body)
    expect([reply.status, reply.body.error.code]).toEqual([status, code])
    expect((await send('POST', '/api/v1/leads/count', { filter: {} })).body).toEqual({ count: 0 })
    expect(await stories()).toEqual([])
  })
})

describe('changing a lead', () => {
  test('absent keeps, null clears, custom is laid over; the story says what was before', async () => {
    const { leadId } = await makeLead(ours, {
      person: { city: 'Lugo', nationalId: 'X1' },
      lead: { source: 'web', wanted: 'Ortodoncia', callNotes: 'tarde', custom: { a: '1', b: '2' } },
    })
    clock.advance(60_000)
    const { status, body } = await send('PATCH', `/api/v1/leads/${leadId}`, {
      source: null,
      call_priority: 1,
      custom: { b: null, c: 3 },
      status_level_1: 'Volver a llamar',
      contact: { city: null, phones: ['699 00 00 01'] },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      source: null,
      wanted: 'Ortodoncia',
      call_notes: 'tarde',
      call_priority: 1,
      custom: { a: '1', c: 3 },
      result_code: 'call_again',
      updated_at: '2026-11-24T10:01:00+01:00',
      contact: { city: null, phones: ['+34699000001'], national_id: 'X1' },
    })
    const told = await stories()
    expect(told.map((entry) => entry.kind)).toEqual(['lead.updated', 'contact.updated'])
    expect(told[0]!.data['changes']).toContainEqual({ field: 'source', before: 'web', after: null })
    expect(told[1]!.data).toEqual({ changed: ['city', 'phones'] })
  })

  test('closing takes it off the dialer and needs a reason; opening takes the reason back', async () => {
    const { leadId } = await makeLead(ours, { lead: { selectedForCalling: true, callStatus: 'selected' } })
    const url = `/api/v1/leads/${leadId}`
    expect((await send('PATCH', url, { status: 'closed' })).body.error.code).toBe('lead.closure_reason_missing')
    const { body } = await send('PATCH', url, { status: 'closed', closure_reason: 'unreachable' })
    expect(body).toMatchObject({
      closure_reason: 'unreachable',
      selected_for_calling: false,
      call_status: 'no_selected',
    })
    expect((await send('PATCH', url, { status: 'open' })).body).toMatchObject({ status: 'open', closure_reason: null })
    expect((await send('PATCH', url, { status: 'open', closure_reason: 'other' })).body.error.code).toBe(
      'lead.reason_without_closing',
    )
    expect((await stories()).map((entry) => entry.kind)).toEqual(['lead.closed', 'lead.reopened'])
  })

  test('all or nothing: one bad value keeps the good ones out', async () => {
    const { leadId } = await makeLead(ours, { lead: { source: 'web' } })
    const reply = await send('PATCH', `/api/v1/leads/${leadId}`, { source: 'otro', contact: { emails: ['no'] } })
    expect(reply.status).toBe(400)
    expect(reply.body.error.details.fields).toEqual([
      { field: 'emails.0', code: 'email.invalid', message: expect.stringContaining('nombre@ejemplo.es') },
    ])
    expect((await send('GET', `/api/v1/leads/${leadId}`)).body.source).toBe('web')
    expect(await stories()).toEqual([])
  })

  test.each([
    [{ source: '' }, 'request.invalid'],
    [{ call_priority: 6 }, 'request.invalid'],
    [{ call_status: 'calling' }, 'request.invalid'],
    [{ campaign_id: 86 }, 'campaign.not_found'],
  ])('%j is refused', async (body, code) => {
    const { leadId } = await makeLead(ours)
    const reply = await send('PATCH', `/api/v1/leads/${leadId}`, body)
    expect([reply.status, reply.body.error.code]).toEqual([400, code])
  })

  test('what changes nothing leaves no trace', async () => {
    const { leadId } = await makeLead(ours, { lead: { source: 'web', custom: { a: '1' } } })
    const before = (await send('GET', `/api/v1/leads/${leadId}`)).body
    clock.advance(60_000)
    expect((await send('PATCH', `/api/v1/leads/${leadId}`, { source: 'web', custom: { a: '1' } })).body).toEqual(before)
    expect(await stories()).toEqual([])
  })
})

describe('finding', () => {
  test('page by page through all of them, with the total where asked', async () => {
    for (let i = 0; i < 5; i++) {
      await makeLead(ours, { person: { name: `Persona ${i}` } })
      clock.advance(1000)
    }
    const names: string[] = []
    let cursor = ''
    do {
      const { body } = await send(
        'GET',
        `/api/v1/leads?limit=2&sort=name&order=asc&with_total=true${cursor && `&cursor=${cursor}`}`,
      )
      expect(body.total).toBe(5)
      names.push(...body.items.map((lead: { contact: { name: string } }) => lead.contact.name))
      cursor = body.nextCursor
    } while (cursor)
    expect(names).toEqual(['Persona 0', 'Persona 1', 'Persona 2', 'Persona 3', 'Persona 4'])
    expect((await send('GET', '/api/v1/leads')).body).not.toHaveProperty('total')
  })

  test('every filter narrows', async () => {
    const { leadId } = await makeLead(ours, {
      person: { name: 'Núria Prats', city: 'Cádiz' },
      lead: { campaignId: 85, callStatus: 'busy', callPriority: 1, selectedForCalling: true },
    })
    clock.advance(3_600_000)
    await makeLead(ours, { lead: { status: 'closed', closureReason: 'other' } })
    for (const query of [
      'search=nuria',
      'city=CADIZ',
      'status=open',
      'call_status=busy',
      'call_priority=1',
      'selected_for_calling=true',
      'campaign_id=85',
      'search=nuria&city=cadiz&status=open&campaign_id=85',
    ]) {
      const { body } = await send('GET', `/api/v1/leads?${query}`)
      expect([query, body.items.map((lead: { id: string }) => lead.id)]).toEqual([query, [leadId]])
    }
    for (const since of [
      '2026-11-24T10:30:00+01:00',
      '2026-11-24T10:30:00%2B01:00',
      '2026-11-24%2010:30',
      '2026-11-24T09:30:00Z',
    ])
      expect((await send('GET', `/api/v1/leads?updated_since=${since}`)).body.items).toHaveLength(1)
    expect((await send('GET', '/api/v1/leads?updated_since=2026-11-24')).body.items).toHaveLength(2)
  })

  test.each([
    ['limit=501', 'request.invalid'],
    ['limit=0', 'request.invalid'],
    ['status=halfway', 'request.invalid'],
    ['call_status=ringing', 'request.invalid'],
    ['campaign_id=otoño', 'request.invalid'],
    ['sort=colour', 'request.invalid'],
    ['colour=red', 'request.invalid'],
    ['updated_since=ayer', 'lead.bad_date'],
    ['cursor=nope', 'lead.bad_cursor'],
  ])('%s is 400', async (query, code) => {
    const reply = await send('GET', `/api/v1/leads?${query}`)
    expect([reply.status, reply.body.error.code]).toEqual([400, code])
  })
})

describe('who may', () => {
  test('a neighbour sees, changes and counts nothing', async () => {
    const { leadId, phone } = await makeLead(ours)
    const before = (await send('GET', `/api/v1/leads/${leadId}`)).body
    expect((await send('GET', `/api/v1/leads/${leadId}`, undefined, 'neighbour')).status).toBe(404)
    expect((await send('PATCH', `/api/v1/leads/${leadId}`, { source: 'x' }, 'neighbour')).status).toBe(404)
    expect((await send('GET', '/api/v1/leads', undefined, 'neighbour')).body.items).toEqual([])
    expect((await send('POST', '/api/v1/leads/count', { lead_ids: [leadId] }, 'neighbour')).body).toEqual({ count: 0 })
    const result = { telefono: phone, conPack: true }
    expect((await send('POST', '/api/actualizar_resultado', result, 'neighbour')).status).toBe(404)
    expect((await send('POST', '/api/v1/leads', { contact_id: before.contact.id }, 'neighbour')).status).toBe(404)
    expect((await send('GET', `/api/v1/leads/${leadId}`)).body).toEqual(before)
  })

  test('who may only read, reads', async () => {
    const { leadId } = await makeLead(ours)
    expect((await send('GET', `/api/v1/leads/${leadId}`, undefined, 'reader')).status).toBe(200)
    const reply = await send('PATCH', `/api/v1/leads/${leadId}`, { source: 'x' }, 'reader')
    expect([reply.status, reply.body.error.code]).toEqual([403, 'auth.scope_missing'])
  })
})

describe('POST /api/actualizar_resultado', () => {
  test('the documented request', async () => {
    const { leadId } = await makeLead(ours, { person: { phones: ['600123456'] } })
    const { status, body } = await send('POST', '/api/actualizar_resultado', {
      telefono: '600123456',
      status_level_1: 'Volver a llamar',
      codigoVolverLlamar: 'buzon',
      horaRellamada: '2025-07-06 12:00',
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      message: 'Resultado guardado. Se le volverá a llamar el 24/11/2026 a las 10:00.',
      lead_id: leadId,
      applied: ['status_level_1', 'horaRellamada', 'codigoVolverLlamar'],
      ignored: [],
      requested_at: '2025-07-06T12:00:00+02:00',
      next_call_at: '2026-11-24T10:00:00+01:00',
    })
    expect((await send('GET', `/api/v1/leads/${leadId}`)).body).toMatchObject({ status_level_2: 'buzón' })
  })

  test('refusals carry success false and the sentence in the language of the request', async () => {
    const { status, body } = await send('POST', '/api/actualizar_resultado?lang=ca', { conPack: true })
    expect([status, body.success, body.error.code]).toEqual([400, false, 'result.phone_missing'])
    expect(body.message).toContain('Falta `telefono`')
    expect((await send('POST', '/api/actualizar_resultado', { telefono: '600123456' })).status).toBe(400)
    expect((await send('POST', '/api/actualizar_resultado', { telefono: '600123456', conPack: true })).status).toBe(404)
  })

  test('a database that is away is 500 here, as documented', async () => {
    const { openDatabase } = await import('../../platform/db/database.ts')
    away = openDatabase('postgresql://nobody@127.0.0.1:1/nothing')
    const { status, body } = await send('POST', '/api/actualizar_resultado', { telefono: '600123456', conPack: true })
    expect([status, body.error.code, body.error.retryable]).toEqual([500, 'database.unavailable', true])
    await away.close()
  })
})

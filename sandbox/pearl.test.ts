import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HookReceiver, receiveHooks } from '../test/support/hook-receiver.ts'
import { drivenTime, type Sandbox, sandboxPearl, startSandbox } from './server.ts'
import type { DrivenTime } from './time.ts'

const CALL_MS = 1000
const { accountId, secretKey, outboundId, pausedOutboundId } = sandboxPearl
const PEARL_ID = '7a0000000000000000000c01'

let time: DrivenTime
let hooks: HookReceiver
let sandbox: Sandbox

beforeEach(async () => {
  time = drivenTime()
  hooks = await receiveHooks()
  sandbox = await startSandbox({ clock: time, callMs: CALL_MS, hooks: { pearl: hooks.url } })
})
afterEach(async () => {
  await sandbox.close()
  await hooks.close()
})

type Reply = { status: number; type: string | null; json: any; allow: string | null }

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const reply = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${accountId}:${secretKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await reply.text()
  return {
    status: reply.status,
    type: reply.headers.get('content-type'),
    json: text === '' ? null : JSON.parse(text),
    allow: reply.headers.get('allow'),
  }
}

const control = (path: string, body: unknown) => ask('POST', `/control/${path}`, body)
const call = (to: string) => ask('POST', `/pearl/v1/Outbound/${outboundId}/Call`, { to })
const callRequest = async (id: string) => (await ask('GET', `/pearl/v1/Outbound/CallRequest/${id}`)).json
const state = async () => (await ask('GET', '/control/state?vendor=pearl')).json
const journal = async () => (await ask('GET', '/control/journal')).json as Record<string, any>[]

describe('who is let in', () => {
  test.each([
    ['nobody', ''],
    ['the secret alone', `Bearer ${secretKey}`],
    ['the word AccountId from the documentation', `Bearer AccountId:${secretKey}`],
    ['a pair that does not match', `Bearer 7a00000000000000000000ff:${secretKey}`],
    ['Basic', `Basic ${btoa(`${accountId}:${secretKey}`)}`],
    ['base64 of the pair', `Bearer ${btoa(`${accountId}:${secretKey}`)}`],
  ])('%s: 401', async (_who, authorization) => {
    expect((await ask('GET', '/pearl/v1/Account', undefined, { authorization })).status).toBe(401)
  })

  test('the right pair: the account', async () => {
    expect((await ask('GET', '/pearl/v1/Account')).json).toMatchObject({ totalAgents: 20, status: 1 })
  })
})

describe('the verbs of both versions', () => {
  const id = outboundId
  test.each([
    [
      'PUT',
      `/pearl/v1/Outbound/${id}/Lead`,
      'POST',
      `/pearl/v2/Outbound/${PEARL_ID}/Lead`,
      { phoneNumber: '+34600000111' },
    ],
    ['POST', `/pearl/v1/Outbound/${id}/Active`, 'PUT', `/pearl/v2/Pearl/${PEARL_ID}/Active`, { isActive: true }],
  ])('%s %s, and %s %s; each refuses the other’s with 405', async (verb1, path1, verb2, path2, body) => {
    expect((await ask(verb1, path1, body)).status).toBe(200)
    expect((await ask(verb2, path2, body)).status).toBe(200)
    expect(await ask(verb2, path1, body)).toMatchObject({ status: 405, allow: verb1 })
    expect((await ask(verb1, path2, body)).status).toBe(405)
  })

  test('v2 makes no calls: neither Make Call nor CallRequest is there', async () => {
    expect((await ask('POST', `/pearl/v2/Pearl/${PEARL_ID}/Call`, { to: '+34600000111' })).status).toBe(404)
    expect((await ask('GET', '/pearl/v2/Outbound/CallRequest/7a00000000000000000000e1')).status).toBe(404)
  })

  test('an outbound id is no pearl id', async () => {
    expect((await ask('GET', `/pearl/v2/Pearl/${outboundId}`)).status).toBe(400)
    expect((await ask('GET', `/pearl/v1/Outbound/${PEARL_ID}`)).status).toBe(400)
    expect((await ask('GET', `/pearl/v2/Pearl/${PEARL_ID}`)).json).toMatchObject({
      id: PEARL_ID,
      type: 2,
      status: 1,
      totalOnQueue: null,
    })
  })

  test('running and pausing answer a bare number', async () => {
    expect((await ask('POST', `/pearl/v1/Outbound/${id}/Active`, { isActive: false })).json).toBe(2)
    expect((await ask('POST', `/pearl/v1/Outbound/${id}/Active`, { isActive: true })).json).toBe(1)
  })
})

describe('a call’s life', () => {
  test('a request first, 1 in queue; at the pick-up 2 and a call’s id; at the end 10', async () => {
    const { id, ...made } = (await call('+34600000111')).json
    expect(made).toEqual({ from: '+34910000001', to: '+34600000111', queuePosition: 0 })
    expect(await callRequest(id)).toMatchObject({ id, status: 1, outboundId, callId: null, errors: null })

    time.advance(CALL_MS / 2)
    const picked = await callRequest(id)
    expect(picked).toMatchObject({ status: 2 })
    expect(picked.callId).toMatch(/^[0-9a-f]{24}$/)
    expect(picked.callId).not.toBe(id)
    expect((await ask('GET', `/pearl/v1/Call/${picked.callId}`)).json).toMatchObject({
      status: 3,
      conversationStatus: 40,
      summary: '',
      duration: 0,
      recording: null,
    })

    time.advance(CALL_MS / 2)
    expect(await callRequest(id)).toMatchObject({ status: 10, callId: picked.callId })
    const view = (await ask('GET', `/pearl/v1/Call/${picked.callId}`)).json
    expect(view).toMatchObject({
      id: picked.callId,
      pearlId: outboundId,
      status: 4,
      conversationStatus: 130,
      to: '+34600000111',
    })
    expect(view.duration).toBeGreaterThan(0)
    // The vendor has none of these, whatever somebody's code reads.
    for (const absent of ['endTime', 'recordingUrl', 'transcription', 'outcome', 'cost', 'callData'])
      expect(view).not.toHaveProperty(absent)
  })

  test('a request’s id is no call’s id: `wrong CallId`; the older behaviour is a switch', async () => {
    const { id } = (await call('+34600000111')).json
    expect(await ask('GET', `/pearl/v1/Call/${id}`)).toMatchObject({
      status: 400,
      json: { status: 400, errors: { validation: ['wrong CallId'] } },
    })
    await control('settings', { pearl: { request_id_is_call_id: true } })
    const older = (await call('+34600000222')).json
    expect((await ask('GET', `/pearl/v1/Call/${older.id}`)).status).toBe(200)
  })

  test('where nobody picks up, the request learns its call’s id at the end', async () => {
    const { id } = (await call('+34600000007')).json
    time.advance(CALL_MS - 1)
    expect(await callRequest(id)).toMatchObject({ status: 1, callId: null })
    time.advance(1)
    const { callId } = await callRequest(id)
    expect((await ask('GET', `/pearl/v1/Call/${callId}`)).json).toMatchObject({
      status: 7,
      conversationStatus: 150,
      duration: 0,
      recording: null,
      transcript: [],
    })
  })

  test('more calls than agents wait their turn, and know their place', async () => {
    await control('settings', { pearl: { total_agents: 2 } })
    const positions = []
    for (const to of ['+34600000111', '+34600000112', '+34600000113', '+34600000114'])
      positions.push((await call(to)).json.queuePosition)
    expect(positions).toEqual([0, 0, 1, 2])
    time.advance(CALL_MS)
    expect((await state()).campaigns[0]).toMatchObject({ ongoing: 2, queued: 0 })
    time.advance(CALL_MS)
    const { calls, in_flight, max_in_flight } = await state()
    expect({ in_flight, max_in_flight }).toEqual({ in_flight: 0, max_in_flight: 4 })
    const second = CALL_MS * 2
    for (const waited of calls.slice(2))
      expect(Date.parse(waited.ended_at) - Date.parse(waited.requested_at)).toBe(second)
  })

  test('a campaign paused in the middle keeps its queue and goes on when it runs again', async () => {
    await control('settings', { pearl: { total_agents: 1 } })
    await call('+34600000111')
    await call('+34600000112')
    await ask('POST', `/pearl/v1/Outbound/${outboundId}/Active`, { isActive: false })
    time.advance(CALL_MS * 5)
    expect((await state()).campaigns[0]).toMatchObject({ ongoing: 0, queued: 1 })
    await ask('POST', `/pearl/v1/Outbound/${outboundId}/Active`, { isActive: true })
    time.advance(CALL_MS)
    expect((await state()).in_flight).toBe(0)
  })
})

describe('what it refuses', () => {
  const problemAt = (field: string) => ({ status: 400, json: { status: 400, errors: { [field]: expect.any(Array) } } })

  test.each([
    ['an empty phone', { to: '' }, 'to'],
    ['no phone', {}, 'to'],
    ['a phone that is a number', { to: 34600000111 }, 'to'],
    ['words', { to: 'llámame' }, 'to'],
    ['call data that is a list', { to: '+34600000111', callData: [] }, 'callData'],
    ['a body that is no JSON', '{"to":', '$'],
  ])('%s', async (_what, body, field) => {
    expect(await ask('POST', `/pearl/v1/Outbound/${outboundId}/Call`, body)).toMatchObject(problemAt(field))
    expect((await state()).calls).toEqual([])
  })

  test('a body that says it is something else: 415', async () => {
    expect(
      (await ask('POST', `/pearl/v1/Outbound/${outboundId}/Call`, '{}', { 'content-type': 'text/plain' })).status,
    ).toBe(415)
  })

  test('a campaign that is paused, an account without credits, one it does not know', async () => {
    const paused = await ask('POST', `/pearl/v1/Outbound/${pausedOutboundId}/Call`, { to: '+34600000111' })
    expect(paused).toMatchObject({
      status: 400,
      json: { errors: { validation: [expect.stringContaining('inactive')] } },
    })

    await control('settings', { pearl: { account_status: 3 } })
    expect((await ask('GET', '/pearl/v1/Account')).json).toMatchObject({ status: 3, creditBalance: 0 })
    expect((await call('+34600000111')).json.errors.validation[0]).toMatch(/credits/)

    const nowhere = `/pearl/v1/Outbound/7a00000000000000000000ff/Call`
    expect((await ask('POST', nowhere, { to: '+34600000111' })).status).toBe(400)
    await control('settings', { pearl: { unknown_outbound_404: true } })
    expect((await ask('POST', nowhere, { to: '+34600000111' })).status).toBe(404)
    expect((await state()).calls).toEqual([])
  })

  test.each(['', 'x', '7a', '7a00000000000000000000e9', '%2e%2e'])('the id "%s" of no call', async (id) => {
    expect((await ask('GET', `/pearl/v1/Call/${id}x`)).status).toBe(400)
    expect((await ask('GET', `/pearl/v1/Outbound/CallRequest/${id}x`)).status).toBe(400)
  })
})

describe('outcomes', () => {
  test.each([
    ['0002', 2, 20],
    ['0005', 5, 10],
    ['0006', 6, 500],
    ['0007', 7, 150],
    ['0008', 8, 500],
    ['0070', 4, 70],
    ['0100', 4, 100],
    ['0110', 4, 110],
    ['0130', 4, 130],
    ['0150', 7, 150],
    ['0220', 8, 220],
    ['0500', 6, 500],
    ['1234', 4, 130],
  ])('a phone that ends in %s: %i with %i', async (digits, status, conversationStatus) => {
    await call(`+3460000${digits}`)
    time.advance(CALL_MS)
    expect((await state()).calls[0]).toMatchObject({ status, conversation_status: conversationStatus })
  })

  test('a blacklisted number’s request says so', async () => {
    const { id } = (await call('+34600000220')).json
    time.advance(CALL_MS)
    expect((await callRequest(id)).status).toBe(20)
  })

  test('a script decides call after call, for the number however it is written; then the digits decide again', async () => {
    const outcomes = [
      { status: 5, conversationStatus: 10 },
      { status: 4, conversationStatus: 100, collectedInfo: { horaRellamada: '2026-12-01 10:00', conPack: true } },
    ]
    expect((await control('script', [{ vendor: 'pearl', phone: '600 000 007', outcomes }])).status).toBe(200)
    for (let placed = 0; placed < 3; placed++) {
      await call('+34600000007')
      time.advance(CALL_MS)
    }
    expect((await state()).calls.map((one: any) => one.status)).toEqual([5, 4, 7])
    const [second] = await hooks.wait(1, ({ json }) => json.status === 4)
    expect(second!.json.collectedInfo).toEqual([
      { id: 'horaRellamada', name: 'horaRellamada', value: '2026-12-01 10:00' },
      { id: 'conPack', name: 'conPack', value: true },
    ])
  })
})

describe('webhooks', () => {
  const statuses = () => hooks.received.map(({ json }) => json.status)

  test('two per call, the first one bare, both with the same call’s id and no lead', async () => {
    await call('+34600000100')
    await hooks.wait(1)
    time.advance(CALL_MS)
    const [start, end] = await hooks.wait(2)
    expect(start!.json).toMatchObject({
      status: 3,
      conversationStatus: 40,
      duration: 0,
      summary: '',
      transcript: [],
      recording: null,
      leadId: null,
      pearlId: PEARL_ID,
    })
    expect(end!.json).toMatchObject({
      id: start!.json.id,
      status: 4,
      conversationStatus: 100,
      leadId: null,
      to: '+34600000100',
    })
    expect(end!.json.recording).toContain('.invalid/')
    for (const absent of ['relatedId', 'callData', 'externalId', 'requestId'])
      expect(end!.json).not.toHaveProperty(absent)
  })

  test('V1: PascalCase all the way down but for the account’s own words; names instead of numbers', async () => {
    await control('settings', { pearl: { webhook_version: 'v1', enum_names: true } })
    await control('script', [
      {
        vendor: 'pearl',
        phone: '+34600000100',
        outcomes: [{ status: 4, conversationStatus: 100, collectedInfo: { datos: { nombre: 'x' } } }],
      },
    ])
    await call('+34600000100')
    time.advance(CALL_MS)
    const [, end] = await hooks.wait(2)
    expect(end!.json).toMatchObject({
      Status: 'Completed',
      ConversationStatus: 'Success',
      PearlId: outboundId,
      CollectedInfo: [{ Id: 'datos', Value: { nombre: 'x' } }],
    })
    expect(end!.json.Transcript[0]).toHaveProperty('Role', 2)
  })

  test('an end without summary and recording may come first', async () => {
    await control('settings', { pearl: { empty_first_end: true } })
    await call('+34600000100')
    time.advance(CALL_MS)
    await hooks.wait(2)
    time.advance(CALL_MS)
    const [, first, full] = await hooks.wait(3)
    expect(first!.json).toMatchObject({ status: 4, summary: '', recording: null })
    expect(full!.json.summary).not.toBe('')
  })

  test('the credential goes along where one is set', async () => {
    await control('settings', { pearl: { webhook_credential: 'abc' } })
    await call('+34600000100')
    expect((await hooks.wait(1))[0]!.headers['authorization']).toBe('Bearer abc')
  })

  test('doubled, lost, late, and in the wrong order', async () => {
    await control('faults', [{ vendor: 'pearl', kind: 'duplicate_webhook', match: { path: 'call.end' }, times: 1 }])
    await call('+34600000005')
    await hooks.wait(1)
    time.advance(CALL_MS)
    await hooks.wait(3)
    expect(statuses()).toEqual([3, 5, 5])

    await control('faults', [{ vendor: 'pearl', kind: 'lose_webhook', match: { path: 'call.end' }, times: 1 }])
    await call('+34600000006')
    await hooks.wait(4)
    time.advance(CALL_MS)
    await sandbox.idle()
    expect(statuses()).toEqual([3, 5, 5, 3])
    expect((await journal()).filter((entry) => entry['fault'] === 'lose_webhook')).toMatchObject([
      { status: null, request: { status: 6 } },
    ])

    await control('faults', [{ vendor: 'pearl', kind: 'reorder_webhook', match: { path: 'call.start' }, times: 1 }])
    await call('+34600000007')
    time.advance(CALL_MS)
    await hooks.wait(6)
    expect(statuses().slice(4)).toEqual([7, 3])

    await control('faults', [
      { vendor: 'pearl', kind: 'delay_webhook', delay_ms: 120_000, match: { path: 'call.end' }, times: 1 },
    ])
    await call('+34600000008')
    time.advance(CALL_MS)
    await hooks.wait(7)
    await sandbox.idle()
    expect(hooks.received).toHaveLength(7)
    time.advance(120_000)
    await hooks.wait(8)
    expect(statuses().slice(6)).toEqual([3, 8])
  })

  test('one held back with nothing to come after it goes in the end all the same', async () => {
    await control('faults', [{ vendor: 'pearl', kind: 'reorder_webhook', match: { path: 'call.end' } }])
    await call('+34600000005')
    await hooks.wait(1)
    time.advance(CALL_MS)
    time.advance(CALL_MS * 3)
    await hooks.wait(2)
    expect(statuses()).toEqual([3, 5])
  })

  test('a listener that is away loses them, unless retries are on; the calls go on regardless', async () => {
    hooks.answerWith(503)
    await call('+34600000005')
    await hooks.wait(1)
    time.advance(CALL_MS)
    await hooks.wait(2)
    await sandbox.idle()
    time.advance(60_000)
    expect(hooks.received).toHaveLength(2)

    await control('settings', { pearl: { webhook_retries: 2 }, hooks: { pearl: 'http://127.0.0.1:1/gone' } })
    await call('+34600000006')
    await sandbox.idle()
    hooks.answerWith(200)
    await control('settings', { hooks: { pearl: hooks.url } })
    time.advance(CALL_MS)
    await hooks.wait(4)
    expect((await state()).calls.map((one: any) => one.status)).toEqual([5, 6])
    const failed = (await journal()).filter((entry) => entry['path'] === '/gone')
    expect(failed).toMatchObject([{ direction: 'out', status: null, request: { status: 3 } }])
  })
})

describe('leads, which it dials by itself', () => {
  const add = (lead: unknown) => ask('PUT', `/pearl/v1/Outbound/${outboundId}/Lead`, lead)

  test('a lead nobody reaches is dialled again up to the limit, each status told', async () => {
    await control('settings', { pearl: { lead_max_attempts: 2, lead_retry_ms: 5000 } })
    const { leadId } = (
      await add({ phoneNumber: '+34600000007', externalId: 'w:l:1', callData: { firstName: 'Lucía' } })
    ).json
    for (let waited = 0; waited < 4; waited++) time.advance(3000)
    await sandbox.idle()
    const told = hooks.received.filter(({ json }) => 'phoneNumber' in json).map(({ json }) => json.status)
    expect(told).toEqual([1, 20, 40, 10, 20, 40, 150])
    const lead = (await ask('GET', `/pearl/v1/Outbound/${outboundId}/Lead/${leadId}`)).json
    expect(lead).toMatchObject({
      externalId: 'w:l:1',
      status: 150,
      callsId: [expect.any(String), expect.any(String)],
      lastCall: { status: 7, name: 'Lucía' },
    })
    expect(hooks.received.filter(({ json }) => json.leadId === leadId)).toHaveLength(4)
  })

  test('it is found by its external id and by its phone', async () => {
    const { leadId } = (await add({ phoneNumber: '+34600000100', externalId: 'w:l:2' })).json
    time.advance(CALL_MS)
    const byExternal = (
      await ask('GET', `/pearl/v1/Outbound/${outboundId}/Lead/External/${encodeURIComponent('w:l:2')}`)
    ).json
    const byPhone = (
      await ask('GET', `/pearl/v1/Outbound/${outboundId}/Lead/PhoneNumber/${encodeURIComponent('+34600000100')}`)
    ).json
    expect(byExternal).toMatchObject({ id: leadId, status: 100 })
    expect(byPhone).toEqual(byExternal)
    // The nested name differs from a call's.
    expect(byPhone.collectedData.collectedInfos[0]).toMatchObject({ id: 'callResult' })
  })

  test('searched, changed, deleted; many at once, all or none', async () => {
    await add({ phoneNumber: '+34600000100', externalId: 'a' })
    const many = { leads: [{ phoneNumber: '+34600000111' }, { phoneNumber: '' }] }
    expect((await ask('POST', `/pearl/v2/Outbound/${PEARL_ID}/Leads/Add`, many)).json.errors.leads).toEqual([
      'leads[1]',
    ])
    expect(
      (await ask('POST', `/pearl/v2/Outbound/${PEARL_ID}/Leads/Add`, { leads: [{ phoneNumber: '+34600000111' }] }))
        .json,
    ).toBe(true)
    const search = (body: unknown) => ask('POST', `/pearl/v1/Outbound/${outboundId}/Leads`, body)
    const { count, results } = (await search({ skip: 0, limit: 1, isAscending: true })).json
    expect({ count, shown: results.length }).toEqual({ count: 2, shown: 1 })
    expect(
      (await ask('PUT', `/pearl/v1/Outbound/${outboundId}/Lead/${results[0].id}`, { status: 220 })).json.status,
    ).toBe(220)
    expect((await search({ status: 220 })).json.count).toBe(1)
    expect(
      (await ask('DELETE', `/pearl/v1/Outbound/${outboundId}/Leads/External`, { leadExternalIds: ['a'] })).json,
    ).toBe(true)
    expect((await search({})).json.count).toBe(1)
  })
})

describe('searching calls', () => {
  const search = (body: object) =>
    ask('POST', `/pearl/v1/Outbound/${outboundId}/Calls`, {
      fromDate: '2026-11-24T08:00:00.000Z',
      toDate: '2026-11-24T10:00:00.000Z',
      skip: 0,
      limit: 100,
      isAscending: true,
      ...body,
    })

  test('thin rows, a count, pages, filters', async () => {
    for (const to of ['+34600000111', '+34600000005', '+34600000112', '+34600000007', '+34600000113']) {
      await call(to)
      time.advance(CALL_MS)
    }
    const page = (await search({ skip: 1, limit: 2 })).json
    expect(page.count).toBe(5)
    expect(page.results.map((row: any) => row.to)).toEqual(['+34600000005', '+34600000112'])
    expect(Object.keys(page.results[0]).sort()).toEqual([
      'conversationStatus',
      'duration',
      'from',
      'id',
      'startTime',
      'status',
      'tags',
      'to',
    ])
    expect((await search({ statuses: [5, 7] })).json.count).toBe(2)
    expect((await search({ searchInput: '+34600000007' })).json.results[0].status).toBe(7)
    expect((await search({ fromDate: '2026-11-24T09:00:02.000Z' })).json.count).toBe(3)
  })

  test.each([
    ['a page over 100', { limit: 101 }],
    ['no period', { fromDate: undefined }],
    ['a date without Z', { toDate: '2026-11-24T10:00:00' }],
  ])('refuses %s', async (_what, part) => {
    expect((await search(part)).status).toBe(400)
  })

  test('calls are deleted by a body on DELETE, answered with a bare true, labelled as text where that is switched on', async () => {
    const { id } = (await call('+34600000111')).json
    time.advance(CALL_MS)
    const { callId } = await callRequest(id)
    await control('settings', { pearl: { text_plain: true } })
    expect(await ask('DELETE', '/pearl/v1/Call', { callIds: [callId] })).toMatchObject({
      status: 200,
      json: true,
      type: 'text/plain; charset=utf-8',
    })
    expect((await ask('GET', `/pearl/v1/Call/${callId}`)).status).toBe(400)
    expect((await search({})).json.count).toBe(0)
  })
})

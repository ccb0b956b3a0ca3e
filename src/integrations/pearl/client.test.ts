/** The client against the simulator over HTTP: each fact of the vendor's protocol, each way it fails. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { drivenTime, type Sandbox, sandboxPearl, startSandbox } from '../../../sandbox/server.ts'
import { systemClock } from '../../kernel/clock.ts'
import { AppError } from '../../kernel/errors.ts'
import { makeOutbound, type Outbound } from '../../platform/outbound/outbound.ts'
import { makeLog } from '../../platform/telemetry/log.ts'
import { makePearlClient, type PearlClient } from './client.ts'
import { pearlMessages } from './pearl.messages.ts'
import { asCallId, asRequestId, type PearlCallRow } from './wire.ts'

const CALL_MS = 1000
const { outboundId, pausedOutboundId } = sandboxPearl
const UNKNOWN_ID = '7a00000000000000000000ff'
const time = drivenTime()

let sandbox: Sandbox
let outbound: Outbound
let pearl: PearlClient

const clientWith = (part: Partial<Parameters<typeof makePearlClient>[0]> = {}) =>
  makePearlClient({ baseUrl: `${sandbox.url}/pearl/v1`, ...sandboxPearl, outbound, ...part })

async function control(path: string, body?: unknown, method = 'POST'): Promise<any> {
  const reply = await fetch(`${sandbox.url}/control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(reply.status).toBe(200)
  return reply.json()
}
const fault = (kind: string, path: string, more: object = {}) =>
  control('faults', [{ vendor: 'pearl', kind, match: { path }, ...more }])
const asked = async (path: string) =>
  ((await control('journal?vendor=pearl', undefined, 'GET')) as any[]).filter((entry) => entry.path.endsWith(path))
    .length

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

beforeAll(async () => {
  sandbox = await startSandbox({ clock: time, callMs: CALL_MS })
})
afterAll(() => sandbox.close())

beforeEach(async () => {
  await control('reset')
  // Breakers of its own for each test.
  outbound = makeOutbound({
    clock: systemClock,
    log: makeLog('silent'),
    pause: { baseMs: 1, capMs: 2 },
  })
  pearl = clientWith()
  return () => outbound.close()
})

describe('account and campaigns', () => {
  test('the account, its status as a number', async () => {
    expect(await pearl.account()).toMatchObject({ name: 'Clínica Inventada', totalAgents: 20, status: 1 })
    await control('settings', { pearl: { account_status: 3 } })
    expect(await pearl.account()).toMatchObject({ status: 3, creditBalance: 0 })
  })

  test('campaigns come as a bare list of which only id and name are sure', async () => {
    expect(await pearl.campaigns()).toMatchObject([
      { id: outboundId, name: 'Revisión dental', status: null },
      { id: pausedOutboundId, name: 'Campaña en pausa', status: null },
    ])
  })

  test('one campaign, run and paused; the answer is a bare number', async () => {
    expect(await pearl.campaign(outboundId)).toMatchObject({ id: outboundId, type: 2, status: 1, totalOnQueue: null })
    expect(await pearl.setActive(outboundId, false)).toBe(2)
    expect(await pearl.campaign(outboundId)).toMatchObject({ status: 2 })
    expect(await pearl.setActive(outboundId, true)).toBe(1)
  })

  test('everything reads the same when it is labelled text/plain', async () => {
    await control('settings', { pearl: { text_plain: true } })
    expect(await pearl.setActive(outboundId, true)).toBe(1)
    expect(await pearl.account()).toMatchObject({ status: 1 })
    expect(await pearl.campaigns()).toHaveLength(2)
  })
})

describe('a call', () => {
  test('is asked for, gets an id when somebody picks up, and is read when it is over', async () => {
    const made = await pearl.makeCall(outboundId, {
      to: '+34600000100',
      callData: { firstName: 'Lucía', lastName: 'Prueba' },
    })
    expect(made).toMatchObject({ from: '+34910000001', to: '+34600000100', queuePosition: 0 })
    expect(await pearl.callRequest(made.id)).toMatchObject({ status: 1, callId: null, errors: [] })

    time.advance(CALL_MS / 2)
    const { status, callId } = await pearl.callRequest(made.id)
    expect(status).toBe(2)
    expect(await pearl.call(callId!)).toMatchObject({ status: 3, conversationStatus: 40, duration: 0, recording: null })

    time.advance(CALL_MS / 2)
    expect(await pearl.callRequest(made.id)).toMatchObject({ status: 10, callId })
    const call = await pearl.call(callId!)
    expect(call).toMatchObject({
      id: callId,
      pearlId: outboundId,
      status: 4,
      conversationStatus: 100,
      to: '+34600000100',
      name: 'Lucía Prueba',
      overallSentiment: 4,
    })
    expect(call.transcript.map(({ role }) => role)).toEqual([2, 3, 2, 3])
    expect(call.collectedInfo[0]).toEqual({ id: 'callResult', name: 'Resultado', value: 'interesado' })
    expect(call.startTime).toBeInstanceOf(Date)
  })

  test('asked for by a request’s id is refused with a code of its own', async () => {
    const { id } = await pearl.makeCall(outboundId, { to: '+34600000100' })
    const error = await failure(pearl.call(asCallId(id)))
    expect(error).toMatchObject({
      kind: 'vendor_refused',
      code: 'pearl.wrong_call_id',
      details: { errors: ['wrong CallId'] },
    })
  })

  test('with a status that nobody documented is read, not thrown at', async () => {
    const made = await pearl.makeCall(outboundId, { to: '+34600000002' })
    time.advance(CALL_MS)
    const { callId } = await pearl.callRequest(made.id)
    expect(await pearl.call(callId!)).toMatchObject({ status: 2, conversationStatus: 20 })
  })
})

describe('searching', () => {
  const day = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-12-31T00:00:00Z') }

  test('pages thin rows; all of them come once each, oldest first', async () => {
    for (let placed = 0; placed < 230; placed++)
      await pearl.makeCall(outboundId, { to: `+34600001${String(placed).padStart(3, '0')}` })
    for (let batch = 0; batch < 12; batch++) time.advance(CALL_MS)
    const page = await pearl.searchCalls(outboundId, day, { skip: 200, limit: 500 })
    expect(page.count).toBe(230)
    expect(page.results).toHaveLength(30)
    expect(page.results[0]).not.toHaveProperty('summary')

    const all: PearlCallRow[] = []
    for await (const row of pearl.everyCall(outboundId, day)) all.push(row)
    expect(all).toHaveLength(230)
    expect(new Set(all.map(({ id }) => id)).size).toBe(230)
    const starts = all.map(({ startTime }) => startTime!.getTime())
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  })

  test('by status and by phone; requests too', async () => {
    for (const to of ['+34600000005', '+34600000007', '+34600000100']) await pearl.makeCall(outboundId, { to })
    time.advance(CALL_MS)
    expect((await pearl.searchCalls(outboundId, { ...day, statuses: [5, 7] })).count).toBe(2)
    expect((await pearl.searchCalls(outboundId, { ...day, search: '+34600000007' })).results).toMatchObject([
      { status: 7, conversationStatus: 150 },
    ])
    const requests = await pearl.callRequests(outboundId, { ...day, newestFirst: true })
    expect(requests.count).toBe(3)
    expect(requests.results.every(({ callId, status }) => callId !== null && status === 10)).toBe(true)
  })
})

describe('leads', () => {
  test('are added, and found by id, external id and phone', async () => {
    const { leadId } = await pearl.addLead(outboundId, {
      phoneNumber: '+34600000100',
      externalId: 'w:l:1',
      timeZoneId: 'Romance Standard Time',
    })
    time.advance(CALL_MS)
    const lead = await pearl.lead(outboundId, leadId)
    expect(lead).toMatchObject({ id: leadId, externalId: 'w:l:1', timeZone: 'Romance Standard Time', status: 100 })
    expect(lead.collectedData.collectedInfos[0]).toMatchObject({ id: 'callResult' })
    expect(await pearl.leadByExternalId(outboundId, 'w:l:1')).toEqual(lead)
    expect(await pearl.leadByPhone(outboundId, '+34600000100')).toEqual(lead)
  })
})

describe('refusals', () => {
  test.each([
    ['the secret alone', { accountId: '' }],
    ['the word from the documentation', { accountId: `AccountId:${sandboxPearl.accountId}` }],
    ['a pair that does not match', { secretKey: 'x'.repeat(32) }],
  ])('%s: unauthorized, with what to look at', async (_what, keys) => {
    const error = await failure(clientWith(keys).account())
    expect(error).toMatchObject({ kind: 'vendor_refused', code: 'pearl.unauthorized', params: { status: 401 } })
    expect(pearlMessages['pearl.unauthorized'].es).toContain('AccountId')
    expect(await asked('/Account')).toBe(1)
  })

  test('white space around pasted keys is forgiven', async () => {
    const pasted = clientWith({ accountId: ` ${sandboxPearl.accountId}\n`, secretKey: `${sandboxPearl.secretKey} ` })
    expect(await pasted.account()).toMatchObject({ status: 1 })
  })

  test.each([
    ['a paused campaign', pausedOutboundId, {}, 'pearl.campaign_inactive'],
    ['an account without credits', outboundId, { account_status: 3 }, 'pearl.no_credits'],
    ['a campaign it does not know', UNKNOWN_ID, {}, 'pearl.refused'],
    ['a campaign it does not know, as 404', UNKNOWN_ID, { unknown_outbound_404: true }, 'pearl.not_found'],
  ])('a call for %s', async (_what, id, settings, code) => {
    await control('settings', { pearl: settings })
    expect(await failure(pearl.makeCall(id, { to: '+34600000100' }))).toMatchObject({ kind: 'vendor_refused', code })
    expect(await asked('/Call')).toBe(1)
  })

  test('an empty phone: the vendor’s words, field by field', async () => {
    const error = await failure(pearl.makeCall(outboundId, { to: '' }))
    expect(error).toMatchObject({ kind: 'vendor_refused', code: 'pearl.refused', params: { status: 400 } })
    expect(error.details?.['errors']).toEqual([expect.stringMatching(/^to: /)])
  })

  test('an unknown request', async () => {
    expect(await failure(pearl.callRequest(asRequestId(UNKNOWN_ID)))).toMatchObject({
      kind: 'vendor_refused',
      code: 'pearl.refused',
    })
  })
})

describe('when it does not answer', () => {
  /** Gives up soon, where an answer never comes; patient enough for a busy machine. */
  const impatient = () =>
    clientWith({ outbound: { ...outbound, send: (request) => outbound.send({ ...request, limits: { tryMs: 500 } }) } })

  test.each([
    ['drop', {}],
    ['timeout', {}],
    ['timeout_after_effect', {}],
    ['status', { status: 500 }],
    ['status', { status: 502 }],
  ])('a call that met %s %j is unknown, and is not asked for twice', async (kind, more) => {
    await fault(kind, '*/Call', { times: 1, ...more })
    const error = await failure(impatient().makeCall(outboundId, { to: '+34600000100' }))
    expect(error).toMatchObject({ kind: 'vendor_unreachable', code: 'vendor.no_answer' })
    expect(await asked('/Call')).toBe(1)
    // Looking is how the caller finds out: once the phone rings there is a call to that number.
    time.advance(CALL_MS)
    const { count } = await pearl.searchCalls(outboundId, {
      from: new Date(0),
      to: new Date('2099-01-01'),
      search: '+34600000100',
    })
    expect(count).toBe(kind === 'timeout_after_effect' ? 1 : 0)
  })

  test('a call that met 503 was not made', async () => {
    await fault('status', '*/Call', { times: 1, status: 503 })
    expect((await failure(pearl.makeCall(outboundId, { to: '+34600000100' }))).kind).toBe('vendor_busy')
  })

  test('a call that met 429 is asked for again', async () => {
    await fault('status', '*/Call', { times: 2, status: 429 })
    expect((await pearl.makeCall(outboundId, { to: '+34600000100' })).queuePosition).toBe(0)
    expect((await control('state?vendor=pearl', undefined, 'GET')).calls).toHaveLength(1)
  })

  test('what only reads is asked again until it answers, a search by POST too', async () => {
    const { id } = await pearl.makeCall(outboundId, { to: '+34600000100' })
    await fault('drop', 'CallRequest', { times: 1 })
    expect(await pearl.callRequest(id)).toMatchObject({ id })
    await fault('status', '/Calls', { times: 1, status: 500 })
    expect((await pearl.searchCalls(outboundId, { from: new Date(0), to: new Date('2099-01-01') })).count).toBe(1)
  })

  test('a lead, which would be dialled twice, is not added again', async () => {
    await fault('timeout_after_effect', '/Lead', { times: 1 })
    expect((await failure(impatient().addLead(outboundId, { phoneNumber: '+34600000100' }))).kind).toBe(
      'vendor_unreachable',
    )
    expect((await control('state?vendor=pearl', undefined, 'GET')).leads).toHaveLength(1)
  })
})

describe('answers that nobody can read', () => {
  test.each([
    ['an empty body', ''],
    ['a page of a proxy', '<html>Bad gateway</html>'],
    ['an object without the id', '{"from":"+34910000001"}'],
    ['half of one', '{"id":"7a00'],
  ])('%s: vendor_changed, not a call without an id', async (_what, body) => {
    const proxy = createServer((_request, response) => response.end(body))
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    try {
      const behind = clientWith({ baseUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/v1/` })
      const error = await failure(behind.makeCall(outboundId, { to: '+34600000100' }))
      expect(error).toMatchObject({ kind: 'vendor_changed', code: 'vendor.unreadable' })
      expect(error.message).not.toContain('910000001')
    } finally {
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    }
  })
})

test('every code has its sentence in three languages, and each says what to do', () => {
  for (const sentences of Object.values(pearlMessages)) {
    expect(Object.keys(sentences).sort()).toEqual(['ca', 'en', 'es'])
    for (const sentence of Object.values(sentences)) expect(sentence).not.toContain('!')
  }
})

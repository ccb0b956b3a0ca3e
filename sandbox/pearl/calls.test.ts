import { describe, expect, test } from 'vitest'
import { CALL_MS, simulatedPearl } from '../../test/support/simulated-pearl.ts'
import { sandboxPearl } from '../server.ts'

const { outboundId } = sandboxPearl
const pearl = simulatedPearl()
const { ask, control, call, callRequest, state } = pearl

describe('a call’s life', () => {
  test('a request first, 1 in queue; at the pick-up 2 and a call’s id; at the end 10', async () => {
    const { id, ...made } = (await call('+34600000111')).json
    expect(made).toEqual({ from: '+34910000001', to: '+34600000111', queuePosition: 0 })
    expect(await callRequest(id)).toMatchObject({ id, status: 1, outboundId, callId: null, errors: null })

    pearl.time.advance(CALL_MS / 2)
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

    pearl.time.advance(CALL_MS / 2)
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
    pearl.time.advance(CALL_MS - 1)
    expect(await callRequest(id)).toMatchObject({ status: 1, callId: null })
    pearl.time.advance(1)
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
    pearl.time.advance(CALL_MS)
    expect((await state()).campaigns[0]).toMatchObject({ ongoing: 2, queued: 0 })
    pearl.time.advance(CALL_MS)
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
    pearl.time.advance(CALL_MS * 5)
    expect((await state()).campaigns[0]).toMatchObject({ ongoing: 0, queued: 1 })
    await ask('POST', `/pearl/v1/Outbound/${outboundId}/Active`, { isActive: true })
    pearl.time.advance(CALL_MS)
    expect((await state()).in_flight).toBe(0)
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
    pearl.time.advance(CALL_MS)
    expect((await state()).calls[0]).toMatchObject({ status, conversation_status: conversationStatus })
  })

  test('a blacklisted number’s request says so', async () => {
    const { id } = (await call('+34600000220')).json
    pearl.time.advance(CALL_MS)
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
      pearl.time.advance(CALL_MS)
    }
    expect((await state()).calls.map((one: any) => one.status)).toEqual([5, 4, 7])
    const [second] = await pearl.hooks.wait(1, ({ json }) => json.status === 4)
    expect(second!.json.collectedInfo).toEqual([
      { id: 'horaRellamada', name: 'horaRellamada', value: '2026-12-01 10:00' },
      { id: 'conPack', name: 'conPack', value: true },
    ])
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
      pearl.time.advance(CALL_MS)
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
    pearl.time.advance(CALL_MS)
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

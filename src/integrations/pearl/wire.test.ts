import { describe, expect, test } from 'vitest'
import {
  ACTIVITY_STATUS,
  CALL_STATUS,
  CONVERSATION_STATUS,
  callPage,
  callRequestView,
  callView,
  codeOf,
  ENDED_CALL_STATUSES,
  LEAD_STATUS,
  leadView,
  UNREAD_NAME,
} from './wire.ts'

describe('enums', () => {
  test('are the vendor’s numbers', () => {
    expect(CALL_STATUS).toEqual({
      Queued: 2,
      InProgress: 3,
      Completed: 4,
      Busy: 5,
      Failed: 6,
      NoAnswer: 7,
      Canceled: 8,
    })
    expect(Object.values(CONVERSATION_STATUS)).toEqual([10, 20, 40, 70, 100, 110, 130, 150, 220, 300, 500])
    expect(LEAD_STATUS).toMatchObject({ New: 1, WrongCountryCode: 30, Success: 100 })
    expect([...ENDED_CALL_STATUSES]).toEqual([4, 5, 6, 7, 8])
  })

  test.each([
    [CALL_STATUS, 4, 4],
    [CALL_STATUS, '4', 4],
    [CALL_STATUS, 'Completed', 4],
    [CALL_STATUS, 'noAnswer', 7],
    [CALL_STATUS, 'NO_ANSWER', 7],
    [CALL_STATUS, 'Cancelled', 8],
    [CONVERSATION_STATUS, 'NotSuccessfull', 110],
    [CONVERSATION_STATUS, 'NotSuccessful', 110],
    [LEAD_STATUS, 'Complete', 130],
    [LEAD_STATUS, 'Voicemail', 70],
    [ACTIVITY_STATUS, 'running', 1],
    // Unknown: the number stays, the name is marked, nothing throws.
    [CALL_STATUS, 77, 77],
    [CALL_STATUS, 'Teleported', UNREAD_NAME],
    [CALL_STATUS, null, null],
    [CALL_STATUS, undefined, null],
    [CALL_STATUS, '', null],
    [CALL_STATUS, {}, null],
  ])('%# reads %s', (codes, value, expected) => {
    expect(codeOf(codes, value)).toBe(expected)
  })
})

describe('a call', () => {
  test('with nothing but its id is still a call: everything else may be missing or null', () => {
    const bare = {
      status: null,
      conversationStatus: null,
      startTime: null,
      transcript: [],
      collectedInfo: [],
      tags: [],
      recording: null,
      summary: null,
      duration: null,
    }
    expect(callView.parse({ id: '7a00000000000000000000c1' })).toMatchObject(bare)
    const nulls = Object.fromEntries(Object.keys(bare).map((key) => [key, null]))
    expect(callView.parse({ id: '7a00000000000000000000c1', ...nulls })).toMatchObject(bare)
  })

  test.each([{}, { id: '' }, { id: null }, [], 'text', null])('%j is none', (value) => {
    expect(callView.safeParse(value).success).toBe(false)
  })

  test('in PascalCase reads the same, its variables’ own names untouched', () => {
    const camel = callView.parse({
      id: 'c1',
      status: 4,
      collectedInfo: [{ id: 'Datos', name: 'Datos', value: { Nombre: 'Lucía' } }],
      transcript: [{ role: 2, content: 'Hola', startTime: 0, endTime: 1.5 }],
    })
    const pascal = callView.parse({
      Id: 'c1',
      Status: 'Completed',
      CollectedInfo: [{ Id: 'Datos', Name: 'Datos', Value: { Nombre: 'Lucía' } }],
      Transcript: [{ Role: 2, Content: 'Hola', StartTime: 0, EndTime: 1.5 }],
    })
    expect(pascal).toEqual(camel)
    expect(camel.collectedInfo).toEqual([{ id: 'Datos', name: 'Datos', value: { Nombre: 'Lucía' } }])
  })

  test.each([
    ['2026-03-02T09:15:04Z', '2026-03-02T09:15:04.000Z'],
    ['2026-03-02T09:15:04.1234567Z', '2026-03-02T09:15:04.123Z'],
    ['2026-03-02T09:15:04', '2026-03-02T09:15:04.000Z'],
    ['2026-03-02T10:15:04+01:00', '2026-03-02T09:15:04.000Z'],
    ['0001-01-01T00:00:00', null],
    ['soon', null],
    [1772442904, null],
  ])('started at %s', (sent, expected) => {
    expect(callView.parse({ id: 'c1', startTime: sent }).startTime?.toISOString() ?? null).toBe(expected)
  })
})

test('a lead’s collected data has a name of its own, and may be missing', () => {
  const lead = leadView.parse({
    id: 'l1',
    phoneNumber: '+34600000111',
    collectedData: { transcript: null, collectedInfos: [{ id: 'buzon', value: true }] },
    callData: { firstName: 'Lucía' },
  })
  expect(lead.collectedData.collectedInfos).toEqual([{ id: 'buzon', name: null, value: true }])
  expect(lead.callData).toEqual({ firstName: 'Lucía' })
  expect(leadView.parse({ id: 'l1' }).collectedData).toEqual({ transcript: [], collectedInfos: [] })
})

test('a call request without a call yet has a null, never an empty text', () => {
  expect(callRequestView.parse({ id: 'e1', status: 1, callId: null }).callId).toBeNull()
  expect(callRequestView.parse({ id: 'e1', status: 1, callId: '' }).callId).toBeNull()
  expect(callRequestView.parse({ id: 'e1', status: 10, errors: null, callId: 'c1' })).toMatchObject({
    callId: 'c1',
    errors: [],
  })
})

test('a page without its count is no page: an empty list must never pass for "no calls"', () => {
  expect(callPage.safeParse({ results: [] }).success).toBe(false)
  expect(callPage.safeParse({ count: 0, results: [] }).success).toBe(true)
})

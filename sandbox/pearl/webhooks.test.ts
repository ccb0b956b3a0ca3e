import { describe, expect, test } from 'vitest'
import { CALL_MS, PEARL_ID, simulatedPearl } from '../../test/support/simulated-pearl.ts'
import { sandboxPearl } from '../server.ts'

const { outboundId } = sandboxPearl
const pearl = simulatedPearl()
const { control, call, state, journal } = pearl

describe('webhooks', () => {
  const statuses = () => pearl.hooks.received.map(({ json }) => json.status)

  test('two per call, the first one bare, both with the same call’s id and no lead', async () => {
    await call('+34600000100')
    await pearl.hooks.wait(1)
    pearl.time.advance(CALL_MS)
    const [start, end] = await pearl.hooks.wait(2)
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
    pearl.time.advance(CALL_MS)
    const [, end] = await pearl.hooks.wait(2)
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
    pearl.time.advance(CALL_MS)
    await pearl.hooks.wait(2)
    pearl.time.advance(CALL_MS)
    const [, first, full] = await pearl.hooks.wait(3)
    expect(first!.json).toMatchObject({ status: 4, summary: '', recording: null })
    expect(full!.json.summary).not.toBe('')
  })

  test('the credential goes along where one is set', async () => {
    await control('settings', { pearl: { webhook_credential: 'abc' } })
    await call('+34600000100')
    expect((await pearl.hooks.wait(1))[0]!.headers['authorization']).toBe('Bearer abc')
  })

  test('doubled, lost, late, and in the wrong order', async () => {
    await control('faults', [{ vendor: 'pearl', kind: 'duplicate_webhook', match: { path: 'call.end' }, times: 1 }])
    await call('+34600000005')
    await pearl.hooks.wait(1)
    pearl.time.advance(CALL_MS)
    await pearl.hooks.wait(3)
    expect(statuses()).toEqual([3, 5, 5])

    await control('faults', [{ vendor: 'pearl', kind: 'lose_webhook', match: { path: 'call.end' }, times: 1 }])
    await call('+34600000006')
    await pearl.hooks.wait(4)
    pearl.time.advance(CALL_MS)
    await pearl.sandbox.idle()
    expect(statuses()).toEqual([3, 5, 5, 3])
    expect((await journal()).filter((entry) => entry['fault'] === 'lose_webhook')).toMatchObject([
      { status: null, request: { status: 6 } },
    ])

    await control('faults', [{ vendor: 'pearl', kind: 'reorder_webhook', match: { path: 'call.start' }, times: 1 }])
    await call('+34600000007')
    pearl.time.advance(CALL_MS)
    await pearl.hooks.wait(6)
    expect(statuses().slice(4)).toEqual([7, 3])

    await control('faults', [
      { vendor: 'pearl', kind: 'delay_webhook', delay_ms: 120_000, match: { path: 'call.end' }, times: 1 },
    ])
    await call('+34600000008')
    pearl.time.advance(CALL_MS)
    await pearl.hooks.wait(7)
    await pearl.sandbox.idle()
    expect(pearl.hooks.received).toHaveLength(7)
    pearl.time.advance(120_000)
    await pearl.hooks.wait(8)
    expect(statuses().slice(6)).toEqual([3, 8])
  })

  test('one held back with nothing to come after it goes in the end all the same', async () => {
    await control('faults', [{ vendor: 'pearl', kind: 'reorder_webhook', match: { path: 'call.end' } }])
    await call('+34600000005')
    await pearl.hooks.wait(1)
    pearl.time.advance(CALL_MS)
    pearl.time.advance(CALL_MS * 3)
    await pearl.hooks.wait(2)
    expect(statuses()).toEqual([3, 5])
  })

  test('a listener that is away loses them, unless retries are on; the calls go on regardless', async () => {
    pearl.hooks.answerWith(503)
    await call('+34600000005')
    await pearl.hooks.wait(1)
    pearl.time.advance(CALL_MS)
    await pearl.hooks.wait(2)
    await pearl.sandbox.idle()
    pearl.time.advance(60_000)
    expect(pearl.hooks.received).toHaveLength(2)

    await control('settings', { pearl: { webhook_retries: 2 }, hooks: { pearl: 'http://127.0.0.1:1/gone' } })
    await call('+34600000006')
    await pearl.sandbox.idle()
    pearl.hooks.answerWith(200)
    await control('settings', { hooks: { pearl: pearl.hooks.url } })
    pearl.time.advance(CALL_MS)
    await pearl.hooks.wait(4)
    expect((await state()).calls.map((one: any) => one.status)).toEqual([5, 6])
    const failed = (await journal()).filter((entry) => entry['path'] === '/gone')
    expect(failed).toMatchObject([{ direction: 'out', status: null, request: { status: 3 } }])
  })
})

/** The whole of calling against the simulated vendor, over HTTP, with workers in several pools: what the journal shows. */
import { describe, expect, test } from 'vitest'
import { sandboxPearl } from '../../../../sandbox/server.ts'
import { callRows, makeLeads, testPhone } from '../../../../test/support/call-leads.ts'
import { callsAtSandbox } from '../../../../test/support/calls-at-sandbox.ts'
import { mostInFlight } from '../../../../test/support/calls-in-flight.ts'
import { reconcileCalls } from '../reconcile-calls.ts'
import { runStatus } from '../run-status.ts'
import { startRun } from '../start-run.ts'
import { stopRun } from '../stop-run.ts'
import { pearlDialer } from './pearl.dialer.ts'

const at = callsAtSandbox()
const OUTBOUND = sandboxPearl.outboundId
const people = (from: number, count: number) =>
  makeLeads(
    at.scope,
    Array.from({ length: count }, (_, index) => testPhone(from + index)),
  )
const onMakeCall = { method: 'POST', path: '*/Call' }
/** How the sandbox's calls to this number end, each lasting so long. */
const script = (phone: string, call_ms: number, status = 4, conversationStatus = 130) =>
  at.control('POST', '/script', [{ vendor: 'pearl', phone, outcomes: [{ status, conversationStatus, call_ms }] }])

describe('against the simulated vendor', () => {
  test('forty people, three workers, cap four: never more in flight, everybody called, everything settled', async () => {
    const leads = await people(10_300, 40)
    await at.control('POST', '/faults', [
      { vendor: 'pearl', kind: 'duplicate_webhook', every: 2 },
      { vendor: 'pearl', kind: 'reorder_webhook', every: 5 },
    ])
    await at.work(3)
    await startRun(at.scope, { maxConcurrent: 4 }, at.dialerFor)
    await at.until('the run to finish', async () => (await at.runState()) === 'finished')

    const numbers = (await at.dials()).map((line) => line.request.to)
    expect(new Set(numbers)).toEqual(new Set(leads.map((lead) => lead.phone)))
    expect(mostInFlight(await at.journal())).toBeLessThanOrEqual(4)
    expect(mostInFlight(await at.journal())).toBe(4)
    for (const call of await callRows(at.scope)) expect(call).toMatchObject({ state: 'settled', unresolved: false })
    expect((await runStatus(at.scope)).figures.total).toBe(numbers.length)
  }, 60_000)

  test('STOP in the middle: the journal shows not one new call after its answer', async () => {
    await people(11_000, 60)
    await at.control('POST', '/faults', [{ vendor: 'pearl', kind: 'delay', delay_ms: 80, every: 1, match: onMakeCall }])
    await at.work(3)
    await startRun(at.scope, { maxConcurrent: 6 }, at.dialerFor)
    await at.until('the run to be under way', async () => (await at.dials()).length >= 10)
    await stopRun(at.scope)
    const answered = (await at.dials()).length
    expect(answered).toBeLessThan(60)
    await at.until('what was in flight to end', async () => (await at.runState()) === 'stopped')
    expect((await at.dials()).length).toBe(answered)
  }, 60_000)

  test('calls whose webhooks were all lost are looked up', async () => {
    await makeLeads(at.scope, [testPhone(10_100), testPhone(10_005)])
    await at.control('POST', '/faults', [{ vendor: 'pearl', kind: 'lose_webhook', every: 1 }])
    await at.work(1)
    await startRun(at.scope, {}, at.dialerFor)
    await at.until('both to be over at the vendor', async () => {
      const ends = (await at.journal()).filter((line) => line.direction === 'out' && line.request.status >= 4)
      return ends.length === 2
    })
    await at.until('both answers to be written', async () =>
      (await callRows(at.scope)).every((call) => call['state'] === 'requested'),
    )
    await reconcileCalls(at.later(31_000), at.dialerFor)
    const calls = await callRows(at.scope)
    expect(calls.map((call) => call['disposition']).sort()).toEqual(['busy', 'success'])
    expect(calls.find((call) => call['disposition'] === 'success')).toMatchObject({ result_state: expect.anything() })
  }, 60_000)

  test('says what the account and the campaigns are', async () => {
    const { account, campaign } = await at.dialer.readiness(OUTBOUND)
    expect(account.state).toBe('ok')
    expect(campaign).toMatchObject({ id: OUTBOUND, state: 'running' })
    expect((await at.dialer.campaigns()).map((one) => one.id)).toContain(OUTBOUND)
    await expect(at.dialer.readiness('7a00000000000000000000ff')).rejects.toMatchObject({
      code: 'calls.outbound_unknown',
    })
    await at.control('POST', '/settings', { pearl: { account_status: 3 } })
    expect((await at.dialer.readiness(OUTBOUND)).account.state).toBe('no_credits')
    expect(await at.dialer.dial(OUTBOUND, { phone: testPhone(10_300), knows: {} })).toMatchObject({ outcome: 'closed' })
  })

  test('a number that it will not dial is refused, the campaign is not to blame', async () => {
    expect(await at.dialer.dial(OUTBOUND, { phone: '', knows: {} })).toMatchObject({ outcome: 'refused' })
  })
})

describe('webhooks that name the campaign by the id of v2', () => {
  test('show a call that nobody has picked up yet as under way', async () => {
    const [lead] = await makeLeads(at.scope, [testPhone(10_300)])
    await script(lead!.phone, 20_000, 7, 150)
    await at.work(1)
    await startRun(at.scope, {}, at.dialerFor)
    await at.until('the start to be heard', async () => (await callRows(at.scope))[0]?.['state'] === 'on_call')
    const [start] = (await at.journal()).filter((line) => line.direction === 'out')
    expect(start.request.pearlId).not.toBe(OUTBOUND)
  }, 60_000)
})

describe('an answer that is lost after the vendor has taken the call', () => {
  const loseAnswer = () =>
    at.control('POST', '/faults', [{ vendor: 'pearl', kind: 'timeout_after_effect', times: 1, match: onMakeCall }])
  const attempt = async () => (await callRows(at.scope))[0]!

  test('is made good by its webhooks alone', async () => {
    await makeLeads(at.scope, [testPhone(10_005)])
    await loseAnswer()
    at.hurry(1_000)
    await at.work(1)
    await startRun(at.scope, {}, at.dialerFor)
    await at.until('its end to be heard', async () => (await attempt())?.['disposition'] === 'busy')
    expect(await attempt()).toMatchObject({ request_id: null })
  }, 60_000)

  test('is found among the vendor’s calls where the webhooks are lost too', async () => {
    const [lead] = await makeLeads(at.scope, [testPhone(10_300)])
    await script(lead!.phone, 20_000)
    await loseAnswer()
    await at.control('POST', '/faults', [{ vendor: 'pearl', kind: 'lose_webhook', every: 1 }])
    at.hurry(1_000)
    await at.work(1)
    await startRun(at.scope, {}, at.dialerFor)
    await at.until('the answer to be given up', async () => (await attempt())?.['state'] === 'unknown')
    await reconcileCalls(at.later(31_000), at.dialerFor)
    expect(await attempt()).toMatchObject({ state: 'on_call' })
    expect(await at.dials()).toHaveLength(1)
  }, 60_000)

  test('makes no second call while the first waits in the vendor’s queue, where no search of calls shows it', async () => {
    const [busy, lost] = [testPhone(10_301), testPhone(10_302)]
    await at.control('POST', '/settings', { pearl: { total_agents: 1 } })
    await script(busy, 20_000)
    await at.dialer.dial(OUTBOUND, { phone: busy, knows: {} })
    await makeLeads(at.scope, [lost])
    await loseAnswer()
    at.hurry(1_000)
    await at.work(1)
    await startRun(at.scope, {}, at.dialerFor)
    await at.until('the answer to be given up', async () => (await attempt())?.['state'] === 'unknown')
    for (const seconds of [31, 120, 300, 900]) await reconcileCalls(at.later(seconds * 1000), at.dialerFor)
    expect(await attempt()).toMatchObject({ state: 'unknown' })
    expect((await at.dials()).map((line) => line.request.to)).toEqual([busy, lost])

    // An agent more: the vendor dials it, and it is the one that was lost.
    await at.control('POST', '/settings', { pearl: { total_agents: 2 } })
    await at.until('its end to be heard', async () => (await attempt())?.['disposition'] === 'talked')
    expect((await at.dials()).map((line) => line.request.to)).toEqual([busy, lost])
  }, 60_000)
})

test('calls are found whichever way the vendor writes a number', async () => {
  const phone = '+34600010303'
  const ways = [phone, '34600010303', '0034600010303', '600010303', '+34 600 01 03 03', '+34600010304', '', null]
  const results = ways.map((to, index) => ({ id: `call-${index}`, to }))
  const text = JSON.stringify({ count: results.length, results })
  const outbound = { send: async () => ({ status: 200, headers: {}, text }), close: async () => undefined }
  const dialer = pearlDialer({ baseUrl: at.sandbox.url, accountId: 'a', secretKey: 's', outbound: outbound as never })
  const found = await dialer.findCalls(OUTBOUND, { phone, from: new Date(), to: new Date() })
  expect(found.map((call) => call.callId)).toEqual(['call-0', 'call-1', 'call-2', 'call-3', 'call-4'])
})

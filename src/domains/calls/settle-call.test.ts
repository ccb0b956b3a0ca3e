import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  ALWAYS_ALLOWED,
  callRows,
  leadRow,
  makeLeads,
  type TestLead,
  testPhone,
  timelineKinds,
} from '../../../test/support/call-leads.ts'
import type { TestClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { type FakeDialer, fakeDialer } from '../../../test/support/fake-dialer.ts'
import { AppError } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { readDelivery, receiveDelivery } from '../intake/index.ts'
import { type ResultPorts, resetCalls } from '../leads/index.ts'
import { applyResult } from './apply-result.ts'
import type { CallFacts } from './call.ts'
import { dialTick } from './dial-tick.ts'
import { hearEvent } from './hear-event.ts'
import { placeCall } from './place-call.ts'
import { HEAR_JOB } from './receive-event.ts'
import { runStatus } from './run-status.ts'
import { startRun } from './start-run.ts'
import { stopRun } from './stop-run.ts'

let scope: Scope
let dialer: FakeDialer
const dialerFor = async () => dialer
const clock = () => scope.clock as TestClock

beforeEach(async () => {
  scope = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
  dialer = fakeDialer()
})

/** Dials whoever is due; the attempts that were placed, oldest first. */
async function dial(): Promise<string[]> {
  await dialTick(scope)
  const claimed = (await callRows(scope)).filter((call) => call['state'] === 'claimed').map((call) => call['id'])
  for (const attempt of claimed) await placeCall(scope, attempt, dialerFor)
  return claimed
}

async function calling(count = 1): Promise<TestLead[]> {
  const leads = await makeLeads(
    scope,
    Array.from({ length: count }, (_, index) => testPhone(10_000 + index)),
  )
  await startRun(scope, {}, dialerFor)
  await dial()
  return leads
}

/** A webhook, through the door of intake as it would come: it names the campaign, but by an id that no call is made with. */
async function hook(phone: string, callId: string, facts: Partial<CallFacts>, outboundId = 'pearl-1') {
  const body = JSON.stringify({ kind: 'call', callId, outboundId, phone, facts })
  const { deliveryId, duplicate } = await receiveDelivery(scope, { source: 'pearl', headers: {}, body }, HEAR_JOB)
  if (!duplicate) await hearEvent(scope, deliveryId, dialerFor)
  return deliveryId
}
const delivery = (id: string) => inWorkspace(scope, (tx) => readDelivery(tx, id))

const START = { status: 3, conversationStatus: 40 }
const DONE = { status: 4, conversationStatus: 100, durationS: 80, summary: 'Acepta.' }

describe('webhooks', () => {
  test('start and end move the call on, and the lead with it', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', START)
    expect((await callRows(scope))[0]).toMatchObject({ state: 'on_call', call_id: 'c1', request_id: 'request-1' })
    await hook(lead!.phone, 'c1', DONE)
    expect((await callRows(scope))[0]).toMatchObject({
      state: 'settled',
      call_status: 'completed',
      disposition: 'success',
      duration_s: 80,
    })
    expect(await leadRow(scope, lead!.leadId)).toMatchObject({ call_status: 'completed', next_call_at: null })
    expect(await timelineKinds(scope, lead!.contactId)).toEqual(['call.placed', 'call.ended'])
  })

  test('in any order, and doubled, they tell the same story once', async () => {
    const richer = { ...DONE, recordingUrl: 'https://rec.invalid/c1.mp3', tags: ['cita'] }
    const events = [START, { ...DONE, summary: null }, DONE, richer]
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: 4, maxLength: 4 }),
        fc.array(fc.constantFrom(...events), { maxLength: 3 }),
        async (order, again) => {
          scope = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
          dialer = fakeDialer()
          const [lead] = await calling()
          for (const facts of [...order, ...again]) await hook(lead!.phone, 'c1', facts)
          expect(await callRows(scope)).toHaveLength(1)
          expect((await callRows(scope))[0]).toMatchObject({
            state: 'settled',
            disposition: 'success',
            summary: 'Acepta.',
            recording_url: 'https://rec.invalid/c1.mp3',
            duration_s: 80,
          })
          expect(await timelineKinds(scope, lead!.contactId)).toEqual(['call.placed', 'call.ended'])
        },
      ),
      { numRuns: 15 },
    )
  })

  test('all at once, from many processes, settle a call once', async () => {
    const [lead] = await calling()
    await Promise.all(
      [START, DONE, { ...DONE, durationS: 81 }, { ...DONE, durationS: 82 }].map((facts) =>
        hook(lead!.phone, 'c1', facts),
      ),
    )
    expect((await callRows(scope))[0]).toMatchObject({ state: 'settled', duration_s: 82 })
    expect(await timelineKinds(scope, lead!.contactId)).toEqual(['call.placed', 'call.ended'])
  })

  test('may overtake Make Call’s own answer', async () => {
    const [lead] = await makeLeads(scope, [testPhone(10_000)])
    await startRun(scope, {}, dialerFor)
    await dialTick(scope)
    const [attempt] = await callRows(scope)
    dialer.gate.hold()
    const placing = placeCall(scope, attempt!['id'], dialerFor)
    while (dialer.gate.waiting() === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    await hook(lead!.phone, 'c1', DONE)
    dialer.gate.release()
    await placing
    expect((await callRows(scope))[0]).toMatchObject({
      state: 'settled',
      disposition: 'success',
      request_id: 'request-1',
    })
    expect(await timelineKinds(scope, lead!.contactId)).toEqual(['call.placed', 'call.ended'])
  })

  test('of a call that is not ours change nothing', async () => {
    const [other] = await makeLeads(scope, [testPhone(20_000)])
    await startRun(scope, { outboundId: 'outbound-2', choice: { leadIds: [other!.leadId] } }, dialerFor)
    await stopRun(scope)
    const [lead] = await makeLeads(scope, [testPhone(10_000)])
    await startRun(scope, { choice: { leadIds: [lead!.leadId] } }, dialerFor)
    await dial()
    expect(await delivery(await hook('+34699999999', 'c9', DONE))).toMatchObject({
      state: 'ignored',
      error: 'calls.event_not_ours',
    })
    // The same person, in another campaign, or long before we asked.
    await hook(lead!.phone, 'c8', DONE, 'outbound-2')
    await hook(lead!.phone, 'c7', { ...DONE, startedAt: new Date('2026-11-24T08:00:00Z') })
    // Or in a campaign that we do not know, while the vendor lists a call of ours.
    dialer.found = [{ callId: 'c1', startedAt: scope.clock.now() }]
    await hook(lead!.phone, 'c5', DONE)
    dialer.found = []
    // Or the vendor says that our request became another call.
    dialer.requests.set('request-1', { status: 2, callId: 'c1', errors: [] })
    await hook(lead!.phone, 'c6', DONE)
    const mine = async () => (await callRows(scope, lead!.leadId))[0]
    expect(await mine()).toMatchObject({ state: 'requested', call_id: null })
    await hook(lead!.phone, 'c1', DONE)
    expect(await mine()).toMatchObject({ state: 'settled', call_id: 'c1' })
  })

  test('are heard while the vendor answers nothing else', async () => {
    const [lead] = await calling()
    dialer.requests.clear()
    dialer.findCalls = async () => {
      throw new AppError('vendor_unreachable', 'vendor.away')
    }
    await hook(lead!.phone, 'c1', START)
    expect((await callRows(scope))[0]).toMatchObject({ state: 'on_call', call_id: 'c1' })
  })

  test('of a call that was given up on revive it only where the vendor lists it as ours', async () => {
    const [lead] = await makeLeads(scope, [testPhone(10_000)])
    await startRun(scope, {}, dialerFor)
    dialer.replies = [{ outcome: 'not_sent', code: 'vendor.away' }]
    await dial()
    await hook(lead!.phone, 'c1', DONE)
    expect((await callRows(scope))[0]).toMatchObject({ disposition: 'not_placed', call_id: null })
    dialer.found = [{ callId: 'c2', startedAt: scope.clock.now() }]
    await hook(lead!.phone, 'c2', DONE)
    expect((await callRows(scope))[0]).toMatchObject({ disposition: 'success', call_id: 'c2' })
  })

  test('that nobody can read are kept, marked, and become work for a person', async () => {
    dialer.readEvent = () => {
      throw new Error('unreadable')
    }
    const { deliveryId } = await receiveDelivery(scope, { source: 'pearl', headers: {}, body: 'no' }, HEAR_JOB)
    await expect(hearEvent(scope, deliveryId, dialerFor)).rejects.toThrow()
    expect((await delivery(deliveryId))?.state).toBe('failed')
  })

  test('a first end without a verdict is kept for review until the verdict comes', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', { status: 4 })
    expect((await callRows(scope))[0]).toMatchObject({
      call_status: 'error',
      disposition: 'unknown',
      needs_review: true,
    })
    await hook(lead!.phone, 'c1', DONE)
    expect((await callRows(scope))[0]).toMatchObject({ call_status: 'completed', needs_review: false })
    expect((await leadRow(scope, lead!.leadId))['call_status']).toBe('completed')
  })
})

describe('without contact', () => {
  test('a lead is tried again after the wait, three times in all, then closed', async () => {
    const [lead] = await calling()
    for (const call of ['c1', 'c2']) {
      await hook(lead!.phone, call, { status: 5 })
      expect(await leadRow(scope, lead!.leadId)).toMatchObject({
        call_status: 'busy',
        next_call_at: new Date(scope.clock.now().getTime() + 30_000),
      })
      expect(await dial()).toEqual([])
      clock().advance(30_000)
      expect(await dial()).toHaveLength(1)
    }
    await hook(lead!.phone, 'c3', { status: 7 })
    expect(await leadRow(scope, lead!.leadId)).toMatchObject({
      status: 'closed',
      closure_reason: 'max_attempts',
      call_status: 'no_answer',
      next_call_at: null,
    })
  })

  test('two failures are a wrong number', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', { status: 6 })
    clock().advance(30_000)
    await dial()
    await hook(lead!.phone, 'c2', { status: 6 })
    expect((await leadRow(scope, lead!.leadId))['closure_reason']).toBe('wrong_number')
  })

  test('a reset begins the count again; the attempts stay on record', async () => {
    scope = await makeWorkspace(await testDatabase(), {
      settings: { ...ALWAYS_ALLOWED, calls: { retryLimit: 2 } },
    })
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', { status: 5 })
    await stopRun(scope)
    clock().advance(1000)
    await inWorkspace(scope, (tx) => resetCalls(tx, scope, { leadIds: [lead!.leadId] }))
    expect((await leadRow(scope, lead!.leadId))['call_status']).toBe('no_selected')
    clock().advance(1000)
    await startRun(scope, { choice: { leadIds: [lead!.leadId] } }, dialerFor)
    await dial()
    await hook(lead!.phone, 'c2', { status: 5 })
    expect(await leadRow(scope, lead!.leadId)).toMatchObject({ status: 'open', call_status: 'busy' })
    expect(await callRows(scope)).toHaveLength(2)
  })
})

describe('what the agent collected', () => {
  const booked: unknown[] = []
  const results: ResultPorts = {
    appointments: {
      async recordExternalAppointment(_tx, _scope, time) {
        booked.push(time)
        return { outcome: 'booked' }
      },
      cancelExternalAppointment: async () => false,
    },
  }
  const collected = (values: Record<string, unknown>) => ({
    ...DONE,
    collectedInfo: Object.entries(values).map(([id, value]) => ({ id, name: null, value })),
  })
  const settleAll = async () => {
    for (const call of await callRows(scope)) await applyResult(scope, call['id'], results)
  }

  test('becomes the lead’s result: an appointment', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', collected({ nuevaCita: '2026-12-01 10:00', conPack: 'true' }))
    await settleAll()
    expect(booked.at(-1)).toMatchObject({ leadId: lead!.leadId, start: new Date('2026-12-01T09:00:00Z') })
    expect((await callRows(scope))[0]).toMatchObject({ result_state: 'applied' })
    expect(await leadRow(scope, lead!.leadId)).toMatchObject({ status_level_1: 'Cita Agendada' })
  })

  test('a refusal without a code closes the lead', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', collected({ noInteresado: true }))
    await settleAll()
    expect((await callRows(scope))[0]).toMatchObject({ result_state: 'applied' })
    expect(await leadRow(scope, lead!.leadId)).toMatchObject({
      status_level_1: 'No Interesado',
      status_level_2: null,
      result_code: 'not_interested',
      status: 'closed',
    })
  })

  test('a callback is made at its time, by the run that waits for it', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', collected({ horaRellamada: '2026-11-24 12:00' }))
    // The result is still on its way: the run does not end before it is there.
    await dialTick(scope)
    await settleAll()
    expect((await leadRow(scope, lead!.leadId))['next_call_at']).toEqual(new Date('2026-11-24T11:00:00Z'))
    expect(await dial()).toEqual([])
    expect((await runStatus(scope)).run?.state).toBe('running')
    clock().set('2026-11-24T12:00:00+01:00')
    expect(await dial()).toHaveLength(1)
    await hook(lead!.phone, 'c2', DONE)
    await dialTick(scope)
    expect((await runStatus(scope)).run?.state).toBe('finished')
  })

  test('a callback that falls due with no run on is made by a small run of its own', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', DONE)
    await dialTick(scope)
    expect((await runStatus(scope)).run?.state).toBe('finished')
    await askedBack(lead!)
    expect(await dial()).toEqual([])
    clock().set('2026-11-24T12:00:00+01:00')
    expect(await dial()).toHaveLength(1)
    expect((await runStatus(scope)).run).toMatchObject({ state: 'running', origin: 'callback', selected: 1 })
    await hook(lead!.phone, 'c2', DONE)
    await dialTick(scope)
    expect((await runStatus(scope)).run?.state).toBe('finished')
  })

  test('unless STOP was the last word; the next START takes it up', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', DONE)
    await dialTick(scope)
    await stopRun(scope)
    await askedBack(lead!)
    clock().set('2026-11-24T12:00:00+01:00')
    expect(await dial()).toEqual([])
    const [other] = await makeLeads(scope, [testPhone(20_000)])
    await startRun(scope, { choice: { leadIds: [other!.leadId] } }, dialerFor)
    expect(await dial()).toHaveLength(2)
  })

  test('STOP counts as the last word also before there ever was a run, until a START', async () => {
    scope = await makeWorkspace(await testDatabase(), {
      settings: { ...ALWAYS_ALLOWED, calls: { outboundId: 'outbound-1' } },
    })
    const [lead, other] = await makeLeads(scope, [testPhone(10_000), testPhone(20_000)])
    await askedBack(lead!)
    expect(await stopRun(scope)).toEqual({ runId: null, inFlight: 0 })
    clock().set('2026-11-24T12:00:00+01:00')
    expect(await dial()).toEqual([])
    expect(await stopRun(scope)).toEqual({ runId: null, inFlight: 0 })
    await startRun(scope, { choice: { leadIds: [other!.leadId] } }, dialerFor)
    expect(await dial()).toHaveLength(2)
  })

  test('that no result can be is refused in sight of a person, and the call stands', async () => {
    const [lead] = await calling()
    await hook(lead!.phone, 'c1', collected({ nuevaCita: 'pasado mañana' }))
    await settleAll()
    expect((await callRows(scope))[0]).toMatchObject({
      result_state: 'refused',
      error_code: 'result.invalid',
      needs_review: true,
      call_status: 'completed',
    })
    expect(await timelineKinds(scope, lead!.contactId)).toContain('call.result_refused')
  })

  async function askedBack(lead: TestLead): Promise<void> {
    const { recordResult } = await import('../leads/index.ts')
    await recordResult(scope, { telefono: lead.phone, horaRellamada: '2026-11-24 12:00' }, results)
  }
})

import { setTimeout as sleep } from 'node:timers/promises'
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
import { AppError, conflict } from '../../kernel/errors.ts'
import type { Scope } from '../../platform/scope.ts'
import { applyFacts } from './apply-facts.ts'
import { NO_FACTS } from './call.ts'
import { dialTick } from './dial-tick.ts'
import { placeCall } from './place-call.ts'
import { reconcileCalls } from './reconcile-calls.ts'
import { runStatus } from './run-status.ts'
import { startRun } from './start-run.ts'
import { stopRun } from './stop-run.ts'

let scope: Scope
let dialer: FakeDialer
const dialerFor = async () => dialer
const clock = () => scope.clock as TestClock
const phones = (count: number) => Array.from({ length: count }, (_, index) => testPhone(10_000 + index))

beforeEach(async () => {
  scope = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
  dialer = fakeDialer()
})

/** Leads in a run, the first `cap` of them claimed. */
async function running(count: number, cap = count): Promise<{ leads: TestLead[]; attempts: string[] }> {
  const leads = await makeLeads(scope, phones(count))
  await startRun(scope, { maxConcurrent: cap }, dialerFor)
  await dialTick(scope)
  return { leads, attempts: (await callRows(scope)).map((call) => call['id']) }
}
const place = (attempt: string) => placeCall(scope, attempt, dialerFor)
const only = async () => (await callRows(scope))[0]!

describe('a call that is placed', () => {
  test('keeps the request’s id, touches the person, and is told in their story', async () => {
    const { leads, attempts } = await running(1)
    expect(await place(attempts[0]!)).toBe('accepted')
    expect(await only()).toMatchObject({ state: 'requested', request_id: 'request-1', call_id: null })
    expect(await leadRow(scope, leads[0]!.leadId)).toMatchObject({
      call_status: 'calling',
      last_call_attempt: scope.clock.now(),
    })
    expect(await timelineKinds(scope, leads[0]!.contactId)).toEqual(['call.placed'])
    expect(dialer.dialled[0]).toEqual({
      phone: leads[0]!.phone,
      knows: { firstName: 'Persona', lastName: 'Prueba 0', dias_tardes: 'Buenos días' },
    })
  })

  test('is sent once, however many processes have its job', async () => {
    const { attempts } = await running(1)
    const answers = await Promise.all(Array.from({ length: 8 }, () => place(attempts[0]!)))
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1)
    expect(dialer.dialled).toHaveLength(1)
  })

  test('that the vendor will not take for this number ends there, for a person to look at', async () => {
    const { leads, attempts } = await running(1)
    dialer.replies = [{ outcome: 'refused', code: 'pearl.refused', message: 'to: not a phone' }]
    await place(attempts[0]!)
    expect(await only()).toMatchObject({ disposition: 'refused', needs_review: true, error_message: 'to: not a phone' })
    expect(await leadRow(scope, leads[0]!.leadId)).toMatchObject({ call_status: 'error', call_run_id: null })
  })

  test.each([
    [{ outcome: 'not_sent', code: 'vendor.away', retryAfterS: 40 }, 40],
    [{ outcome: 'closed', code: 'pearl.campaign_inactive', message: 'inactive' }, 60],
  ] as const)('%o leaves the lead where it was and the run at rest', async (reply, seconds) => {
    const { leads, attempts } = await running(2, 1)
    dialer.replies = [reply]
    await place(attempts[0]!)
    expect(await only()).toMatchObject({ disposition: 'not_placed', requested_at: null })
    expect(await timelineKinds(scope, leads[0]!.contactId)).toEqual([])
    expect(await leadRow(scope, leads[0]!.leadId)).toMatchObject({ call_status: 'selected', last_call_attempt: null })
    // Nobody dials before the rest is over: an account without credits does not burn a hundred leads.
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 0 })
    clock().advance(seconds * 1000)
    expect((await dialTick(scope)).claimed).toBe(1)
  })

  test('whose vendor account was disconnected meanwhile waits in the same way', async () => {
    const { attempts } = await running(1)
    const answer = await placeCall(scope, attempts[0]!, async () => {
      throw conflict('calls.not_connected')
    })
    expect(answer).toBe('closed')
    expect((await runStatus(scope)).run).toMatchObject({ state: 'running', heldReason: 'calls.not_connected' })
  })

  test('is left to a later try while the database is away', async () => {
    const { attempts } = await running(1)
    const away = placeCall(scope, attempts[0]!, async () => {
      throw new AppError('unavailable', 'database.unavailable')
    })
    await expect(away).rejects.toMatchObject({ kind: 'unavailable' })
    expect((await only())['state']).toBe('claimed')
  })
})

describe('STOP', () => {
  test('answers also where nothing runs', async () => {
    expect(await stopRun(scope)).toEqual({ runId: null, inFlight: 0 })
  })

  test('lets nobody dial who had only been chosen', async () => {
    const { leads, attempts } = await running(3)
    expect(await stopRun(scope)).toMatchObject({ inFlight: 0 })
    for (const attempt of attempts) expect(await place(attempt)).toBe('no_permit')
    expect(dialer.dialled).toEqual([])
    expect(await leadRow(scope, leads[0]!.leadId)).toMatchObject({
      call_status: 'selected',
      selected_for_calling: true,
      call_run_id: null,
    })
    expect((await runStatus(scope)).run?.state).toBe('stopped')
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 0 })
  })

  test('waits for a request that is on the wire, and answers when none is', async () => {
    const { attempts } = await running(2)
    dialer.gate.hold()
    const placing = place(attempts[0]!)
    while (dialer.gate.waiting() === 0) await sleep(1)
    let answered = false
    const stopping = stopRun(scope).then((answer) => {
      answered = true
      return answer
    })
    await sleep(150)
    expect(answered).toBe(false)
    dialer.gate.release()
    expect(await stopping).toMatchObject({ inFlight: 1 })
    expect(await placing).toBe('accepted')
    expect(await place(attempts[1]!)).toBe('no_permit')
    expect((await runStatus(scope)).run?.state).toBe('stopping')
  })

  test('holds against dialers that go on in every process: not one call after its answer', async () => {
    await running(60, 60)
    const attempts = (await callRows(scope)).map((call) => call['id'] as string)
    const dialling = attempts.map((attempt) => place(attempt))
    await sleep(5)
    await stopRun(scope)
    const atAnswer = dialer.dialled.length
    await Promise.allSettled(dialling)
    await Promise.all(attempts.map(place))
    expect(dialer.dialled.length).toBe(atAnswer)
    const states = (await callRows(scope)).map((call) => call['state'])
    expect(states.filter((state) => state === 'requested')).toHaveLength(atAnswer)
    expect(states.filter((state) => state !== 'requested' && state !== 'settled')).toEqual([])
  })

  test('a run that was stopped is over when its last call is', async () => {
    const { leads, attempts } = await running(1)
    await place(attempts[0]!)
    const { runId } = await stopRun(scope)
    await applyFacts(scope, attempts[0]!, { callId: 'c1', facts: { ...NO_FACTS, status: 5 } })
    expect((await runStatus(scope)).run).toMatchObject({ id: runId, state: 'stopped' })
    // Busy would be tried again; after STOP it waits for the next START.
    expect(await leadRow(scope, leads[0]!.leadId)).toMatchObject({
      call_status: 'busy',
      next_call_at: null,
      selected_for_calling: true,
    })
  })

  test('calls that it left ringing keep their places in the next run', async () => {
    const { attempts } = await running(3, 2)
    for (const attempt of attempts) await place(attempt)
    await stopRun(scope)
    await startRun(scope, { maxConcurrent: 2 }, dialerFor)
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 0 })
  })
})

describe('an answer that never came', () => {
  async function lost(): Promise<{ leads: TestLead[]; attempt: string }> {
    const { leads, attempts } = await running(1)
    dialer.replies = [{ outcome: 'unknown', code: 'vendor.no_answer' }]
    expect(await place(attempts[0]!)).toBe('unknown')
    return { leads, attempt: attempts[0]! }
  }

  test('is looked for first: found, it is that call and no second one is made', async () => {
    const { leads } = await lost()
    dialer.found = [{ callId: 'c1', startedAt: scope.clock.now() }]
    dialer.calls.set('c1', { ...NO_FACTS, status: 3, conversationStatus: 40 })
    clock().advance(20_000)
    await reconcileCalls(scope, dialerFor)
    expect(await only()).toMatchObject({ state: 'on_call', call_id: 'c1' })
    expect(await timelineKinds(scope, leads[0]!.contactId)).toEqual(['call.placed'])
    expect(dialer.dialled).toHaveLength(1)
  })

  test('looked for in vain for two minutes, the call is made again', async () => {
    const { leads } = await lost()
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 0 })
    for (const seconds of [20, 40, 80]) {
      clock().advance(seconds * 1000)
      expect(await reconcileCalls(scope, dialerFor)).toBe(1)
    }
    expect(await only()).toMatchObject({ state: 'settled', disposition: 'not_placed' })
    expect(await timelineKinds(scope, leads[0]!.contactId)).toEqual([])
    expect((await dialTick(scope)).claimed).toBe(1)
  })

  test('may wait in the vendor’s queue: nobody is called twice, and a request that stays there is work for a person', async () => {
    await lost()
    dialer.queue = ['request-nobody-has']
    for (const seconds of [20, 60, 60, 60, 900]) {
      clock().advance(seconds * 1000)
      expect(await reconcileCalls(scope, dialerFor)).toBe(1)
    }
    expect(await only()).toMatchObject({ state: 'unknown', looks: 0 })
    clock().advance(6 * 3_600_000)
    await reconcileCalls(scope, dialerFor)
    expect(await only()).toMatchObject({ disposition: 'unresolved', needs_review: true })
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 0 })
  })

  test('is not awaited in the queue where every request there is another attempt’s', async () => {
    const { leads } = await lost()
    const [other] = await makeLeads(scope, [testPhone(20_000)])
    await startAgainWith(other!)
    dialer.queue = ['request-2']
    for (const seconds of [20, 40, 80]) {
      clock().advance(seconds * 1000)
      await reconcileCalls(scope, dialerFor)
    }
    expect((await callRows(scope, leads[0]!.leadId))[0]).toMatchObject({ disposition: 'not_placed' })
  })

  test('is not repeated where the vendor shows no queue', async () => {
    await lost()
    dialer.openRequests = async () => {
      throw new AppError('vendor_refused', 'pearl.not_found')
    }
    for (const seconds of [20, 60, 60, 60]) {
      clock().advance(seconds * 1000)
      await reconcileCalls(scope, dialerFor)
    }
    expect((await only())['state']).toBe('unknown')
  })

  test('is not taken for a call that is somebody else’s already', async () => {
    const { attempt } = await lost()
    const [stranger] = await makeLeads(scope, [testPhone(20_000)])
    await startAgainWith(stranger!)
    const other = (await callRows(scope, stranger!.leadId))[0]!
    await applyFacts(scope, other['id'], { callId: 'c-other', facts: { ...NO_FACTS, status: 3 } })
    dialer.found = [{ callId: 'c-other', startedAt: scope.clock.now() }]
    clock().advance(20_000)
    await reconcileCalls(scope, dialerFor)
    const row = (await callRows(scope)).find((call) => call['id'] === attempt)!
    expect(row).toMatchObject({ state: 'unknown', call_id: null, looks: 1 })
  })

  async function startAgainWith(lead: TestLead): Promise<void> {
    await stopRun(scope)
    await startRun(scope, { choice: { leadIds: [lead.leadId] } }, dialerFor)
    await dialTick(scope)
    const [call] = await callRows(scope, lead.leadId)
    await place(call!['id'])
  }
})

describe('a crash between choosing and the answer', () => {
  test('before the wire: the job is promised again, and the call is made once', async () => {
    const { attempts } = await running(1)
    clock().advance(30_000)
    expect(await reconcileCalls(scope, dialerFor)).toBe(1)
    expect(await place(attempts[0]!)).toBe('accepted')
    expect(await place(attempts[0]!)).toBe('no_permit')
  })

  test('on the wire: nobody sends it again before the vendor was asked', async () => {
    const { attempts } = await running(1)
    dialer.gate.hold()
    const killed = place(attempts[0]!)
    while (dialer.gate.waiting() === 0) await sleep(1)
    clock().advance(30_000)
    await reconcileCalls(scope, dialerFor)
    expect((await only())['state']).toBe('unknown')
    expect(await place(attempts[0]!)).toBe('no_permit')
    // And where the process lived after all, its late answer is as good as ever.
    dialer.gate.release()
    await killed
    expect(await only()).toMatchObject({ state: 'requested', request_id: 'request-1' })
  })
})

describe('a call whose webhook never came', () => {
  test('is asked about, by its request and then by its own id', async () => {
    const { leads, attempts } = await running(1)
    await place(attempts[0]!)
    dialer.requests.set('request-1', { status: 10, callId: 'c1', errors: [] })
    dialer.calls.set('c1', { ...NO_FACTS, status: 4, conversationStatus: 100, durationS: 60 })
    clock().advance(30_000)
    await reconcileCalls(scope, dialerFor)
    expect(await only()).toMatchObject({
      state: 'settled',
      disposition: 'success',
      call_id: 'c1',
      request_id: 'request-1',
    })
    expect(await leadRow(scope, leads[0]!.leadId)).toMatchObject({
      call_status: 'completed',
      selected_for_calling: false,
    })
  })

  test('asked about in vain to the end is unresolved: seen, and off its place', async () => {
    const { attempts } = await running(2, 1)
    await place(attempts[0]!)
    for (let looks = 0; looks < 12; looks += 1) {
      clock().advance(900_000)
      await reconcileCalls(scope, dialerFor)
    }
    expect(await only()).toMatchObject({ disposition: 'unresolved', unresolved: true, needs_review: true })
    expect((await dialTick(scope)).claimed).toBe(1)
  })

  test('a late word still settles one that was given up on', async () => {
    const { leads, attempts } = await running(1)
    await place(attempts[0]!)
    for (let looks = 0; looks < 12; looks += 1) {
      clock().advance(900_000)
      await reconcileCalls(scope, dialerFor)
    }
    await applyFacts(scope, attempts[0]!, { callId: 'c1', facts: { ...NO_FACTS, status: 4, conversationStatus: 130 } })
    expect(await only()).toMatchObject({ disposition: 'talked', unresolved: false, needs_review: false })
    expect(await timelineKinds(scope, leads[0]!.contactId)).toEqual(['call.placed', 'call.ended', 'call.corrected'])
  })

  test('an account that is away costs no look', async () => {
    const { attempts } = await running(1)
    await place(attempts[0]!)
    dialer.requests.delete('request-1')
    clock().advance(30_000)
    await reconcileCalls(scope, dialerFor)
    expect((await only())['looks']).toBe(0)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { ALWAYS_ALLOWED, callRows, leadRow, makeLeads, testPhone } from '../../../test/support/call-leads.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { type FakeDialer, fakeDialer } from '../../../test/support/fake-dialer.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordTouch } from '../contacts/index.ts'
import { dialTick } from './dial-tick.ts'
import { runStatus } from './run-status.ts'
import { type StartWish, startRun } from './start-run.ts'

let scope: Scope
let dialer: FakeDialer
const start = (wish: StartWish = {}) => startRun(scope, wish, async () => dialer)
const phones = (count: number) => Array.from({ length: count }, (_, index) => testPhone(10_000 + index))

beforeEach(async () => {
  scope = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
  dialer = fakeDialer()
})

describe('START', () => {
  test('takes the selected ones when nobody is named', async () => {
    const leads = await makeLeads(scope, phones(3))
    const run = await start()
    expect(run).toMatchObject({ selected: 3, blocked: [], maxConcurrent: 5 })
    expect(await leadRow(scope, leads[0]!.leadId)).toMatchObject({ call_run_id: run.runId, call_status: 'selected' })
    expect((await runStatus(scope)).run).toMatchObject({ id: run.runId, state: 'running', outboundId: 'outbound-1' })
  })

  test('takes a list, and calls nobody else', async () => {
    const [one, other] = await makeLeads(scope, phones(2))
    const run = await start({ choice: { leadIds: [one!.leadId] } })
    expect(run.selected).toBe(1)
    await dialTick(scope)
    expect((await callRows(scope)).map((call) => call['lead_id'])).toEqual([one!.leadId])
    expect((await leadRow(scope, other!.leadId))['call_run_id']).toBeNull()
  })

  test('refuses a second run, nothing selected, and a selection that changed', async () => {
    await expect(start()).rejects.toMatchObject({ code: 'calls.nothing_selected', kind: 'invalid' })
    await makeLeads(scope, phones(2))
    await expect(start({ expectedCount: 3 })).rejects.toMatchObject({ code: 'calls.selection_changed' })
    expect((await runStatus(scope)).run).toBeNull()
    await start({ expectedCount: 2 })
    await expect(start()).rejects.toMatchObject({ code: 'calls.already_running', kind: 'conflict' })
  })

  test('ten at once begin one run', async () => {
    await makeLeads(scope, phones(4))
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => start()))
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'calls.already_running' })
  })

  test('asks for a campaign where none is known', async () => {
    await makeLeads(scope, phones(1))
    dialer.defaultOutboundId = null
    await expect(start()).rejects.toMatchObject({ code: 'calls.no_outbound', kind: 'invalid' })
    expect((await start({ outboundId: 'outbound-9' })).selected).toBe(1)
  })

  test('begins nothing when the vendor would refuse every call', async () => {
    await makeLeads(scope, phones(1))
    dialer.account_ = { ...dialer.account_, state: 'no_credits' }
    await expect(start()).rejects.toMatchObject({ code: 'calls.no_credits' })
    dialer.account_ = { ...dialer.account_, state: 'suspended' }
    await expect(start()).rejects.toMatchObject({ code: 'calls.account_blocked' })
    dialer.account_ = { ...dialer.account_, state: 'ok' }
    dialer.campaign = { ...dialer.campaign, state: 'paused' }
    await expect(start()).rejects.toMatchObject({ code: 'calls.campaign_not_running' })
    expect((await runStatus(scope)).run).toBeNull()
  })

  test('keeps to what the vendor itself can hold, so that nothing waits out of reach', async () => {
    await makeLeads(scope, phones(1))
    dialer.campaign = { ...dialer.campaign, agents: 2 }
    expect((await start({ maxConcurrent: 50 })).maxConcurrent).toBe(2)
  })

  test('says who is not called now, and why', async () => {
    const night = await makeWorkspace(await testDatabase(), {
      settings: { policy: { ...ALWAYS_ALLOWED.policy, hours: { service: { tue: [['16:00', '20:00']] } } } },
    })
    scope = night
    await makeLeads(scope, phones(3))
    expect(await start()).toMatchObject({ selected: 3, blocked: [{ reason: 'outside_hours', count: 3 }] })
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 3 })
    expect((await runStatus(scope)).nextWindow).toEqual(new Date('2026-11-24T15:00:00Z'))
  })
})

describe('the dialer', () => {
  test('fills the places under the cap and no more, whoever asks', async () => {
    await makeLeads(scope, phones(30))
    await start({ maxConcurrent: 4 })
    const ticks = await Promise.all(Array.from({ length: 8 }, () => dialTick(scope)))
    expect(ticks.reduce((sum, tick) => sum + tick.claimed, 0)).toBe(4)
    expect(await callRows(scope)).toHaveLength(4)
  })

  test('calls a person once at a time, and a shared number once at a time', async () => {
    const shared = testPhone(10_001)
    await makeLeads(scope, [shared, shared])
    await start()
    expect(await dialTick(scope)).toEqual({ claimed: 1, postponed: 1 })
  })

  test('puts off who was touched a moment ago, by whatever domain, until they may be called', async () => {
    scope = await makeWorkspace(await testDatabase(), {
      settings: { policy: { ...ALWAYS_ALLOWED.policy, gapMinutes: 15 } },
    })
    const [lead] = await makeLeads(scope, phones(1))
    await start()
    await inWorkspace(scope, (tx) =>
      recordTouch(tx, scope, { contactId: lead!.contactId, channel: 'whatsapp', purpose: 'service', caller: 'human' }),
    )
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 1 })
    const row = await leadRow(scope, lead!.leadId)
    expect(row['call_error_message']).toBe('too_soon')
    expect(row['next_call_at']).toEqual(new Date(scope.clock.now().getTime() + 15 * 60_000))
  })

  test('a neighbour sees none of it', async () => {
    await makeLeads(scope, phones(2))
    await start()
    await dialTick(scope)
    const neighbour = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
    expect(await callRows(neighbour)).toEqual([])
    expect((await runStatus(neighbour)).run).toBeNull()
  })
})

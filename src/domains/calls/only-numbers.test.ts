import { beforeEach, describe, expect, test } from 'vitest'
import { ALWAYS_ALLOWED, callRows, leadRow, makeLeads, testPhone } from '../../../test/support/call-leads.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { type FakeDialer, fakeDialer } from '../../../test/support/fake-dialer.ts'
import type { Scope } from '../../platform/scope.ts'
import { dialTick } from './dial-tick.ts'
import { placeCall } from './place-call.ts'
import { runStatus } from './run-status.ts'
import { startRun } from './start-run.ts'

const MINE = testPhone(10_000)
const STRANGER = testPhone(20_000)
let scope: Scope
let dialer: FakeDialer
const dialerFor = async () => dialer
/** As PATCH /api/v1/workspace leaves it; null takes the list away. */
const only = (numbers: string[] | null) =>
  scope.db.pool.query('update workspaces set settings = settings || $2::jsonb where id = $1', [
    scope.workspaceId,
    JSON.stringify({ calls: numbers ? { onlyNumbers: numbers } : {} }),
  ])

beforeEach(async () => {
  scope = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
  dialer = fakeDialer()
})

describe('a workspace that is being tried out', () => {
  test('calls the numbers of its list and nobody else; those stay selected, with the reason', async () => {
    await only([MINE])
    const [mine, stranger] = await makeLeads(scope, [MINE, STRANGER])
    await startRun(scope, {}, dialerFor)
    expect(await dialTick(scope)).toEqual({ claimed: 1, postponed: 1 })
    const [call] = await callRows(scope)
    await placeCall(scope, call!['id'], dialerFor)
    expect(dialer.dialled.map((one) => one.phone)).toEqual([MINE])
    expect((await leadRow(scope, mine!.leadId))['call_status']).toBe('calling')
    expect(await leadRow(scope, stranger!.leadId)).toMatchObject({
      call_status: 'selected',
      selected_for_calling: true,
      call_run_id: null,
      next_call_at: null,
      call_error_message: 'only_numbers',
    })
    expect((await runStatus(scope)).onlyNumbers).toEqual([MINE])
  })

  test('is obeyed at the last step too, by whoever was chosen before the list was there', async () => {
    await makeLeads(scope, [STRANGER])
    await startRun(scope, {}, dialerFor)
    await dialTick(scope)
    await only([MINE])
    const [call] = await callRows(scope)
    expect(await placeCall(scope, call!['id'], dialerFor)).toBe('no_permit')
    expect(dialer.dialled).toEqual([])
    expect((await callRows(scope))[0]).toMatchObject({ disposition: 'not_placed' })
    expect(await dialTick(scope)).toEqual({ claimed: 0, postponed: 1 })
    await dialTick(scope)
    expect((await runStatus(scope)).run?.state).toBe('finished')
  })

  test('with an empty list calls nobody; without a list, everybody', async () => {
    await only([])
    await makeLeads(scope, [MINE])
    await startRun(scope, {}, dialerFor)
    expect((await dialTick(scope)).claimed).toBe(0)
    await dialTick(scope)
    await only(null)
    await startRun(scope, {}, dialerFor)
    expect((await dialTick(scope)).claimed).toBe(1)
    expect((await runStatus(scope)).onlyNumbers).toBeNull()
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { TestClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { type MadeLead, makeLead, nextPhone } from '../../../test/support/people.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordObjection } from '../contacts/index.ts'
import { resetCalls, selectForCalling } from './choose-leads.ts'
import type { LeadFields } from './lead.ts'
import { selectLeads, updateLead } from './leads.store.ts'
import {
  claimDueLeads,
  joinDueCallbacks,
  joinRun,
  markCalling,
  nextCallbackAt,
  postponeLead,
  releaseRun,
  runLoad,
  settleLeadCall,
} from './run-leads.ts'

let scope: Scope
let clock: TestClock
const RUN = newId()

beforeEach(async () => {
  scope = await makeWorkspace(await testDatabase())
  clock = scope.clock as TestClock
})

const within = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(scope, work)
const now = async (id: string) => (await within((tx) => selectLeads(tx, [id])))[0]!
const set = (lead: MadeLead, fields: Partial<LeadFields>) =>
  within((tx) => updateLead(tx, lead.leadId, fields, clock.now()))
const make = (lead: Partial<LeadFields> = {}) => makeLead(scope, { lead })
const several = async (count: number, lead: Partial<LeadFields> = {}) => {
  const made: MadeLead[] = []
  for (let i = 0; i < count; i++) made.push(await make(lead))
  return made
}
const idsOf = (leads: readonly { leadId: string }[]) => leads.map((lead) => lead.leadId)
const join = (leads: readonly MadeLead[]) => within((tx) => joinRun(tx, scope, { leadIds: idsOf(leads) }, RUN))
const claim = (limit: number) => within((tx) => claimDueLeads(tx, { runId: RUN, now: clock.now(), limit }))

describe('selecting', () => {
  test('who may not be called is skipped with the reason, the others are marked', async () => {
    const fine = await make()
    const closed = await make({ status: 'closed', closureReason: 'other' })
    const manual = await make({ manualManagement: true })
    const calling = await make({ callStatus: 'calling' })
    const phoneless = await makeLead(scope, { person: { phones: [], emails: ['a@ejemplo.es'] } })
    const possible = await makeLead(scope, { person: { phones: ['+521234567891'] } })
    const objecting = await make()
    await recordObjection(scope, objecting.contactId, { channel: 'phone', purpose: null, source: 'test' })
    const sellingOnly = await make()
    await recordObjection(scope, sellingOnly.contactId, { channel: null, purpose: 'commercial', source: 'test' })
    const strangers = [newId(), 'no id at all']
    const all = [...idsOf([fine, closed, manual, calling, phoneless, possible, objecting, sellingOnly]), ...strangers]
    const { changed, skipped } = await within((tx) => selectForCalling(tx, scope, { leadIds: all }, true))
    expect(changed).toBe(2)
    expect(Object.fromEntries(skipped.map((one) => [one.leadId, one.reason]))).toEqual({
      [closed.leadId]: 'closed',
      [manual.leadId]: 'manual_management',
      [calling.leadId]: 'calling',
      [phoneless.leadId]: 'no_phone',
      [possible.leadId]: 'no_phone',
      [objecting.leadId]: 'objection',
      [strangers[0]!]: 'not_found',
      [strangers[1]!]: 'not_found',
    })
    expect(await now(fine.leadId)).toMatchObject({ selectedForCalling: true, callStatus: 'selected' })
    expect(await now(closed.leadId)).toMatchObject({ selectedForCalling: false })
  })

  test('a filter chooses all that match, search included; twice changes nothing more', async () => {
    for (const city of ['Cádiz', 'Cádiz', 'Lugo']) await makeLead(scope, { person: { name: 'Ana Sol', city } })
    const choice = { filter: { city: 'cadiz', search: 'sol ana' } }
    expect(await within((tx) => selectForCalling(tx, scope, choice, true))).toEqual({ changed: 2, skipped: [] })
    expect(await within((tx) => selectForCalling(tx, scope, choice, true))).toEqual({ changed: 0, skipped: [] })
  })

  test('taking the mark off takes it out of its run; a callback stays', async () => {
    const [one, other] = [await make(), await make()]
    await join([one, other])
    const later = new Date(clock.now().getTime() + 3_600_000)
    await set(other, { callbackPending: true, callbackRequestedAt: later, nextCallAt: later })
    expect((await within((tx) => selectForCalling(tx, scope, { filter: {} }, false))).changed).toBe(2)
    expect(await now(one.leadId)).toMatchObject({ callRunId: null, nextCallAt: null, callStatus: 'no_selected' })
    expect(await now(other.leadId)).toMatchObject({ callRunId: null, nextCallAt: later, callbackPending: true })
  })

  test('a reset drops mark, retry and callback; a call in flight is left alone', async () => {
    const [busy, calling] = [
      await make({ callStatus: 'busy', selectedForCalling: true, callbackPending: true }),
      await make(),
    ]
    await join([calling])
    await claim(1)
    const { changed, skipped } = await within((tx) => resetCalls(tx, scope, { filter: {} }))
    expect({ changed, skipped }).toEqual({ changed: 1, skipped: [{ leadId: calling.leadId, reason: 'calling' }] })
    expect(await now(busy.leadId)).toMatchObject({
      callStatus: 'no_selected',
      selectedForCalling: false,
      callbackPending: false,
    })
  })

  test('a neighbour’s leads cannot be chosen', async () => {
    const theirs = await makeLead(await makeWorkspace(scope.db))
    const answer = await within((tx) => selectForCalling(tx, scope, { leadIds: [theirs.leadId] }, true))
    expect(answer).toEqual({ changed: 0, skipped: [{ leadId: theirs.leadId, reason: 'not_found' }] })
  })
})

describe('a run', () => {
  test('joins who may be called and counts the others by reason', async () => {
    const leads = [...(await several(2)), ...(await several(2, { manualManagement: true }))]
    expect(await join(leads)).toEqual({ joined: 2, blocked: [{ reason: 'manual_management', count: 2 }] })
    expect(await within((tx) => runLoad(tx, RUN))).toEqual({ queued: 2, calling: 0, nextDueAt: clock.now() })
  })

  test('a callback keeps its own time in it', async () => {
    const later = new Date(clock.now().getTime() + 7_200_000)
    const lead = await make({ callbackPending: true, callbackRequestedAt: later, nextCallAt: later })
    await join([lead])
    expect(await claim(5)).toEqual([])
    clock.advance(7_200_000)
    expect(await claim(5)).toMatchObject([{ leadId: lead.leadId, phone: lead.phone, callback: true }])
  })

  test('takes the important first, then whoever has waited longest', async () => {
    const [low, late, early, high] = [
      await make({ callPriority: 5 }),
      await make(),
      await make(),
      await make({ callPriority: 1 }),
    ]
    await join([low, late, early, high])
    await set(early, { nextCallAt: new Date(clock.now().getTime() - 60_000) })
    expect(idsOf(await claim(3))).toEqual(idsOf([high, early, late]))
    expect(idsOf(await claim(3))).toEqual(idsOf([low]))
  })

  test('one person is not claimed twice at once, whatever their leads', async () => {
    const phone = nextPhone()
    const lead = await makeLead(scope, { person: { phones: [phone] } })
    const { insertLead } = await import('./leads.store.ts')
    const second = newId()
    const { workspaceId } = scope
    await within((tx) =>
      insertLead(tx, {
        workspaceId,
        id: second,
        contactId: lead.contactId,
        at: clock.now(),
        fields: { callPriority: 1 },
      }),
    )
    await within((tx) => joinRun(tx, scope, { leadIds: [lead.leadId, second] }, RUN))
    expect(idsOf(await claim(5))).toEqual([second])
  })

  test('eight claimers at once: every lead once, none left', async () => {
    const leads = await several(60)
    await join(leads)
    const claimed: string[] = []
    const claimer = async () => {
      for (;;) {
        const mine = await claim(3)
        if (mine.length === 0) return
        claimed.push(...idsOf(mine))
      }
    }
    await Promise.all(Array.from({ length: 8 }, claimer))
    expect(claimed.sort()).toEqual(idsOf(leads).sort())
    expect(await within((tx) => runLoad(tx, RUN))).toMatchObject({ queued: 0, calling: 60 })
  })

  test('two claimers with open transactions do not wait for each other, nor share', async () => {
    await join(await several(4))
    const first = await within(async (tx) => {
      const mine = await claimDueLeads(tx, { runId: RUN, now: clock.now(), limit: 2 })
      return { mine, theirs: await claim(4) }
    })
    expect(first.mine).toHaveLength(2)
    expect(first.theirs).toHaveLength(2)
    expect(new Set(idsOf([...first.mine, ...first.theirs])).size).toBe(4)
  })

  test('a claim that is rolled back is nobody’s', async () => {
    await join(await several(1))
    const broken = within(async (tx) => {
      await claimDueLeads(tx, { runId: RUN, now: clock.now(), limit: 1 })
      throw new Error('fell over')
    })
    await expect(broken).rejects.toThrow('fell over')
    expect(await claim(1)).toHaveLength(1)
  })

  test('lets go of what waits when it is released; what is in flight stays until settled', async () => {
    const leads = await several(3)
    await join(leads)
    const [inFlight] = await claim(1)
    expect(await within((tx) => releaseRun(tx, scope, RUN))).toBe(2)
    expect(await within((tx) => runLoad(tx, RUN))).toMatchObject({ queued: 0, calling: 1 })
    expect(await claim(5)).toEqual([])
    const waiting = leads.find((lead) => lead.leadId !== inFlight!.leadId)!
    expect(await now(waiting.leadId)).toMatchObject({
      callRunId: null,
      selectedForCalling: true,
      callStatus: 'selected',
    })
  })
})

describe('after a claim', () => {
  let lead: MadeLead
  beforeEach(async () => {
    lead = await make()
    await join([lead])
    await claim(1)
    await within((tx) => markCalling(tx, lead.leadId, clock.now()))
  })
  const settle = (settlement: Parameters<typeof settleLeadCall>[3]) =>
    within((tx) => settleLeadCall(tx, scope, lead.leadId, settlement))
  const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000)

  test('a placed call answers its callback and is the last attempt', async () => {
    expect(await now(lead.leadId)).toMatchObject({
      callStatus: 'calling',
      lastCallAttempt: clock.now(),
      nextCallAt: null,
      callbackPending: false,
    })
  })

  test('a retry stays in the run, due at its time', async () => {
    await settle({ callStatus: 'busy', nextCallAt: inMinutes(5), stillWanted: true })
    expect(await now(lead.leadId)).toMatchObject({ callStatus: 'busy', callRunId: RUN, selectedForCalling: true })
    expect(await claim(1)).toEqual([])
    clock.advance(5 * 60_000)
    expect(idsOf(await claim(1))).toEqual([lead.leadId])
  })

  test('a talk ends it: out of the run, the mark gone', async () => {
    await settle({ callStatus: 'completed', nextCallAt: null })
    expect(await now(lead.leadId)).toMatchObject({
      callRunId: null,
      selectedForCalling: false,
      callStatus: 'completed',
    })
  })

  test('giving up closes it with the reason', async () => {
    expect(await settle({ callStatus: 'no_answer', nextCallAt: null, close: 'max_attempts' })).toMatchObject({
      closed: true,
    })
    expect(await now(lead.leadId)).toMatchObject({ status: 'closed', closureReason: 'max_attempts', callRunId: null })
  })

  test('what was asked for during the call stands above retry and giving up', async () => {
    const asked = inMinutes(90)
    await set(lead, { callbackPending: true, callbackRequestedAt: asked, nextCallAt: asked })
    expect(await settle({ callStatus: 'busy', nextCallAt: inMinutes(1), close: 'max_attempts' })).toEqual({
      closed: false,
      nextCallAt: asked,
    })
    expect(await now(lead.leadId)).toMatchObject({
      status: 'open',
      callbackPending: true,
      nextCallAt: asked,
      callRunId: RUN,
    })
  })

  test('a lead that was closed during the call is not called again', async () => {
    await set(lead, { status: 'closed', closureReason: 'appointment_booked' })
    await settle({ callStatus: 'busy', nextCallAt: inMinutes(1), stillWanted: true })
    expect(await now(lead.leadId)).toMatchObject({
      closureReason: 'appointment_booked',
      nextCallAt: null,
      callRunId: null,
      selectedForCalling: false,
    })
  })

  test('put off, it waits with the reason', async () => {
    await within((tx) => postponeLead(tx, scope, lead.leadId, inMinutes(10), 'outside_hours'))
    expect(await now(lead.leadId)).toMatchObject({ callStatus: 'selected', callErrorMessage: 'outside_hours' })
    expect(await claim(1)).toEqual([])
    clock.advance(600_000)
    expect(await claim(1)).toHaveLength(1)
  })
})

describe('callbacks while no run is on', () => {
  test('the earliest is known, and joins a run when it is due', async () => {
    const asked = new Date(clock.now().getTime() + 60_000)
    const lead = await make({ callbackPending: true, callbackRequestedAt: asked, nextCallAt: asked })
    await make({ callbackPending: true, nextCallAt: new Date(asked.getTime() - 1), manualManagement: true })
    expect(await within(nextCallbackAt)).toEqual(asked)
    expect(await within((tx) => joinDueCallbacks(tx, scope, RUN))).toBe(0)
    clock.advance(60_000)
    expect(await within((tx) => joinDueCallbacks(tx, scope, RUN))).toBe(1)
    expect(idsOf(await claim(5))).toEqual([lead.leadId])
  })
})

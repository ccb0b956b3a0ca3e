/** The whole of calling against the simulated vendor, over HTTP, with workers in several pools: what the journal shows. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Sandbox, sandboxPearl, startSandbox } from '../../../../sandbox/server.ts'
import { ALWAYS_ALLOWED, callRows, makeLeads, testPhone } from '../../../../test/support/call-leads.ts'
import { mostInFlight } from '../../../../test/support/calls-in-flight.ts'
import { freshDatabase, makeWorkspace } from '../../../../test/support/database.ts'
import { systemClock } from '../../../kernel/clock.ts'
import { type Database, openDatabase } from '../../../platform/db/database.ts'
import { makeOutbound, type Outbound } from '../../../platform/outbound/outbound.ts'
import { makeCatalogue } from '../../../platform/queue/catalogue.ts'
import { type RunningWorker, startWorker } from '../../../platform/queue/worker.ts'
import type { Scope } from '../../../platform/scope.ts'
import { makeLog } from '../../../platform/telemetry/log.ts'
import { issueHookToken } from '../../workspaces/index.ts'
import { callsJobs } from '../calls.jobs.ts'
import { receiveEvent } from '../receive-event.ts'
import { reconcileCalls } from '../reconcile-calls.ts'
import { runStatus } from '../run-status.ts'
import { startRun } from '../start-run.ts'
import { stopRun } from '../stop-run.ts'
import type { ConnectedDialer } from './connected-dialer.ts'
import { pearlDialer } from './pearl.dialer.ts'

let scope: Scope
let sandbox: Sandbox
let hooks: Server
let outbound: Outbound
let dialer: ConnectedDialer
let workers: RunningWorker[] = []
let pools: Database[] = []
const dialerFor = async () => dialer

const control = (method: string, path: string, body?: unknown) =>
  fetch(`${sandbox.url}/control${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const journal = async () => (await (await control('GET', '/journal?vendor=pearl')).json()) as any[]
const dials = async () => (await journal()).filter((line) => line.method === 'POST' && /\/Call$/.test(line.path))

/** Workers with pools of their own, as processes have them. */
async function work(count: number): Promise<void> {
  const results = {
    appointments: {
      recordExternalAppointment: async () => ({ outcome: 'booked' as const }),
      cancelExternalAppointment: async () => false,
    },
  }
  for (let one = 0; one < count; one += 1) {
    const db = openDatabase(scope.db.url, { maxConnections: 6 })
    pools.push(db)
    const catalogue = makeCatalogue(callsJobs({ dialerFor, results }))
    workers.push(await startWorker({ db, clock: systemClock, log: scope.log, catalogue, concurrency: 6 }))
  }
}

async function until(what: string, reached: () => Promise<boolean>): Promise<void> {
  const patience = performance.now() + 30_000
  while (!(await reached())) {
    if (performance.now() > patience) {
      throw new Error(`waited half a minute for ${what}`)
    }
    await sleep(30)
  }
}
const finished = async () => (await runStatus(scope)).run?.state === 'finished'

beforeEach(async () => {
  const settings = { ...ALWAYS_ALLOWED, calls: { retrySeconds: 1 } }
  scope = await makeWorkspace(await freshDatabase(), { settings, clock: systemClock })
  const token = await issueHookToken(scope, 'pearl')
  hooks = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { db, clock, log, locale } = scope
    await receiveEvent({ db, clock, log, locale }, { tokens: [token], headers: request.headers, body })
    response.writeHead(200).end('{}')
  })
  await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve))
  const hookUrl = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/hooks/pearl/${token}`
  sandbox = await startSandbox({ callMs: 120, hooks: { pearl: hookUrl } })
  outbound = makeOutbound({ clock: systemClock, log: makeLog('silent') })
  const { accountId, secretKey, outboundId } = sandboxPearl
  dialer = {
    ...pearlDialer({ baseUrl: `${sandbox.url}/pearl/v1`, accountId, secretKey, outbound }),
    defaultOutboundId: outboundId,
  }
})

afterEach(async () => {
  for (const worker of workers) await worker.stop()
  for (const pool of pools) await pool.close()
  workers = []
  pools = []
  await sandbox.close()
  await outbound.close()
  await new Promise((resolve) => hooks.close(resolve))
})

describe('against the simulated vendor', () => {
  test('forty people, three workers, cap four: never more in flight, everybody called, everything settled', async () => {
    const leads = await makeLeads(
      scope,
      Array.from({ length: 40 }, (_, index) => testPhone(10_300 + index)),
    )
    await control('POST', '/faults', [
      { vendor: 'pearl', kind: 'duplicate_webhook', every: 2 },
      { vendor: 'pearl', kind: 'reorder_webhook', every: 5 },
    ])
    await work(3)
    await startRun(scope, { maxConcurrent: 4 }, dialerFor)
    await until('the run to finish', finished)

    const numbers = (await dials()).map((line) => line.request.to)
    expect(new Set(numbers)).toEqual(new Set(leads.map((lead) => lead.phone)))
    expect(mostInFlight(await journal())).toBeLessThanOrEqual(4)
    expect(mostInFlight(await journal())).toBe(4)
    for (const call of await callRows(scope)) expect(call).toMatchObject({ state: 'settled', unresolved: false })
    expect((await runStatus(scope)).figures.total).toBe(numbers.length)
  }, 60_000)

  test('STOP in the middle: the journal shows not one new call after its answer', async () => {
    await makeLeads(
      scope,
      Array.from({ length: 60 }, (_, index) => testPhone(11_000 + index)),
    )
    await control('POST', '/faults', [
      { vendor: 'pearl', kind: 'delay', delay_ms: 80, every: 1, match: { method: 'POST', path: '*/Call' } },
    ])
    await work(3)
    await startRun(scope, { maxConcurrent: 6 }, dialerFor)
    await until('the run to be under way', async () => (await dials()).length >= 10)
    await stopRun(scope)
    const answered = (await dials()).length
    await sleep(600)
    expect((await dials()).length).toBe(answered)
    expect(answered).toBeLessThan(60)
    await until('what was in flight to end', async () => (await runStatus(scope)).run?.state === 'stopped')
  }, 60_000)

  test('an answer that is lost after the vendor has dialled makes no second call', async () => {
    const [lead] = await makeLeads(scope, [testPhone(10_200)])
    await control('POST', '/faults', [
      { vendor: 'pearl', kind: 'timeout_after_effect', times: 1, match: { method: 'POST', path: '*/Call' } },
    ])
    const asked = await dialer.dial(sandboxPearl.outboundId, { phone: lead!.phone, knows: {} })
    expect(asked).toMatchObject({ outcome: 'unknown' })
    expect(await dials()).toHaveLength(1)
    // The vendor has the call: it is found by number and time inside the campaign.
    const now = new Date()
    const found = await dialer.findCalls(sandboxPearl.outboundId, { phone: lead!.phone, from: now, to: now })
    expect(found).toHaveLength(1)
  }, 30_000)

  test('calls whose webhooks were all lost are looked up', async () => {
    await makeLeads(scope, [testPhone(10_100), testPhone(10_005)])
    await control('POST', '/faults', [{ vendor: 'pearl', kind: 'lose_webhook', every: 1 }])
    await work(1)
    await startRun(scope, {}, dialerFor)
    await until('both to be over at the vendor', async () => (await dials()).length === 2)
    await sleep(400)
    const soon = { ...scope, clock: { ...systemClock, now: () => new Date(Date.now() + 31_000) } }
    await reconcileCalls(soon, dialerFor)
    const calls = await callRows(scope)
    expect(calls.map((call) => call['disposition']).sort()).toEqual(['busy', 'success'])
    expect(calls.find((call) => call['disposition'] === 'success')).toMatchObject({ result_state: expect.anything() })
  }, 60_000)

  test('says what the account and the campaigns are', async () => {
    const { account, campaign } = await dialer.readiness(sandboxPearl.outboundId)
    expect(account.state).toBe('ok')
    expect(campaign).toMatchObject({ id: sandboxPearl.outboundId, state: 'running' })
    expect((await dialer.campaigns()).map((one) => one.id)).toContain(sandboxPearl.outboundId)
    await expect(dialer.readiness('7a00000000000000000000ff')).rejects.toMatchObject({ code: 'calls.outbound_unknown' })
    await control('POST', '/settings', { pearl: { account_status: 3 } })
    expect((await dialer.readiness(sandboxPearl.outboundId)).account.state).toBe('no_credits')
    expect(await dialer.dial(sandboxPearl.outboundId, { phone: testPhone(10_300), knows: {} })).toMatchObject({
      outcome: 'closed',
    })
  })

  test('a number that it will not dial is refused, the campaign is not to blame', async () => {
    expect(await dialer.dial(sandboxPearl.outboundId, { phone: '', knows: {} })).toMatchObject({ outcome: 'refused' })
  })
})

/** The whole of calling against the simulated vendor, over HTTP: a workspace, its hooks, and workers as processes have them. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach } from 'vitest'
import { type Sandbox, sandboxPearl, startSandbox } from '../../sandbox/server.ts'
import { callsJobs } from '../../src/domains/calls/calls.jobs.ts'
import { pearlDialer } from '../../src/domains/calls/dialers/pearl.dialer.ts'
import type { ConnectedDialer } from '../../src/domains/calls/index.ts'
import { receiveEvent } from '../../src/domains/calls/receive-event.ts'
import { runStatus } from '../../src/domains/calls/run-status.ts'
import { issueHookToken } from '../../src/domains/workspaces/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import { makeOutbound, type Outbound, type OutboundRequest } from '../../src/platform/outbound/outbound.ts'
import { makeCatalogue } from '../../src/platform/queue/catalogue.ts'
import { type RunningWorker, startWorker } from '../../src/platform/queue/worker.ts'
import type { Scope } from '../../src/platform/scope.ts'
import { makeLog } from '../../src/platform/telemetry/log.ts'
import { ALWAYS_ALLOWED } from './call-leads.ts'
import { freshDatabase, makeWorkspace } from './database.ts'

interface Rig {
  scope: Scope
  sandbox: Sandbox
  dialer: ConnectedDialer
}

/** Called at the top of a test file: everything is new for each test. */
export function callsAtSandbox() {
  const now = {} as Rig
  let hooks: Server
  let outbound: Outbound
  let workers: RunningWorker[] = []
  let pools: Database[] = []
  /** Webhooks that are being stored: the database is not taken away under them. */
  const receiving = new Set<Promise<unknown>>()
  const dialerFor = async () => now.dialer

  beforeEach(async () => {
    const settings = { ...ALWAYS_ALLOWED, calls: { retrySeconds: 1 } }
    now.scope = await makeWorkspace(await freshDatabase(), { settings, clock: systemClock })
    const { db, clock, log, locale } = now.scope
    const token = await issueHookToken(now.scope, 'pearl')
    hooks = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const received = receiveEvent({ db, clock, log, locale }, { tokens: [token], headers: request.headers, body })
      receiving.add(received)
      await received
      receiving.delete(received)
      response.writeHead(200).end('{}')
    })
    await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve))
    const hookUrl = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/hooks/pearl/${token}`
    now.sandbox = await startSandbox({ callMs: 120, hooks: { pearl: hookUrl } })
    outbound = makeOutbound({ clock: systemClock, log: makeLog('silent') })
    now.dialer = dialerOver(outbound)
  })

  afterEach(async () => {
    for (const worker of workers) await worker.stop()
    for (const pool of pools) await pool.close()
    workers = []
    pools = []
    await now.sandbox.close()
    await Promise.all(receiving)
    await outbound.close()
    await new Promise((resolve) => hooks.close(resolve))
  })

  function dialerOver(line: Outbound): ConnectedDialer {
    const { accountId, secretKey, outboundId } = sandboxPearl
    const baseUrl = `${now.sandbox.url}/pearl/v1`
    return { ...pearlDialer({ baseUrl, accountId, secretKey, outbound: line }), defaultOutboundId: outboundId }
  }

  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${now.sandbox.url}/control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const journal = async () => (await (await control('GET', '/journal?vendor=pearl')).json()) as any[]

  return Object.assign(now, {
    dialerFor,
    control,
    journal,
    /** Make Calls that reached the vendor. */
    dials: async () => (await journal()).filter((line) => line.method === 'POST' && /\/Call$/.test(line.path)),
    /** From here on nobody waits longer than this for an answer of the vendor. */
    hurry(ms: number): void {
      const limits = { tryMs: ms, totalMs: ms, repeats: 1 }
      const send = (request: OutboundRequest) => outbound.send({ ...request, limits })
      now.dialer = dialerOver({ ...outbound, send })
    },
    /** Workers with pools of their own, as processes have them. */
    async work(count: number): Promise<void> {
      const results = {
        appointments: {
          recordExternalAppointment: async () => ({ outcome: 'booked' as const }),
          cancelExternalAppointment: async () => false,
        },
      }
      for (let one = 0; one < count; one += 1) {
        const db = openDatabase(now.scope.db.url, { maxConnections: 6 })
        pools.push(db)
        const catalogue = makeCatalogue(callsJobs({ dialerFor, results }))
        workers.push(await startWorker({ db, clock: systemClock, log: now.scope.log, catalogue, concurrency: 6 }))
      }
    },
    /** The same workspace, so much later. */
    later: (ms: number): Scope => ({
      ...now.scope,
      clock: { ...systemClock, now: () => new Date(Date.now() + ms) },
    }),
    runState: async () => (await runStatus(now.scope)).run?.state,
    async until(what: string, reached: () => Promise<boolean>): Promise<void> {
      const patience = performance.now() + 30_000
      while (!(await reached())) {
        if (performance.now() > patience) throw new Error(`waited half a minute for ${what}`)
        await sleep(30)
      }
    },
  })
}

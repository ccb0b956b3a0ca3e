/**
 * `npm run bench outbound`: what the way out costs. A vendor client's request beside a bare one to the same server, and a
 * token of a shared rate beside an empty tenant transaction, under the restricted role. Ratios matter, not absolutes: the
 * answering server shares the cores.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { Agent, request } from 'undici'
import { makePearlClient } from '../src/integrations/pearl/client.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { newId } from '../src/kernel/ids.ts'
import { inWorkspace, openDatabase } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { makeOutbound } from '../src/platform/outbound/outbound.ts'
import { takeToken } from '../src/platform/outbound/rate-limit.ts'
import { makeLog } from '../src/platform/telemetry/log.ts'

const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 10_000)
const TOKENS = Number(process.env['BENCH_TOKENS'] ?? 5_000)
const SIDE_BY_SIDE = 16
const ROUNDS = 3

/** How many a second, `SIDE_BY_SIDE` at a time. */
async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  let left = count
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      while (left-- > 0) await work()
    }),
  )
  return count / ((performance.now() - startedAt) / 1000)
}

/** The better half of the machine's noise: the best of some rounds each, taken in turn. */
async function compare(name: string, count: number, bare: () => Promise<unknown>, ours: () => Promise<unknown>) {
  const best = { bare: 0, ours: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    best.bare = Math.max(best.bare, await rate(count, bare))
    best.ours = Math.max(best.ours, await rate(count, ours))
  }
  const [a, b] = [best.bare, best.ours].map((perSecond) => Math.round(perSecond).toLocaleString('en'))
  console.log(`${name}: ${b}/s, bare ${a}/s, ratio ${(best.ours / best.bare).toFixed(2)}`)
}

async function benchRequests(): Promise<void> {
  const answer = JSON.stringify({
    id: '7a0000000000000000000e01',
    from: '+34910000001',
    to: '+34600000111',
    queuePosition: 0,
  })
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const outbound = makeOutbound({ clock: systemClock, log: makeLog('silent') })
  const pearl = makePearlClient({ baseUrl, accountId: 'a', secretKey: 'b', outbound })
  const dispatcher = new Agent({ connections: 64 })
  const call = { to: '+34600000111', callData: { firstName: 'Lucía' } }
  await compare(
    'make call',
    REQUESTS,
    async () => {
      const reply = await request(`${baseUrl}/Outbound/x/Call`, {
        dispatcher,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(call),
      })
      return reply.body.json()
    },
    () => pearl.makeCall('x', call),
  )
  await outbound.close()
  await dispatcher.close()
  server.closeAllConnections()
  server.close()
}

async function benchTokens(dataDir: string): Promise<void> {
  const server = await startEmbedded({ dataDir })
  try {
    await migrate(server.url)
    const db = openDatabase(server.url)
    const workspaceId = newId()
    await db.pool.query('insert into workspaces (id, name) values ($1, $2)', [workspaceId, 'Bench'])
    const scope = { workspaceId, db, clock: systemClock }
    const empty = () => inWorkspace(scope, (tx) => sql`select 1`.execute(tx))
    await compare('one shared bucket', TOKENS, empty, () => takeToken(scope, 'pearl', { perSecond: 1e6, burst: 1e6 }))
    await compare('refused by an empty bucket', TOKENS, empty, () =>
      takeToken(scope, 'spent', { perSecond: 0.001, burst: 1 }),
    )
    await db.close()
  } finally {
    await server.close()
  }
}

await benchRequests()
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'antesala-bench-'))
try {
  await benchTokens(path.join(dataDir, 'data'))
} finally {
  await rm(dataDir, { recursive: true, force: true })
}

/**
 * `npm run bench dialer`: how many calls a second the dialer decides in a run of 1,000,000 leads, several processes' worth
 * of dialers at once, policy and cap included, under the restricted role. The vendor is not asked: attempts are settled by
 * hand as soon as they are claimed. Budget: ≥ 500 decisions a second; the cap is never exceeded. `BENCH_LEADS` chooses
 * another size, `BENCH_SECONDS` how long.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { dialTick } from '../src/domains/calls/dial-tick.ts'
import { insertRun } from '../src/domains/calls/runs.store.ts'
import { createWorkspace } from '../src/domains/workspaces/index.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { newId } from '../src/kernel/ids.ts'
import { inWorkspace, openDatabase, type Tx } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import type { Scope } from '../src/platform/scope.ts'
import { makeLog } from '../src/platform/telemetry/log.ts'

const LEADS = Number(process.env['BENCH_LEADS'] ?? 1_000_000)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20)
const DIALERS = 4
const CAP = 200
const CHUNK = 50_000

const ALL_DAY = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
)
const SETTINGS = { policy: { profile: 'general', hours: { service: ALL_DAY, commercial: ALL_DAY } } }

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'antesala-bench-'))
const server = await startEmbedded({ dataDir })
try {
  await migrate(server.url)
  const pools = Array.from({ length: DIALERS }, () => openDatabase(server.url, { maxConnections: 3 }))
  const db = pools[0]!
  const { workspaceId } = await createWorkspace(db, systemClock, { name: 'Bench' })
  await db.pool.query('update workspaces set settings = $2 where id = $1', [workspaceId, SETTINGS])
  const scopes = pools.map(
    (pool): Scope => ({
      workspaceId,
      actor: { kind: 'system', id: 'bench', name: 'Bench' },
      db: pool,
      clock: systemClock,
      log: makeLog('silent'),
      locale: 'es',
    }),
  )
  const scope = scopes[0]!

  const runId = newId()
  const filledAt = performance.now()
  for (let from = 0; from < LEADS; from += CHUNK)
    await inWorkspace(scope, (tx) => fill(tx, runId, from, Math.min(LEADS, from + CHUNK)))
  await inWorkspace(scope, (tx) =>
    insertRun(tx, {
      workspaceId,
      id: runId,
      origin: 'start',
      outboundId: 'bench',
      campaignName: '',
      maxConcurrent: CAP,
      startedBy: scope.actor,
      startedAt: systemClock.now(),
    }),
  )
  for (const table of ['contacts', 'contact_identities', 'leads']) await db.pool.query(`vacuum analyze ${table}`)
  console.log(`${LEADS.toLocaleString('en')} leads in ${((performance.now() - filledAt) / 1000).toFixed(0)} s`)

  let decided = 0
  let most = 0
  let deciding = 0
  const startedAt = performance.now()
  const until = startedAt + SECONDS * 1000
  await Promise.all(
    scopes.map(async (own) => {
      while (performance.now() < until) {
        const before = performance.now()
        const { claimed } = await dialTick(own)
        deciding += performance.now() - before
        decided += claimed
        most = Math.max(most, await inWorkspace(own, countOpen))
        await inWorkspace(own, settleClaimed)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  await inWorkspace(scope, (tx) => explain(tx, runId))
  console.log(`${DIALERS} dialers, cap ${CAP}: ${decided} decisions in ${seconds.toFixed(1)} s`)
  console.log(`  ${(decided / seconds).toFixed(0)} decisions/s, settling included (budget ≥ 500)`)
  console.log(
    `  ${(deciding / Math.max(1, decided)).toFixed(2)} ms of a dialer's time each, waiting for its turn included`,
  )
  console.log(`  most in flight: ${most} (cap ${CAP})`)
  if (most > CAP) process.exitCode = 1
  for (const pool of pools) await pool.close()
} finally {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
}

async function fill(tx: Tx, runId: string, from: number, to: number): Promise<void> {
  const series = sql`generate_series(${from}::int, ${to - 1}::int) n`
  const id = sql`md5(app.workspace()::text || n)::uuid`
  await sql`insert into contacts (workspace_id, id, name, created_at, updated_at)
    select app.workspace(), ${id}, 'Persona ' || n, now(), now() from ${series}`.execute(tx)
  await sql`insert into contact_identities (workspace_id, id, contact_id, kind, value, created_at)
    select app.workspace(), gen_random_uuid(), ${id}, 'phone', '+34' || (600000000 + n), now() from ${series}`.execute(
    tx,
  )
  await sql`insert into leads (workspace_id, id, contact_id, selected_for_calling, call_status, call_priority, call_run_id,
      next_call_at, created_at, updated_at)
    select app.workspace(), gen_random_uuid(), ${id}, true, 'selected', 1 + n % 5, ${runId}, now() - make_interval(secs => n % 9999),
      now(), now() from ${series}`.execute(tx)
}

async function countOpen(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from calls where state <> 'settled'`.execute(tx)
  return rows[0]!.n
}

/** As if the vendor had said at once that nobody answers, for good. */
async function settleClaimed(tx: Tx): Promise<void> {
  await sql`with over as (
      update calls set state = 'settled', disposition = 'no_answer', call_status = 'no_answer', settled_at = now(), look_at = null
      where id in (select id from calls where state = 'claimed' for update skip locked) returning lead_id)
    update leads set call_status = 'no_answer', call_run_id = null, next_call_at = null
    where workspace_id = app.workspace() and id in (select lead_id from over)`.execute(tx)
}

/** The claim's look at the index, as the restricted role runs it. */
async function explain(tx: Tx, runId: string): Promise<void> {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers, costs off, timing off)
    select l.id from leads l where l.call_run_id = ${runId} and l.call_priority = 3 and l.next_call_at <= now()
      and l.call_status <> 'calling' order by l.next_call_at limit 200 for update of l skip locked`.execute(tx)
  for (const row of rows) console.log(`    ${row['QUERY PLAN']}`)
}

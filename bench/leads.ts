/**
 * `npm run bench leads`: lists, searches and the dialer's claim with 100,000 and 1,000,000 leads, through the product's own
 * functions under the restricted role, then the same questions as GET /api/v1/leads. Budget: p95 < 100 ms at a million, at most 1.5 times what 100,000 take. Prints the
 * plans of the million. `BENCH_LEADS=20000,200000` chooses other sizes, `BENCH_ROUNDS` how often each question is asked.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { claimDueLeads, countChoice, joinRun, listLeads } from '../src/domains/leads/index.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { newId } from '../src/kernel/ids.ts'
import { type Database, inWorkspace, openDatabase, type Tx } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import type { Scope } from '../src/platform/scope.ts'
import { makeLog } from '../src/platform/telemetry/log.ts'
import { openHttp } from './leads/http.ts'
import { by, CITIES, FIRST, LAST, type Question, questions } from './leads/questions.ts'

const SIZES = (process.env['BENCH_LEADS'] ?? '100000,1000000').split(',').map(Number)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 60)
const CHUNK = 50_000
async function fill(scope: Scope, size: number): Promise<void> {
  const startedAt = performance.now()
  await inWorkspace(scope, (tx) =>
    sql`insert into advisors (workspace_id, name, created_at) select app.workspace(), 'Asesor ' || n, now() from generate_series(1, 20) n`.execute(
      tx,
    ),
  )
  owners = await readOwners(scope)
  for (let from = 0; from < size; from += CHUNK)
    await inWorkspace(scope, (tx) => fillChunk(tx, from, Math.min(size, from + CHUNK), size))
  console.log(`${size.toLocaleString('en')} leads written in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
}

/** One a minute up to now. Names, cities, owners and states are independent of each other and of time; one in a hundred has a next call. */
async function fillChunk(tx: Tx, from: number, to: number, size: number): Promise<void> {
  const series = sql`generate_series(${from}::int, ${to - 1}::int) n`
  // The n-th person's id, so that the three statements agree without being sent a million of them.
  const id = sql`md5(app.workspace()::text || n)::uuid`
  const at = sql`date_trunc('milliseconds', now() - make_interval(mins => ${size}::int - n))`
  const dice = (die: string, sides: number) => sql`((hashtext(${die} || n)::bigint & 1048575) % ${sides}::int)::int`
  const state = dice('state', 100)
  await sql`insert into contacts (workspace_id, id, name, city, national_id, postal_code, created_at, updated_at)
    select app.workspace(), ${id}, concat_ws(' ', (${FIRST}::text[])[1 + ${dice('first', 16)}], (${LAST}::text[])[1 + ${dice('last', 18)}],
      (${LAST}::text[])[1 + ${dice('second', 18)}]), (${CITIES}::text[])[case when n < ${size}::int / 200 then 9 else 1 + ${dice('city', 8)} end],
      lpad((10000000 + n)::text, 8, '0') || 'X', lpad((1000 + n % 51000)::text, 5, '0'), ${at}, ${at} from ${series}`.execute(
    tx,
  )
  await sql`insert into contact_identities (workspace_id, id, contact_id, kind, value, created_at)
    select app.workspace(), gen_random_uuid(), ${id}, 'phone', '+34' || (600000000 + n::bigint * 37), ${at} from ${series}
    union all select app.workspace(), gen_random_uuid(), ${id}, 'email', 'persona' || n || '@ejemplo.es', ${at} from ${series}
      where n % 4 = 0`.execute(tx)
  await sql`insert into leads (workspace_id, id, contact_id, source, status, closure_reason, call_status, call_priority, owner_id,
      next_call_at, created_at, updated_at)
    select app.workspace(), gen_random_uuid(), ${id}, 'import', case when ${state} < 20 then 'closed' else 'open' end,
      case when ${state} < 20 then 'not_interested' end,
      case when ${state} < 20 then 'completed' when ${state} = 99 then 'busy' else 'no_selected' end,
      case when ${dice('priority', 10)} = 0 then 1 else 3 end, (${owners}::int[])[1 + ${dice('owner', 20)}],
      case when ${dice('next', 100)} = 0 then now() + make_interval(mins => n % 1000) end, ${at}, ${at} from ${series}`.execute(
    tx,
  )
}

let owners: number[] = []

async function readOwners(scope: Scope): Promise<number[]> {
  const { rows } = await inWorkspace(scope, (tx) =>
    sql<{ id: number }>`select id from advisors order by id`.execute(tx),
  )
  return rows.map((row) => row.id)
}

async function ask(scope: Scope, question: Question, n: number): Promise<number> {
  const order = question.order ?? by('created_at', true)
  let cursor: string | undefined
  let took = 0
  for (let page = 0; page <= (question.deep ?? 0); page++) {
    const startedAt = performance.now()
    const found = await inWorkspace(scope, (tx) => listLeads(tx, question.filter(n), { limit: 50, order, cursor }))
    took = performance.now() - startedAt
    cursor = found.nextCursor ?? undefined
  }
  return took
}

/** The superuser's address, in the product's database. */
const inProduct = (adminUrl: string): string => adminUrl.replace('/postgres?', '/antesala?')

interface Figures {
  p50: number
  p95: number
}

async function measure(work: (n: number) => Promise<number>, rounds: number): Promise<Figures> {
  const took: number[] = []
  await work(0)
  for (let n = 1; n <= rounds; n++) took.push(await work(n))
  took.sort((a, b) => a - b)
  return { p50: took[Math.floor(rounds * 0.5)]!, p95: took[Math.min(rounds - 1, Math.floor(rounds * 0.95))]! }
}

async function measureAll(scope: Scope, size: number): Promise<Map<string, Figures>> {
  owners = await readOwners(scope)
  const figures = new Map<string, Figures>()
  for (const question of questions(size, owners))
    figures.set(question.name, await measure((n) => ask(scope, question, n), question.deep ? 5 : ROUNDS))
  const http = await openHttp(scope)
  for (const question of questions(size, owners).filter(({ deep }) => !deep))
    figures.set(`HTTP, ${question.name}`, await measure((n) => http.ask(question, n), Math.min(ROUNDS, 30)))
  await http.close()
  const timed = (work: (tx: Tx) => Promise<unknown>) => async () => {
    const startedAt = performance.now()
    await inWorkspace(scope, work)
    return performance.now() - startedAt
  }
  figures.set(
    'count: a city',
    await measure(
      timed((tx) => countChoice(tx, { filter: { city: 'Girona' } })),
      5,
    ),
  )
  figures.set(
    'count: everybody',
    await measure(
      timed((tx) => countChoice(tx, { filter: {} })),
      5,
    ),
  )
  const runId = newId()
  const joinedAt = performance.now()
  const { joined } = await inWorkspace(scope, (tx) =>
    joinRun(tx, scope, { filter: { city: 'Girona', status: 'open' } }, runId),
  )
  console.log(
    `  ${joined.toLocaleString('en')} leads put into a run in ${((performance.now() - joinedAt) / 1000).toFixed(1)} s`,
  )
  figures.set(
    'claim 5 for calling',
    await measure(
      timed((tx) => claimDueLeads(tx, { runId, now: scope.clock.now(), limit: 5 })),
      ROUNDS,
    ),
  )
  return figures
}

/** As superuser under the tenant's role: only so can the plans inside the search function be seen. */
async function printPlans(adminUrl: string, scope: Scope, size: number): Promise<void> {
  const db = openDatabase(inProduct(adminUrl), { maxConnections: 1 })
  const client = await db.pool.connect()
  await client.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
    set auto_explain.log_buffers = on; set auto_explain.log_timing = off; set auto_explain.log_nested_statements = on; set client_min_messages = log`)
  let plan: string[] = []
  client.on('notice', (notice) => {
    if (/from (public\.)?leads l/.test(notice.message ?? '')) plan.push(notice.message ?? '')
  })
  client.release()
  for (const question of questions(size, owners)) {
    plan = []
    await ask({ ...scope, db }, question, 1)
    console.log(`\n── ${question.name}`)
    for (const text of plan.filter((one) => !/l\.id = any/i.test(one)).slice(-1))
      console.log(text.slice(text.indexOf('Query Text')).split('\n').slice(1).join('\n'))
  }
  await db.close()
}

async function bench(folder: string): Promise<void> {
  const server = await startEmbedded({ dataDir: path.join(folder, 'data') })
  await migrate(server.url)
  const db = openDatabase(server.url)
  try {
    const scopes: Scope[] = []
    for (const size of SIZES) {
      const scope = await makeScope(db)
      await fill(scope, size)
      scopes.push(scope)
    }
    await asAdmin(server.adminUrl, 'vacuum analyze')
    const all: Map<string, Figures>[] = []
    for (const [index, scope] of scopes.entries()) all.push(await measureAll(scope, SIZES[index]!))
    report(all)
    await printPlans(server.adminUrl, scopes.at(-1)!, SIZES.at(-1)!)
  } finally {
    await db.close()
    await server.close()
  }
}

async function makeScope(db: Database): Promise<Scope> {
  const workspaceId = newId()
  await db.pool.query("insert into workspaces (id, name) values ($1, 'Bench')", [workspaceId])
  const actor = { kind: 'system', id: 'bench', name: 'bench' } as const
  return { workspaceId, actor, db, clock: systemClock, log: makeLog('silent'), locale: 'es' }
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inProduct(adminUrl) })
  await admin.connect()
  await admin.query(statement)
  await admin.end()
}

function report(all: Map<string, Figures>[]): void {
  console.log(
    `\nload average of the machine: ${os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(', ')}`,
  )
  const ms = (figure: number) => figure.toFixed(1).padStart(8)
  console.log(
    `\n${'ms'.padEnd(36)}${SIZES.map((size) => `${size.toLocaleString('en')} p50, p95`.padStart(22)).join('')}   growth of p50, p95`,
  )
  for (const name of all[0]!.keys()) {
    const figures = all.map((one) => one.get(name)!)
    const growth = (share: 'p50' | 'p95') => `×${(figures.at(-1)![share] / figures[0]![share]).toFixed(2)}`
    const over = figures.at(-1)!.p95 >= 100 ? '  over 100 ms' : ''
    console.log(
      `${name.padEnd(36)}${figures.map((one) => `${ms(one.p50)}${ms(one.p95)}      `).join('')}  ${growth('p50')}, ${growth('p95')}${over}`,
    )
  }
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'antesala-bench-'))
// Root lends the server another account, which has to get in.
await chmod(folder, 0o711)
try {
  await bench(folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}

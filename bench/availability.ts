/**
 * `npm run bench availability`: any-professional search over HTTP, 20 professionals × 14 days with 5,000 appointments in
 * them, under the restricted role; then bookings of one busy day side by side. Budget: p95 ≤ 50 ms a search, 0 overlaps.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { Agent, request } from 'undici'
import { appointmentsRoutes } from '../src/domains/appointments/appointments.routes.ts'
import { addService, addStaff, bookAppointment, makeOffers } from '../src/domains/appointments/index.ts'
import { createWorkspace } from '../src/domains/workspaces/index.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { addDays, instantToWall, wallToInstant } from '../src/kernel/dates.ts'
import { AppError } from '../src/kernel/errors.ts'
import { newId } from '../src/kernel/ids.ts'
import { inWorkspace, openDatabase } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { httpMessages } from '../src/platform/http/http.messages.ts'
import { makeTranslate } from '../src/platform/http/messages.ts'
import { makeServer } from '../src/platform/http/server.ts'
import type { Scope } from '../src/platform/scope.ts'
import { makeLog } from '../src/platform/telemetry/log.ts'
import { testSecrets } from '../test/support/secrets.ts'

const STAFF = 20
const DAYS = 14
const APPOINTMENTS = 5_000
const SEARCHES = Number(process.env['BENCH_SEARCHES'] ?? 300)
const BOOKINGS = Number(process.env['BENCH_BOOKINGS'] ?? 2_000)
const SIDE_BY_SIDE = 16
const ZONE = 'Europe/Madrid'
const OPENS = 9
const CLOSES = 20

const offers = makeOffers('the secret of a bench')
const week = { opens: OPENS * 60, closes: CLOSES * 60 }
const everyDay = { mon: [week], tue: [week], wed: [week], thu: [week], fri: [week], sat: [week], sun: [week] }

async function openSalon(scope: Scope): Promise<{ serviceId: string; staffIds: string[] }> {
  const service = await addService(scope, {
    name: 'Corte',
    synonyms: [],
    description: '',
    durationMin: 30,
    bufferBeforeMin: 0,
    bufferAfterMin: 0,
    slotStepMin: 15,
    minNoticeMin: 0,
    horizonDays: 60,
    price: null,
    staffIds: [],
  })
  const staffIds: string[] = []
  for (let i = 0; i < STAFF; i++) {
    const staff = {
      name: `Profesional ${i}`,
      email: null,
      zone: ZONE,
      weeklyHours: everyDay,
      exceptions: [],
      weight: 1,
    }
    staffIds.push((await addStaff(scope, () => ({ ...staff, serviceIds: [service.id] }))).id)
  }
  return { serviceId: service.id, staffIds }
}

/** Spread over every professional and day alike, half an hour each, as many as there is room for. */
async function fill(scope: Scope, salon: { serviceId: string; staffIds: string[] }, first: string): Promise<void> {
  const halves = (CLOSES - OPENS) * 2
  const perDay = Math.ceil(APPOINTMENTS / (STAFF * DAYS))
  const places = salon.staffIds.flatMap((staffId, s) =>
    Array.from({ length: DAYS }, (_, day) => {
      const opens = wallToInstant({ date: addDays(first, day), time: '09:00' }, ZONE).getTime()
      // Seven is prime to the 22 halves of a day: no two fall together.
      return Array.from({ length: perDay }, (_, k) => {
        const start = opens + ((s + day + k * 7) % halves) * 1_800_000
        return { id: newId(), staffId, start: new Date(start), end: new Date(start + 1_800_000) }
      })
    }).flat(),
  )
  const rows = JSON.stringify(places.slice(0, APPOINTMENTS))
  await inWorkspace(scope, async (tx) => {
    const contactId = newId()
    const now = scope.clock.now()
    await sql`insert into contacts (workspace_id, id, name, created_at, updated_at)
      values (app.workspace(), ${contactId}, 'Persona', ${now}, ${now})`.execute(tx)
    const given = sql`jsonb_to_recordset(${rows}::jsonb) as r (id uuid, "staffId" uuid, "start" timestamptz, "end" timestamptz)`
    await sql`insert into appointments (workspace_id, id, desk, state, contact_id, service_id, staff_id, starts_at, ends_at, created_at, updated_at)
      select app.workspace(), r.id, 'own', 'booked', ${contactId}, ${salon.serviceId}, r."staffId", r."start", r."end", ${now}, ${now} from ${given}`.execute(
      tx,
    )
    await sql`insert into occupied (workspace_id, session_id, resource_id, starts_at, ends_at)
      select app.workspace(), r.id, r."staffId", r."start", r."end" from ${given}`.execute(tx)
  })
}

async function benchSearch(scope: Scope, query: string): Promise<void> {
  const api = await makeServer({
    log: makeLog('silent'),
    translate: makeTranslate(httpMessages),
    sealer: testSecrets(),
    trustProxy: false,
    https: false,
    publicOrigin: undefined,
    recognise: {
      key: async () => ({
        workspaceId: scope.workspaceId,
        actor: scope.actor,
        grants: new Set(['appointments:read'] as const),
      }),
      session: async () => null,
    },
    makeScope: () => scope,
  })
  appointmentsRoutes(api, { offers })
  const url = await api.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAliveTimeout: 60_000 })
  const took: number[] = []
  let slots = 0
  for (let i = -20; i < SEARCHES; i++) {
    const startedAt = performance.now()
    const reply = await request(`${url}/api/v1/availability?${query}`, {
      dispatcher: agent,
      headers: { 'x-api-key': 'bench' },
    })
    const body = (await reply.body.json()) as { slots: unknown[] }
    if (reply.statusCode !== 200) throw new Error(`the search answered ${reply.statusCode}`)
    slots = body.slots.length
    if (i >= 0) took.push(performance.now() - startedAt)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => `${took[Math.ceil(took.length * share) - 1]!.toFixed(1)} ms`
  console.log(
    `any-professional search, ${STAFF} staff × ${DAYS} days, ${APPOINTMENTS.toLocaleString('en')} appointments, ${slots} starts: ` +
      `p50 ${at(0.5)}, p95 ${at(0.95)} (budget 50 ms), p99 ${at(0.99)}`,
  )
  await agent.close()
  await api.close()
}

async function benchBooking(scope: Scope, serviceId: string, date: string): Promise<void> {
  const opens = wallToInstant({ date, time: '09:00' }, ZONE).getTime()
  let [next, booked] = [0, 0]
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let n = next++; n < BOOKINGS; n = next++) {
        const start = new Date(opens + ((n * 13) % 42) * 900_000)
        const wish = { time: { serviceId, staffId: null, start }, person: { name: `Persona ${n}` } }
        try {
          await bookAppointment(scope, wish, { offers })
          booked++
        } catch (error) {
          if (!(error instanceof AppError && error.code === 'booking.slot_taken')) throw error
        }
      }
    }),
  )
  const perSecond = BOOKINGS / ((performance.now() - startedAt) / 1000)
  const overlaps = await inWorkspace(scope, async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from occupied a join occupied b
      on b.resource_id = a.resource_id and b.session_id > a.session_id
      where a.starts_at < b.ends_at and b.starts_at < a.ends_at`.execute(tx)
    return rows[0]!.n
  })
  console.log(
    `${BOOKINGS.toLocaleString('en')} bookings of one day, ${SIDE_BY_SIDE} side by side: ${perSecond.toFixed(0)}/s, ` +
      `${booked} won, ${BOOKINGS - booked} refused with alternatives, ${overlaps} overlaps (budget 0)`,
  )
  if (overlaps > 0) process.exitCode = 1
}

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'antesala-bench-'))
const server = await startEmbedded({ dataDir })
try {
  await migrate(server.url)
  const db = openDatabase(server.url, { maxConnections: SIDE_BY_SIDE + 4 })
  const { workspaceId } = await createWorkspace(db, systemClock, { name: 'Bench' })
  const scope: Scope = {
    workspaceId,
    actor: { kind: 'system', id: 'bench', name: 'Bench' },
    db,
    clock: systemClock,
    log: makeLog('silent'),
    locale: 'es',
  }
  const salon = await openSalon(scope)
  const first = addDays(instantToWall(systemClock.now(), ZONE).date, 1)
  await fill(scope, salon, first)
  await db.pool.query('analyze')
  await benchSearch(scope, `service_id=${salon.serviceId}&from=${first}&to=${addDays(first, DAYS - 1)}`)
  await benchBooking(scope, salon.serviceId, addDays(first, DAYS + 6))
  await db.close()
} finally {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
}

/** How the product is, for probes and dashboards: alive, ready, how much waits, figures. */
import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { healthReport, statusWire } from '../../contract/system.ts'
import { getWorkspace } from '../domains/workspaces/index.ts'
import { toWire } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { type Database, inWorkspace } from '../platform/db/database.ts'
import type { Api, ApiRequest } from '../platform/http/api.ts'
import { queueDepth } from '../platform/queue/depth.ts'
import type { Scope } from '../platform/scope.ts'
import type { Metrics } from '../platform/telemetry/metrics.ts'

export interface SystemRouteDeps {
  db: Database
  clock: Scope['clock']
  version: string
  metrics: Metrics
  /** Bearer that /metrics asks for. */
  metricsToken: string | undefined
  /** The machine itself may read them without (the demo). */
  metricsOnLoopback: boolean
}

export function systemRoutes(api: Api, deps: SystemRouteDeps): void {
  const databaseAnswers = () =>
    sql`select 1`.execute(deps.db.kysely).then(
      () => true,
      () => false,
    )

  api.route({
    method: 'GET',
    url: '/api/status',
    config: { access: 'public' },
    schema: {
      tags: ['system'],
      summary: 'Whether the API and its database answer',
      response: { 200: statusWire, 503: statusWire },
    },
    handler: async (_request, reply) => {
      const ok = await databaseAnswers()
      return reply.code(ok ? 200 : 503).send({
        status: ok ? ('ok' as const) : ('error' as const),
        version: deps.version,
        database: ok ? ('ok' as const) : ('unavailable' as const),
        time: toWire(deps.clock.now(), 'Europe/Madrid'),
      })
    },
  })

  api.route({
    method: 'GET',
    url: '/health',
    config: { access: 'public' },
    schema: {
      tags: ['system'],
      summary: 'The process is alive',
      response: { 200: z.object({ status: z.literal('ok') }) },
    },
    handler: async () => ({ status: 'ok' as const }),
  })

  const ready = z.object({ status: z.enum(['ready', 'not_ready']) })
  api.route({
    method: 'GET',
    url: '/ready',
    config: { access: 'public' },
    schema: { tags: ['system'], summary: 'Work can be sent here', response: { 200: ready, 503: ready } },
    handler: async (_request, reply) => {
      const ok = await databaseAnswers()
      return reply.code(ok ? 200 : 503).send({ status: ok ? ('ready' as const) : ('not_ready' as const) })
    },
  })

  api.route({
    method: 'GET',
    url: '/api/v1/reports/health',
    config: { access: 'public', tellsKeysMore: true },
    schema: {
      tags: ['system'],
      summary: 'Queues, database and connections',
      description: 'Totals for anybody; with a key also the workspace’s dead letters and connections.',
      response: { 200: healthReport, 503: healthReport },
    },
    handler: async (request, reply) => {
      const depth = await queueDepth(deps.db).catch(() => undefined)
      const queue = {
        ready: depth?.ready ?? 0,
        scheduled: depth?.scheduled ?? 0,
        oldest_ready_s: Math.round(depth?.oldestReadyS ?? 0),
      }
      if (!depth) return reply.code(503).send({ status: 'degraded' as const, database: 'unavailable' as const, queue })
      const own = request.scope ? await ownHealth(request.scope) : {}
      return { status: 'ok' as const, database: 'ok' as const, queue, ...own }
    },
  })

  api.route({
    method: 'GET',
    url: '/metrics',
    config: { access: 'public' },
    schema: { hide: true },
    handler: async (request, reply) => {
      if (!mayReadMetrics(request, deps)) throw new AppError('unauthenticated', 'metrics.token')
      const depth = await queueDepth(deps.db).catch(() => undefined)
      if (depth) {
        deps.metrics.queue.set({ state: 'ready' }, depth.ready)
        deps.metrics.queue.set({ state: 'scheduled' }, depth.scheduled)
        deps.metrics.oldestJob.set(depth.oldestReadyS)
      }
      return reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics())
    },
  })
}

async function ownHealth(scope: Scope) {
  return inWorkspace(scope, async (tx) => {
    const dead = await sql<{
      n: number
    }>`select count(*)::int as n from dead_letters where workspace_id = app.workspace() and replayed_at is null`.execute(
      tx,
    )
    const connections = await sql<{
      vendor: string
      updated_at: Date
    }>`select vendor, updated_at from connections order by vendor`.execute(tx)
    const { zone } = await getWorkspace(tx, scope)
    return {
      dead_letters: dead.rows[0]?.n ?? 0,
      connections: connections.rows.map((row) => ({
        vendor: row.vendor,
        configured: true,
        updated_at: toWire(row.updated_at, zone),
      })),
    }
  })
}

/** The socket's own address counts here, not what a proxy claims. */
function mayReadMetrics(request: ApiRequest, deps: SystemRouteDeps): boolean {
  if (deps.metricsOnLoopback && LOOPBACK.has(request.socket.remoteAddress ?? '')) return true
  const sent = Buffer.from(request.headers.authorization?.replace(/^Bearer\s+/i, '') ?? '')
  const wanted = Buffer.from(deps.metricsToken ?? '')
  return wanted.length > 0 && sent.length === wanted.length && timingSafeEqual(sent, wanted)
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

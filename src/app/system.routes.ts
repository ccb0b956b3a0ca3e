/** How the product is, for probes, dashboards and the console: status, health, figures, live events, dead letters. */
import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { deadLetterList, type deadLetterWire, healthReport, statusWire } from '../../contract/system.ts'
import { getWorkspace } from '../domains/workspaces/index.ts'
import { toWire } from '../kernel/dates.ts'
import { AppError } from '../kernel/errors.ts'
import { type Database, inWorkspace } from '../platform/db/database.ts'
import { streamEvents } from '../platform/events/stream.ts'
import type { AccessScope, Api, ApiRequest } from '../platform/http/api.ts'
import type { Translate } from '../platform/http/messages.ts'
import { type DeadLetter, listDeadLetters, replayDeadLetter } from '../platform/queue/dead-letters.ts'
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
  translate: Translate
}

export function systemRoutes(api: Api, deps: SystemRouteDeps): void {
  probes(api, deps)
  deadLetters(api, deps)
  api.route({
    method: 'GET',
    url: '/api/v1/events',
    config: { access: 'any' },
    schema: {
      tags: ['system'],
      summary: 'Everything that changes in the workspace, as server-sent events',
      produces: ['text/event-stream'],
      description:
        '`event:` is the topic, `data:` `{topic, type, data}`; `event: lost` asks to fetch again. A caller hears the topics that its scopes let it read.',
      querystring: z.strictObject({
        topics: z
          .string()
          .max(200)
          .optional()
          .meta({ description: `Comma-separated, of ${Object.keys(SCOPE_OF_TOPIC).join(', ')}; all when absent` }),
      }),
    },
    handler: (request, reply) => {
      const asked = request.query.topics?.split(',')
      const mine = topicsFor(request.grants)
      return streamEvents(request, reply, asked ? mine.filter((topic) => asked.includes(topic)) : mine)
    },
  })
}

/** What a caller must be allowed to read to hear of it. A topic that is not here is heard by nobody. */
export const SCOPE_OF_TOPIC: Record<string, AccessScope | 'any'> = {
  appointments: 'appointments:read',
  calls: 'calls:read',
  contacts: 'contacts:read',
  'dead-letters': 'admin',
  imports: 'leads:read',
  leads: 'leads:read',
  workspace: 'any',
}

function topicsFor(grants: ReadonlySet<AccessScope>): string[] {
  return Object.entries(SCOPE_OF_TOPIC).flatMap(([topic, scope]) =>
    scope === 'any' || grants.has(scope) ? [topic] : [],
  )
}

function probes(api: Api, deps: SystemRouteDeps): void {
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

function deadLetters(api: Api, deps: SystemRouteDeps): void {
  api.route({
    method: 'GET',
    url: '/api/v1/dead-letters',
    config: { access: 'admin' },
    schema: {
      tags: ['system'],
      summary: 'Work that ran out of tries, newest first',
      querystring: z.strictObject({
        open: z.enum(['true', 'false']).default('true').meta({ description: '`false` shows the replayed ones too' }),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        cursor: z.uuid().optional(),
      }),
      response: { 200: deadLetterList },
    },
    handler: async (request) => {
      const { open, limit, cursor } = request.query
      const page = await listDeadLetters(request.scope, { open: open === 'true', limit, cursor })
      const { zone } = await inWorkspace(request.scope, (tx) => getWorkspace(tx, request.scope))
      return {
        items: page.items.map((letter) => onWire(letter, zone, request, deps.translate)),
        nextCursor: page.nextCursor,
      }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/dead-letters/:id/replay',
    config: { access: 'admin' },
    schema: {
      tags: ['system'],
      summary: 'Tries the work again, as a new job',
      params: z.object({ id: z.uuid() }),
      response: { 202: z.object({ job: z.string() }) },
    },
    handler: async (request, reply) => reply.code(202).send(await replayDeadLetter(request.scope, request.params.id)),
  })
}

function onWire(
  letter: DeadLetter,
  zone: string,
  request: ApiRequest,
  translate: Translate,
): z.infer<typeof deadLetterWire> {
  return {
    id: letter.id,
    job: letter.job,
    payload: letter.payload,
    error: {
      code: letter.errorCode,
      kind: letter.errorKind,
      message: translate(letter.errorCode, request.locale, letter.errorParams),
    },
    attempts: letter.attempts,
    died_at: toWire(letter.diedAt, zone),
    replayed_at: letter.replayedAt ? toWire(letter.replayedAt, zone) : null,
  }
}

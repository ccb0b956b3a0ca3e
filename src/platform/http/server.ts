/** The HTTP edge: limits, headers, languages, the door, repeated requests, errors. Routes are registered by app/. */

import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Api } from './api.ts'
import { type DoorOptions, installDoor } from './door.ts'
import { installIdempotency, type Sealer } from './idempotency.ts'
import { readLocale, type Translate } from './messages.ts'
import { answerNoSuchRoute } from './no-such-route.ts'
import { replyToUnreadable, replyWithError } from './reply-error.ts'
import { readWithZod } from './zod-problems.ts'

export interface ServerOptions extends DoorOptions {
  log: Logger
  translate: Translate
  /** Seals the answers that are kept for repeated requests. */
  sealer: Sealer
  /** As Fastify's `trustProxy`: whose word about the client's address counts. */
  trustProxy: boolean | number | string[]
  /** Requests a second that one key, person or address may make before 429. */
  requestsPerSecond?: number
  /** What to answer where there is no route (the console's page); undefined: the usual 404. */
  elsewhere?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined
  /** https at the public address: browsers are told to insist on it. */
  https: boolean
}

/** After a stop is asked for. */
const ANSWER_WITHIN_MS = 3000
/** Documented routes take up to this; imports set their own. */
const BODY_LIMIT = 1_048_576

declare module 'fastify' {
  interface FastifyRequest {
    /** True where the request itself named a language. */
    localeAsked: boolean
  }
}

export async function makeServer(options: ServerOptions): Promise<Api> {
  const api = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    // A number of hops is allowed too, which the types do not know.
    trustProxy: options.trustProxy as boolean | string[],
    genReqId: () => newId(),
    requestTimeout: 120_000,
    // What fails before there is a route: an address that cannot be decoded, or that is too long.
    frameworkErrors: (error, request, reply) => {
      replyWithError(invalid('request.unreadable', { cause: error }), request, reply, options.translate)
    },
    clientErrorHandler: (error, socket) => replyToUnreadable(error, socket, options.translate),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as Api

  api.setValidatorCompiler(readWithZod)
  api.setSerializerCompiler(serializerCompiler)
  api.decorateRequest('locale', 'es')
  api.decorateRequest('localeAsked', false)
  api.setErrorHandler((error, request, reply) => replyWithError(error, request, reply, options.translate))
  answerNoSuchRoute(api, options.translate, options.elsewhere)

  refuseUnknownQuery(api)
  api.addHook('onRequest', async (request) => {
    const query = request.query as Record<string, unknown> | null
    const asked = readLocale(query?.['lang'])
    if (asked) {
      request.locale = asked
      request.localeAsked = true
      delete query?.['lang']
    }
  })

  await api.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // The component library sets styles on elements; scripts stay our own.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: options.https ? [] : null,
      },
    },
    hsts: options.https,
  })
  await api.register(cookie)
  await api.register(formbody)
  await api.register(multipart, { limits: { files: 1, fields: 10, fieldSize: 262_144, parts: 12 } })
  await api.register(rateLimit, {
    global: true,
    timeWindow: 1000,
    max: options.requestsPerSecond ?? 2000,
    keyGenerator: callerKey,
    errorResponseBuilder: (_request, context) =>
      new AppError('limit', 'request.too_many', {
        retryAfterS: Math.ceil(context.ttl / 1000),
        params: { seconds: Math.ceil(context.ttl / 1000) },
      }),
  })
  await api.register(underPressure, { maxEventLoopDelay: 5000 })

  closeInTurn(api)
  installDoor(api, options)
  installIdempotency(api, options.sealer)

  api.addHook('onResponse', async (request, reply) => {
    const entry = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (reply.statusCode >= 500) request.log.warn(entry, 'answered')
    else request.log.debug(entry, 'answered')
  })
  return api
}

/** A stop lets the requests under way have their answer; who takes longer, or never ends, is cut off. */
function closeInTurn(api: Api): void {
  api.addHook('preClose', async () => {
    const { server } = api
    if (!server.listening) return
    // A connection becomes idle only after its answer, and a kept-alive one would hold the stop up.
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    const patience = setTimeout(() => server.closeAllConnections(), ANSWER_WITHIN_MS)
    server.once('close', () => {
      clearInterval(idle)
      clearTimeout(patience)
    })
  })
}

/** A query parameter that nobody reads is a mistake of the caller's: 400. Hooks and signed links may carry strange ones. */
function refuseUnknownQuery(api: Api): void {
  api.addHook('onRoute', (route) => {
    const access = route.config?.access
    if (access === undefined || access === 'hook' || route.schema?.hide) return
    route.schema ??= {}
    route.schema.querystring ??= z.strictObject({})
    if (access === 'public') return
    const schema = route.schema.querystring as { _zod?: { def?: { catchall?: { _zod: { def: { type: string } } } } } }
    if (schema._zod?.def?.catchall?._zod.def.type !== 'never')
      throw new Error(
        `${route.method} ${route.url}: its query is not a z.strictObject, so unknown parameters would pass`,
      )
  })
}

/** The budget of the caller whom the door has recognised; of the address where it asked nobody: a header alone buys none. */
function callerKey({ scope, ip }: FastifyRequest): string {
  return scope ? `${scope.workspaceId} ${scope.actor.kind} ${scope.actor.id}` : ip
}

/** The HTTP server, with each domain's routes registered by name. */
import { appointmentsRoutes } from '../domains/appointments/appointments.routes.ts'
import { attemptsRoutes } from '../domains/calls/attempts.routes.ts'
import { callsRoutes } from '../domains/calls/calls.routes.ts'
import { callHooksRoutes } from '../domains/calls/hooks.routes.ts'
import { contactsRoutes } from '../domains/contacts/contacts.routes.ts'
import { exportRoutes } from '../domains/leads/export.routes.ts'
import { importsRoutes } from '../domains/leads/imports.routes.ts'
import { leadsRoutes } from '../domains/leads/leads.routes.ts'
import { namedListsRoutes } from '../domains/leads/named-lists.routes.ts'
import { apiKeysRoutes } from '../domains/workspaces/api-keys.routes.ts'
import { connectionsRoutes } from '../domains/workspaces/connections.routes.ts'
import { membersRoutes } from '../domains/workspaces/members.routes.ts'
import { setupRoutes } from '../domains/workspaces/setup.routes.ts'
import { signInRoutes } from '../domains/workspaces/sign-in.routes.ts'
import { workspaceRoutes } from '../domains/workspaces/workspace.routes.ts'
import type { Auth } from '../platform/auth/auth.ts'
import type { EventHub } from '../platform/events/hub.ts'
import { carryEvents } from '../platform/events/stream.ts'
import type { Api, ApiRequest } from '../platform/http/api.ts'
import type { Caller } from '../platform/http/door.ts'
import { makeServer } from '../platform/http/server.ts'
import type { Scope } from '../platform/scope.ts'
import type { Metrics } from '../platform/telemetry/metrics.ts'
import type { Adapters } from './adapters.ts'
import { makeConsole } from './console.ts'
import { deadLettersRoutes } from './dead-letters.routes.ts'
import { eventsRoutes } from './events.routes.ts'
import { productTranslate } from './messages.ts'
import { describeApi } from './openapi.ts'
import type { Product } from './product.ts'
import { makeRecognise } from './recognise.ts'
import { systemRoutes } from './system.routes.ts'
import { connectableVendors } from './vendors.ts'

export interface ApiParts {
  hub: EventHub
  metrics: Metrics
  adapters: Adapters
  signIn: Auth
}

export async function makeApi(product: Product, { hub, metrics, adapters, signIn }: ApiParts): Promise<Api> {
  const { config, db, clock } = product
  const translate = productTranslate()
  const recognise = makeRecognise(product, signIn)
  const makeScope = (caller: Caller, request: ApiRequest): Scope => ({
    workspaceId: caller.workspaceId,
    actor: caller.actor,
    db,
    clock,
    log: request.log as Scope['log'],
    locale: request.locale,
  })
  const pages = makeConsole()
  const api = await makeServer({
    elsewhere: pages.page,
    log: product.log,
    translate,
    sealer: product.secrets,
    trustProxy: config.trustProxy,
    https: config.publicUrl?.startsWith('https:') ?? false,
    publicOrigin: config.publicUrl === null ? undefined : new URL(config.publicUrl).origin,
    recognise,
    makeScope,
  })
  carryEvents(api, hub)
  api.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: String(reply.statusCode),
    }
    metrics.requests.observe(labels, reply.elapsedTime / 1000)
  })

  await describeApi(api, product.version)
  systemRoutes(api, {
    db,
    clock,
    version: product.version,
    metrics,
    // The demo is its owner's own machine: the loopback may read. In production there is a token or nobody.
    metricsToken: config.metricsToken ?? undefined,
    metricsOnLoopback: config.mode === 'demo',
  })
  eventsRoutes(api)
  deadLettersRoutes(api, { translate })
  setupRoutes(api, { db, clock, log: product.log, auth: signIn })
  signInRoutes(api, { auth: signIn, db, clock })
  workspaceRoutes(api, { auth: signIn })
  membersRoutes(api, { auth: signIn, canMail: adapters.mailer !== null })
  apiKeysRoutes(api)
  connectionsRoutes(api, { secrets: product.secrets, vendors: connectableVendors })
  contactsRoutes(api)
  leadsRoutes(api, { appointments: adapters.externalAppointments, calls: adapters.callFacts })
  namedListsRoutes(api)
  exportRoutes(api)
  importsRoutes(api)
  callsRoutes(api, { dialerFor: adapters.dialerFor, translate })
  attemptsRoutes(api, { translate })
  callHooksRoutes(api, { db, clock })
  appointmentsRoutes(api, { offers: adapters.offers })
  await pages.serve(api)
  await api.ready()
  return api
}

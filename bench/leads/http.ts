/** The same questions over HTTP: from the request to the parsed page, through the whole edge. */
import { Agent, request } from 'undici'
import { cancelExternalAppointment, recordExternalAppointment } from '../../src/domains/appointments/index.ts'
import { countPlacedCalls } from '../../src/domains/calls/index.ts'
import { leadsRoutes } from '../../src/domains/leads/leads.routes.ts'
import { httpMessages } from '../../src/platform/http/http.messages.ts'
import { makeTranslate } from '../../src/platform/http/messages.ts'
import { makeServer } from '../../src/platform/http/server.ts'
import type { Scope } from '../../src/platform/scope.ts'
import { testSecrets } from '../../test/support/secrets.ts'
import type { Question } from './questions.ts'

export interface HttpAsker {
  /** Milliseconds that one page of 50 took. */
  ask(question: Question, n: number): Promise<number>
  close(): Promise<void>
}

export async function openHttp(scope: Scope): Promise<HttpAsker> {
  const who = { workspaceId: scope.workspaceId, actor: scope.actor, grants: new Set(['leads:read'] as const) }
  const api = await makeServer({
    log: scope.log,
    translate: makeTranslate(httpMessages),
    sealer: testSecrets(),
    trustProxy: false,
    https: false,
    publicOrigin: undefined,
    requestsPerSecond: 100_000,
    recognise: { key: async () => who, session: async () => null },
    makeScope: () => scope,
  })
  leadsRoutes(api, {
    appointments: { recordExternalAppointment, cancelExternalAppointment },
    calls: { attemptsOf: countPlacedCalls },
  })
  const url = await api.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAliveTimeout: 60_000 })
  return {
    async ask(question, n) {
      const startedAt = performance.now()
      const reply = await request(`${url}/api/v1/leads?${query(question, n)}`, {
        dispatcher: agent,
        headers: { 'x-api-key': 'bench' },
      })
      const page = await reply.body.json()
      if (reply.statusCode !== 200) throw new Error(`${question.name}: ${reply.statusCode} ${JSON.stringify(page)}`)
      return performance.now() - startedAt
    },
    async close() {
      await agent.close()
      await api.close()
    },
  }
}

function query({ filter, order }: Question, n: number): URLSearchParams {
  const { search, city, status, callStatus, ownerId, updatedSince } = filter(n)
  const wanted = {
    search,
    city,
    status,
    call_status: callStatus,
    owner_id: ownerId,
    updated_since: updatedSince?.toISOString(),
    sort: order?.sort,
    order: order && (order.descending ? 'desc' : 'asc'),
  }
  const named = new URLSearchParams()
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) named.set(name, String(value))
  return named
}

/** The HTTP edge with this domain's routes alone, real keys and real sessions: for tests of who may do what. */

import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { apiKeysRoutes } from '../../src/domains/workspaces/api-keys.routes.ts'
import { connectionsRoutes } from '../../src/domains/workspaces/connections.routes.ts'
import { authenticateKey, authenticateSession } from '../../src/domains/workspaces/index.ts'
import { membersRoutes } from '../../src/domains/workspaces/members.routes.ts'
import { setupRoutes } from '../../src/domains/workspaces/setup.routes.ts'
import { signInRoutes } from '../../src/domains/workspaces/sign-in.routes.ts'
import { workspaceRoutes } from '../../src/domains/workspaces/workspace.routes.ts'
import { workspacesMessages } from '../../src/domains/workspaces/workspaces.messages.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { type Auth, type AuthOptions, openAuth } from '../../src/platform/auth/auth.ts'
import type { Database } from '../../src/platform/db/database.ts'
import type { Api } from '../../src/platform/http/api.ts'
import { httpMessages } from '../../src/platform/http/http.messages.ts'
import { makeTranslate } from '../../src/platform/http/messages.ts'
import { makeServer } from '../../src/platform/http/server.ts'
import type { Scope } from '../../src/platform/scope.ts'
import { makeFernetKey } from '../../src/platform/secrets/fernet.ts'
import { makeSecrets, type Secrets } from '../../src/platform/secrets/secrets.ts'
import { makeLog } from '../../src/platform/telemetry/log.ts'
import { testClock } from './clock.ts'
import { testSecrets } from './secrets.ts'

export const CONSOLE = 'http://localhost:80'

export interface Door {
  api: Api
  auth: Auth
  secrets: Secrets
  close(): Promise<void>
}

function testAuth(db: Database, options: Partial<AuthOptions> = {}): Auth {
  return openAuth({
    databaseUrl: db.url,
    secret: randomBytes(32).toString('base64url'),
    publicUrl: () => CONSOLE,
    trustOwnHost: true,
    log: makeLog('silent'),
    mailLink: null,
    ...options,
  })
}

export async function openDoor(
  db: Database,
  options: { clock?: Clock; auth?: Partial<AuthOptions>; canMail?: boolean } = {},
): Promise<Door> {
  const clock = options.clock ?? testClock()
  const log = makeLog('silent')
  const auth = testAuth(db, options.auth)
  const secrets = makeSecrets(makeFernetKey())
  const api = await makeServer({
    sealer: testSecrets(),
    log,
    translate: makeTranslate({ ...httpMessages, ...workspacesMessages }),
    trustProxy: ['127.0.0.1'],
    https: false,
    publicOrigin: undefined,
    requestsPerSecond: 10_000,
    recognise: {
      async key(key) {
        const known = await authenticateKey(db, clock, key)
        if (!known) return null
        const actor = { kind: 'key', id: known.keyId, name: known.name } as const
        return { workspaceId: known.workspaceId, actor, grants: known.scopes }
      },
      async session(headers, wanted) {
        const known = await authenticateSession({ auth, db }, headers, wanted)
        if (!known) return null
        const actor = { kind: 'member', id: known.memberId, name: known.name } as const
        return { workspaceId: known.workspaceId, actor, grants: known.scopes, locale: known.locale }
      },
    },
    makeScope: (caller, request): Scope => ({
      workspaceId: caller.workspaceId,
      actor: caller.actor,
      db,
      clock,
      log,
      locale: request.locale,
    }),
  })
  signInRoutes(api, { auth, db, clock })
  setupRoutes(api, { auth, db, clock, log })
  membersRoutes(api, { auth, canMail: options.canMail ?? false })
  apiKeysRoutes(api)
  workspaceRoutes(api, { auth })
  connectionsRoutes(api, {
    secrets,
    vendors: {
      pearl: { settings: z.strictObject({ accountId: z.string().optional() }), secrets: ['secretKey'] },
    },
  })
  await api.ready()
  return {
    api,
    auth,
    secrets,
    close: async () => {
      await api.close()
      await auth.close()
    },
  }
}

/** Somebody at a browser: keeps the cookies that come back, and says where it is, as browsers do. */
export class Browser {
  readonly #api: Api
  readonly #cookies = new Map<string, string>()
  readonly #address: string
  lastHeaders: Record<string, unknown> = {}

  constructor(api: Api, address = '203.0.113.7') {
    this.#api = api
    this.#address = address
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  set cookie(text: string) {
    this.#cookies.clear()
    for (const part of text.split('; ')) this.#cookies.set(part.split('=')[0]!, part.slice(part.indexOf('=') + 1))
  }

  async send(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers = {},
  ): Promise<{ status: number; body: any }> {
    const reply = await this.#api.inject({
      method,
      url,
      ...(body && { body }),
      headers: {
        origin: CONSOLE,
        host: 'localhost:80',
        'x-forwarded-for': this.#address,
        ...(this.#cookies.size > 0 && { cookie: this.cookie }),
        ...headers,
      },
    })
    for (const cookie of reply.cookies)
      if (cookie.maxAge === 0) this.#cookies.delete(cookie.name)
      else this.#cookies.set(cookie.name, encodeURIComponent(cookie.value))
    this.lastHeaders = reply.headers
    return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() }
  }

  signIn(email: string, password: string) {
    return this.send('POST', '/api/auth/sign-in/email', { email, password })
  }
}

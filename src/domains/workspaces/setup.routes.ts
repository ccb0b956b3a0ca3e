/** The first run: whether the product still waits for its owner, and the owner coming in. */
import { setupAnswer, setupBody, setupState } from '../../../contract/access.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Api } from '../../platform/http/api.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createFirstOwner, isSetupNeeded } from './first-owner.ts'

export interface SetupRouteDeps {
  db: Database
  clock: Clock
  log: Logger
  auth: Auth
}

export function setupRoutes(api: Api, deps: SetupRouteDeps): void {
  api.route({
    method: 'GET',
    url: '/api/v1/setup',
    config: { access: 'public' },
    schema: {
      tags: ['setup'],
      summary: 'Whether nobody can sign in yet',
      response: { 200: setupState },
    },
    handler: async () => ({ needed: await isSetupNeeded(deps.db) }),
  })

  api.route({
    method: 'POST',
    url: '/api/v1/setup',
    // Guessing is hopeless (144 bits), trying costs a look-up: the limit is against noise.
    config: { access: 'public', rateLimit: { max: 10, timeWindow: 60_000 } },
    schema: {
      tags: ['setup'],
      summary: 'Open the first workspace and own it',
      description: 'With the one-time token that the start printed. Sign in afterwards.',
      body: setupBody,
      response: { 201: setupAnswer },
    },
    handler: async (request, reply) => {
      const { workspace_name: workspaceName, ...wish } = request.body
      const { workspaceId } = await createFirstOwner(deps, { ...wish, workspaceName })
      return reply.code(201).send({ workspace_id: workspaceId })
    },
  })
}

/** The console's files: any address that is no route of the API gets its page, which finds its own way. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import statics from '@fastify/static'
import { AppError } from '../kernel/errors.ts'
import type { Api } from '../platform/http/api.ts'
import type { Translate } from '../platform/http/messages.ts'
import { replyWithError } from '../platform/http/reply-error.ts'
import { PROJECT_ROOT } from './config.ts'

const BUILT = path.join(PROJECT_ROOT, 'web/dist')
/** Addresses that machines call: a mistake in one is answered in JSON, never with a page. */
const FOR_MACHINES =
  /^\/(api|hooks|webhook|orchestrator|tools|actions|config|admin\/load-excel|health|ready|metrics|openapi\.json|docs|mcp)(\/|$|\?)/

export async function serveConsole(api: Api, translate: Translate): Promise<void> {
  const built = existsSync(path.join(BUILT, 'index.html'))
  await api.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' }
      route.schema = { hide: true }
    })
    if (built)
      await scope.register(statics, {
        root: BUILT,
        wildcard: false,
        index: false,
        // Names of built files carry a hash of their content.
        setHeaders: (reply, file) =>
          void reply.header(
            'cache-control',
            /[\\/]assets[\\/]/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
          ),
      })
  })
  api.setNotFoundHandler((request, reply) => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !FOR_MACHINES.test(request.url) &&
      !path.extname(request.url.split('?')[0]!)
    if (!wantsPage || !built)
      return replyWithError(new AppError('not_found', 'route.not_found'), request, reply, translate)
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}

/** The console's files: any address that is no route of the API gets its page, which finds its own way. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import statics from '@fastify/static'
import type { Api, ApiReply, ApiRequest } from '../platform/http/api.ts'
import { PROJECT_ROOT } from './config.ts'

const BUILT = path.join(PROJECT_ROOT, 'web/dist')
/** Addresses that machines call: a mistake in one is answered in JSON, never with a page. */
const FOR_MACHINES =
  /^\/(api|hooks|webhook|orchestrator|tools|actions|config|admin\/load-excel|health|ready|metrics|openapi\.json|docs|mcp)(\/|$|\?)/

export interface Console {
  /** The page, for an address that only the browser's router knows. */
  page(request: ApiRequest, reply: ApiReply): ApiReply | undefined
  serve(api: Api): Promise<void>
}

/** Where nothing is built yet (the first start builds it), there is no page and only the API answers. */
export function makeConsole(): Console {
  const page = readPage()
  return {
    page(request, reply) {
      const [address = '/'] = request.url.split('?')
      const reads = request.method === 'GET' || request.method === 'HEAD'
      if (page === null || !reads || FOR_MACHINES.test(address) || path.extname(address) !== '') return undefined
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    },
    async serve(api) {
      if (page === null) return
      await api.register(async (scope) => {
        scope.addHook('onRoute', (route) => {
          route.config = { ...route.config, access: 'public' }
          route.schema = { hide: true }
        })
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
    },
  }
}

function readPage(): Buffer | null {
  try {
    return readFileSync(path.join(BUILT, 'index.html'))
  } catch {
    return null
  }
}

/** The API described by itself: OpenAPI 3.1 at /openapi.json, readable at /docs. */
import swagger from '@fastify/swagger'
import Fastify, { type FastifySchema } from 'fastify'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { SCOPES } from '../../contract/access.ts'
import { errorBody } from '../../contract/errors.ts'
import type { Access, Api } from '../platform/http/api.ts'

const transformZod = createJsonSchemaTransform({})

const WHO: Record<string, string> = {
  public: 'Anybody, no key needed.',
  hook: 'A vendor: recognised by the token in the path or by its signature.',
  person: 'A signed-in person.',
  any: 'Any key or signed-in person.',
}

/** Registers the description; call before the routes, so that it sees them all. */
export async function describeApi(api: Api, version: string): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Antesala',
        version,
        description:
          'From the first contact to a kept appointment. Send your key as `X-API-KEY` (or `Authorization: Bearer`). ' +
          `Scopes: ${SCOPES.map((scope) => `\`${scope}\``).join(', ')}. ` +
          'Every route takes `?lang=es|en|ca` for the language of messages; every POST that creates takes `Idempotency-Key`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transformObject: (document) => withUpload(jsonSchemaTransformObject(document)),
    transform: (route) => {
      const access = (route.route.config as { access?: Access } | undefined)?.access
      const hidden = access === undefined || route.schema?.hide === true
      if (hidden) return { schema: { hide: true }, url: route.url }
      const response = { ...answersOf(route.schema), '4xx': REFUSAL, '5xx': REFUSAL }
      const { schema, url } = transformZod({ ...route, schema: { ...route.schema, response } } as never)
      return { schema: { ...schema, ...whoMay(access, schema?.['description'] as string | undefined) }, url }
    },
  })

  api.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => api.swagger())
  servePages(api)
}

/** Multipart bodies are read as streams and have no schema of their own: said here, so that generated clients can upload. */
function withUpload(document: ReturnType<typeof jsonSchemaTransformObject>) {
  const operation = (document.paths?.['/api/v1/imports'] as { post?: { requestBody?: unknown } } | undefined)?.post
  if (operation)
    operation.requestBody = {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: {
                type: 'string',
                contentMediaType: 'application/octet-stream',
                description: 'The sheet: .xlsx or .csv',
              },
              options: {
                type: 'string',
                contentMediaType: 'application/json',
                description: 'JSON: `{policy?: create|fill_empty|overwrite, mapping?: {header: field}, consent?}`',
              },
            },
          },
        },
      },
    }
  return document
}

const REFUSAL = {
  description: 'What went wrong and what to do, in the language of the request',
  content: { 'application/json': { schema: errorBody } },
}

/** Files and streams have no schema of their own: what `produces` says, as text. */
function answersOf({ response = {}, produces = [] }: FastifySchema): Record<string, unknown> {
  const answers = response as Record<string, unknown>
  if (Object.keys(answers).some((code) => code.startsWith('2'))) return answers
  const content = Object.fromEntries(produces.map((type) => [type, { schema: z.string() }]))
  return { 200: { description: 'The file or the stream', content }, ...answers }
}

function whoMay(access: Access, description: string | undefined) {
  const open = access === 'public' || access === 'hook'
  const who = WHO[access] ?? `Needs the scope \`${access}\`.`
  const security: Record<string, string[]>[] = open ? [] : [{ apiKey: [] }, { bearer: [] }]
  return {
    description: description ? `${description}\n\n${who}` : who,
    security,
    ...(open || access === 'any' || access === 'person' ? {} : { 'x-scope': access }),
  }
}

/** The reader weighs megabytes and few open it: it is loaded at the first visit, from a small server of its own. */
function servePages(api: Api): void {
  let reader: Promise<{ page: string; script: string }> | undefined
  const load = async () => {
    const side = Fastify()
    const { default: reference } = await import('@scalar/fastify-api-reference')
    await side.register(reference, {
      routePrefix: '/docs',
      configuration: {
        url: '/openapi.json',
        pageTitle: 'Antesala API',
        withDefaultFonts: false,
        telemetry: false,
        // Nothing that talks to anybody else.
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    })
    const [page, script] = await Promise.all([side.inject('/docs/'), side.inject('/docs/js/scalar.js')])
    await side.close()
    return { page: page.body.replace('js/scalar.js', '/docs/scalar.js'), script: script.body }
  }
  const ready = () => (reader ??= load())

  api.get('/docs', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const { page } = await ready()
    return reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:",
      )
      .send(page)
  })
  api.get('/docs/scalar.js', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const { script } = await ready()
    return reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=86400').send(script)
  })
}

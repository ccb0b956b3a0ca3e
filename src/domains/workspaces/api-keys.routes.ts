/** API keys: made, listed, revoked. */
import { z } from 'zod'
import { type ApiKeyWire, apiKeyBody, apiKeyCreated, apiKeyList } from '../../../contract/access.ts'
import { toWire } from '../../kernel/dates.ts'
import type { Api } from '../../platform/http/api.ts'
import { type ApiKey, issueApiKey, readApiKeys, revokeApiKey } from './manage-api-keys.ts'
import { zoneOf } from './zone-of.ts'

export function apiKeysRoutes(api: Api): void {
  api.route({
    method: 'GET',
    url: '/api/v1/api-keys',
    config: { access: 'admin' },
    schema: {
      tags: ['api-keys'],
      summary: 'The keys that open, without themselves',
      querystring: z.strictObject({}),
      response: { 200: apiKeyList },
    },
    handler: async ({ scope }) => {
      const [keys, zone] = await Promise.all([readApiKeys(scope), zoneOf(scope)])
      return { items: keys.map((key) => keyOnWire(key, zone)), nextCursor: null }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/api-keys',
    config: { access: 'admin' },
    schema: {
      tags: ['api-keys'],
      summary: 'Make a key',
      description: 'The key is in this answer and nowhere else.',
      body: apiKeyBody,
      response: { 201: apiKeyCreated },
    },
    handler: async ({ scope, body }, reply) => {
      const { key, ...made } = await issueApiKey(scope, body)
      return reply.code(201).send({ ...keyOnWire(made, await zoneOf(scope)), key })
    },
  })

  api.route({
    method: 'DELETE',
    url: '/api/v1/api-keys/:id',
    config: { access: 'admin' },
    schema: {
      tags: ['api-keys'],
      summary: 'Revoke a key',
      description: 'For good; it stops opening within two seconds.',
      params: z.strictObject({ id: z.uuid() }),
      response: { 204: z.null() },
    },
    handler: async ({ scope, params }, reply) => {
      await revokeApiKey(scope, params.id)
      return reply.code(204).send(null)
    },
  })
}

const keyOnWire = (key: ApiKey, zone: string): ApiKeyWire => ({
  id: key.id,
  name: key.name,
  hint: key.hint,
  scopes: key.scopes,
  created_at: toWire(key.createdAt, zone),
  created_by: key.createdBy,
  last_used_at: key.lastUsedAt && toWire(key.lastUsedAt, zone),
})

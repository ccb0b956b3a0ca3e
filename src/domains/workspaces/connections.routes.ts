/** Vendor connections: what is configured, changing it, and a new webhook address. Secrets only go in. */
import { z } from 'zod'
import { connectionBody, connectionList, connectionWire, hookTokenAnswer } from '../../../contract/access.ts'
import { toWire } from '../../kernel/dates.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { Api } from '../../platform/http/api.ts'
import { problemsOf } from '../../platform/http/zod-problems.ts'
import type { Locale } from '../../platform/scope.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { type ConnectionSummary, readConnections, saveConnection } from './connect-vendor.ts'
import { issueHookToken } from './hook-tokens.ts'
import { zoneOf } from './zone-of.ts'

/** What a vendor's connection is made of; app/ says which vendors there are. */
export interface ConnectableVendor {
  settings: z.ZodType<Record<string, unknown>>
  /** Names of its secrets. */
  secrets: readonly string[]
}

export interface ConnectionsRouteDeps {
  secrets: Secrets
  vendors: Readonly<Record<string, ConnectableVendor>>
}

const params = z.strictObject({ vendor: z.string().regex(/^[a-z0-9-]{1,40}$/) })

export function connectionsRoutes(api: Api, deps: ConnectionsRouteDeps): void {
  const vendorNamed = (name: string): ConnectableVendor => {
    const vendor = Object.hasOwn(deps.vendors, name) ? deps.vendors[name] : undefined
    if (vendor) return vendor
    throw notFound('connection.vendor_unknown', {
      params: { vendor: name, vendors: Object.keys(deps.vendors).join(', ') },
    })
  }

  api.route({
    method: 'GET',
    url: '/api/v1/connections',
    config: { access: 'admin' },
    schema: {
      tags: ['connections'],
      summary: 'Every vendor that can be connected, and how it is configured',
      querystring: z.strictObject({}),
      response: { 200: connectionList },
    },
    handler: async ({ scope }) => {
      const [rows, zone] = await Promise.all([readConnections(scope, deps.secrets), zoneOf(scope)])
      const items = Object.keys(deps.vendors).map((vendor) =>
        onWire(
          vendor,
          rows.find((row) => row.vendor === vendor),
          zone,
        ),
      )
      return { items, nextCursor: null }
    },
  })

  api.route({
    method: 'PUT',
    url: '/api/v1/connections/:vendor',
    config: { access: 'admin' },
    schema: {
      tags: ['connections'],
      summary: 'Configure a vendor’s account',
      description: 'Settings are replaced; of the secrets those not named stay, and null forgets one.',
      params,
      body: connectionBody,
      response: { 200: connectionWire },
    },
    handler: async ({ scope, params: { vendor }, body }) => {
      checkConnection(vendorNamed(vendor), body, scope.locale)
      const saved = await saveConnection(scope, { vendor, ...body }, deps.secrets)
      return onWire(vendor, saved, await zoneOf(scope))
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/connections/:vendor/hook-token',
    config: { access: 'admin' },
    schema: {
      tags: ['connections'],
      summary: 'A new address for the vendor’s webhooks; the old one stops working',
      params,
      response: { 201: hookTokenAnswer },
    },
    handler: async ({ scope, params: { vendor } }, reply) => {
      vendorNamed(vendor)
      return reply.code(201).send({ token: await issueHookToken(scope, vendor) })
    },
  })
}

function checkConnection(
  vendor: ConnectableVendor,
  body: { settings: Record<string, unknown>; secrets: Record<string, string | null> },
  locale: Locale,
): void {
  const names = vendor.secrets as [string, ...string[]]
  const whole = z.strictObject({
    settings: vendor.settings,
    secrets: z.partialRecord(z.enum(names), z.string().nullable()),
  })
  const read = whole.safeParse(body)
  if (read.success) return
  const fields = problemsOf(read.error.issues, locale)
  throw invalid('connection.invalid', {
    details: { fields },
    params: { fields: fields.map((field) => field.field).join(', ') },
  })
}

const onWire = (vendor: string, row: ConnectionSummary | undefined, zone: string) => ({
  vendor,
  configured: row !== undefined,
  settings: row?.settings ?? {},
  secrets: row?.secretNames ?? [],
  has_hook_token: row?.hasHookToken ?? false,
  updated_at: row ? toWire(row.updatedAt, zone) : null,
})

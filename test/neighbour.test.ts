/**
 * A neighbour workspace's key sees and changes nothing, on any route: walked from the OpenAPI document. Each request first
 * succeeds for its owner; then the same one goes with the neighbour's key. A route without a line here fails the test.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCOPES } from '../contract/access.ts'
import { DEMO_WORKSPACE } from '../src/app/demo/demo.ts'
import { createWorkspace, issueApiKey } from '../src/domains/workspaces/index.ts'
import { type RunningProduct, type Send, startProduct } from './support/product.ts'

/** Open to anybody, or to nobody but a vendor with its token; shown elsewhere. */
const OPEN = [
  'GET /api/status',
  'GET /health',
  'GET /ready',
  'GET /api/v1/reports/health',
  'GET /api/v1/setup',
  'POST /api/v1/setup',
  'POST /hooks/pearl/{token}',
]
const isOpen = (name: string) => OPEN.includes(name) || name.startsWith('POST /api/auth/')
/** Only for a person who is signed in: any key is turned away. */
const PERSONAL = ['GET /api/v1/me', 'PATCH /api/v1/me']

interface Step {
  url: string
  body?: unknown
  /** Answers to the neighbour that are as they should be; by default 404. */
  neighbour?: number[]
  /** Waits for what the owner's request set going, so that it does not move under the next one. */
  after?: (answer: any) => Promise<void>
}

let product: RunningProduct
let owner: Send
let neighbour: Send
let names: string[]
/** Whatever would give the owner away in an answer. */
let marks: string[]

const get = async (url: string) => (await owner('GET', url)).body
const made = async (url: string, body: unknown) => (await owner('POST', url, body)).body
const firstLead = async () => (await get('/api/v1/leads?limit=1')).items[0]
const newLead = async (name: string) => made('/api/v1/leads', { contact: { name, emails: [`${name}@correo.example`] } })
const newService = () => made('/api/v1/services', { name: `Servicio ${Math.random()}`, duration_min: 30 })
const newStaff = () => made('/api/v1/staff', { name: `Profesional ${Math.random()}` })
const slot = async () => {
  const service = (await get('/api/v1/services')).items.find((one: any) => one.staff_ids.length)
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const { slots } = await get(`/api/v1/availability?service_id=${service.id}&staff_id=any&from=${day(1)}&to=${day(7)}`)
  return { service, day, ...slots[Math.floor(Math.random() * slots.length)] }
}
const newAppointment = async () =>
  made('/api/v1/appointments', { offer_id: (await slot()).offer_id, contact: { name: 'Marta Invitada' } })
const sheet = async () => {
  const form = new FormData()
  form.set('file', new Blob(['nombre;telefono\nElisenda Prueba;612340999\n']), 'uno.csv')
  form.set('options', '{}')
  return form
}
const newImport = async () => made('/api/v1/imports', await sheet())
const applied = async () => {
  const { id } = await newImport()
  await owner('POST', `/api/v1/imports/${id}/apply`)
  await product.until('an import to be applied', async () => (await get(`/api/v1/imports/${id}`)).status === 'applied')
  return id
}
const newKey = () => made('/api/v1/api-keys', { name: 'de paso', scopes: ['leads:read'] })
const newMember = async () => {
  const { body } = await owner('POST', '/api/v1/members', {
    name: 'Otra Persona',
    email: `p${Math.random()}@correo.example`,
    role: 'viewer',
  })
  return body.member ?? body
}
const OWN = [200, 201, 202, 204]

const steps: Record<string, () => Promise<Step>> = {
  'GET /api/v1/dead-letters': async () => ({ url: '/api/v1/dead-letters', neighbour: [200] }),
  'POST /api/v1/dead-letters/{id}/replay': async () => ({ url: `/api/v1/dead-letters/${await deadLetter()}/replay` }),
  'GET /api/v1/workspace': async () => ({ url: '/api/v1/workspace', neighbour: [200] }),
  'PATCH /api/v1/workspace': async () => ({
    url: '/api/v1/workspace',
    body: { settings: { calls: { retryLimit: 4 } } },
    neighbour: [200],
  }),
  'GET /api/v1/audit': async () => ({ url: '/api/v1/audit', neighbour: [200] }),
  'GET /api/v1/members': async () => ({ url: '/api/v1/members', neighbour: [200] }),
  'POST /api/v1/members': async () => ({
    url: '/api/v1/members',
    body: { name: 'Nueva', email: `n${Math.random()}@correo.example`, role: 'viewer' },
    neighbour: OWN,
  }),
  'POST /api/v1/members/{id}/invitation': async () => ({ url: `/api/v1/members/${(await newMember()).id}/invitation` }),
  'PATCH /api/v1/members/{id}': async () => ({
    url: `/api/v1/members/${(await newMember()).id}`,
    body: { role: 'agent' },
  }),
  'DELETE /api/v1/members/{id}': async () => ({ url: `/api/v1/members/${(await newMember()).id}` }),
  'POST /api/v1/members/{id}/sign-out': async () => ({ url: `/api/v1/members/${(await newMember()).id}/sign-out` }),
  'GET /api/v1/api-keys': async () => ({ url: '/api/v1/api-keys', neighbour: [200] }),
  'POST /api/v1/api-keys': async () => ({
    url: '/api/v1/api-keys',
    body: { name: 'otra', scopes: ['leads:read'] },
    neighbour: OWN,
  }),
  'DELETE /api/v1/api-keys/{id}': async () => ({ url: `/api/v1/api-keys/${(await newKey()).id}` }),
  'GET /api/v1/connections': async () => ({ url: '/api/v1/connections', neighbour: [200] }),
  'PUT /api/v1/connections/{vendor}': async () => ({
    url: '/api/v1/connections/pearl',
    body: { settings: (await get('/api/v1/connections')).items[0].settings },
    neighbour: OWN,
  }),
  'POST /api/v1/connections/{vendor}/hook-token': async () => ({
    url: '/api/v1/connections/pearl/hook-token',
    neighbour: OWN,
    // The old address is closed: the simulator learns the new one, as somebody would tell the vendor.
    after: async ({ token }) => {
      const pearl = `${product.url}/hooks/pearl/${token}`
      expect((await product.sandbox('POST', '/control/settings', { hooks: { pearl } })).status).toBe(200)
    },
  }),
  'GET /api/v1/contacts/{id}': async () => ({ url: `/api/v1/contacts/${(await firstLead()).contact.id}` }),
  'GET /api/v1/contacts/{id}/timeline': async () => ({
    url: `/api/v1/contacts/${(await firstLead()).contact.id}/timeline`,
  }),
  'GET /api/v1/contacts/{id}/policy': async () => ({
    url: `/api/v1/contacts/${(await firstLead()).contact.id}/policy`,
  }),
  'POST /api/v1/contacts/{id}/notes': async () => ({
    url: `/api/v1/contacts/${(await firstLead()).contact.id}/notes`,
    body: { text: 'Prefiere la tarde' },
  }),
  'POST /api/v1/contacts/{id}/objections': async () => ({
    url: `/api/v1/contacts/${(await newLead('objeta')).contact.id}/objections`,
    body: { channel: 'phone' },
  }),
  'POST /api/v1/contacts/{id}/consents': async () => ({
    url: `/api/v1/contacts/${(await firstLead()).contact.id}/consents`,
    body: { channel: 'phone', purpose: 'commercial', wording: 'Acepto', source: 'web' },
  }),
  'GET /api/v1/leads': async () => ({ url: '/api/v1/leads?limit=500', neighbour: [200] }),
  'POST /api/v1/leads': async () => ({
    url: '/api/v1/leads',
    body: { contact: { name: 'Clara Nueva', emails: ['clara.nueva@correo.example'] } },
    neighbour: OWN,
  }),
  'POST /api/v1/leads/count': async () => ({
    url: '/api/v1/leads/count',
    body: { lead_ids: [(await firstLead()).id] },
    neighbour: [200],
  }),
  'GET /api/v1/leads/{id}': async () => ({ url: `/api/v1/leads/${(await firstLead()).id}` }),
  'PATCH /api/v1/leads/{id}': async () => ({
    url: `/api/v1/leads/${(await firstLead()).id}`,
    body: { wanted: 'Una revisión' },
  }),
  'GET /api/v1/campaigns': async () => ({ url: '/api/v1/campaigns', neighbour: [200] }),
  'GET /api/v1/channels': async () => ({ url: '/api/v1/channels', neighbour: [200] }),
  'GET /api/v1/advisors': async () => ({ url: '/api/v1/advisors', neighbour: [200] }),
  'POST /api/actualizar_resultado': async () => ({
    url: '/api/actualizar_resultado',
    body: { telefono: '600123456', conPack: true },
  }),
  'GET /api/v1/leads/export.xlsx': async () => ({ url: '/api/v1/leads/export.xlsx', neighbour: [200] }),
  'GET /api/v1/leads/export.csv': async () => ({ url: '/api/v1/leads/export.csv', neighbour: [200] }),
  'POST /api/v1/imports': async () => ({ url: '/api/v1/imports', body: await sheet(), neighbour: [201] }),
  'GET /api/v1/imports': async () => ({ url: '/api/v1/imports', neighbour: [200] }),
  'POST /api/v1/imports/{id}/apply': async () => ({ url: `/api/v1/imports/${(await newImport()).id}/apply` }),
  'POST /api/v1/imports/{id}/cancel': async () => ({ url: `/api/v1/imports/${(await newImport()).id}/cancel` }),
  'POST /api/v1/imports/{id}/undo': async () => ({ url: `/api/v1/imports/${await applied()}/undo` }),
  'GET /api/v1/imports/{id}': async () => ({ url: `/api/v1/imports/${(await newImport()).id}` }),
  'GET /api/v1/imports/{id}/report.csv': async () => ({ url: `/api/v1/imports/${(await newImport()).id}/report.csv` }),
  'GET /api/calls/status': async () => ({ url: '/api/calls/status', neighbour: [200] }),
  'POST /api/calls/start': async () => ({
    url: '/api/calls/start',
    // Somebody who picks up at once: no second try to wait for.
    body: { lead_ids: [(await get('/api/v1/leads?search=612345112')).items[0].id] },
    neighbour: [400, 409],
    after: () => quiet(),
  }),
  'POST /api/calls/stop': async () => ({ url: '/api/calls/stop', neighbour: [200] }),
  'GET /api/calls/leads': async () => ({ url: '/api/calls/leads?limit=500', neighbour: [200] }),
  'POST /api/calls/leads/select': async () => ({
    url: '/api/calls/leads/select',
    body: { lead_ids: [(await firstLead()).id], selected: true },
    neighbour: [200],
  }),
  'POST /api/calls/leads/reset': async () => ({
    url: '/api/calls/leads/reset',
    body: { lead_ids: [(await firstLead()).id] },
    neighbour: [200],
  }),
  'GET /api/calls/pearl/campaigns': async () => ({ url: '/api/calls/pearl/campaigns', neighbour: [409] }),
  'GET /api/calls/test/connection': async () => ({ url: '/api/calls/test/connection', neighbour: [200, 409] }),
  'GET /api/v1/calls': async () => ({ url: '/api/v1/calls', neighbour: [200] }),
  'GET /api/v1/calls/{id}': async () => ({ url: `/api/v1/calls/${await aCall()}` }),
  'GET /api/v1/services': async () => ({ url: '/api/v1/services', neighbour: [200] }),
  'POST /api/v1/services': async () => ({
    url: '/api/v1/services',
    body: { name: 'Masaje', duration_min: 45 },
    neighbour: OWN,
  }),
  'GET /api/v1/services/{id}': async () => ({ url: `/api/v1/services/${(await newService()).id}` }),
  'PATCH /api/v1/services/{id}': async () => ({
    url: `/api/v1/services/${(await newService()).id}`,
    body: { duration_min: 40 },
  }),
  'DELETE /api/v1/services/{id}': async () => ({ url: `/api/v1/services/${(await newService()).id}` }),
  'GET /api/v1/staff': async () => ({ url: '/api/v1/staff', neighbour: [200] }),
  'POST /api/v1/staff': async () => ({ url: '/api/v1/staff', body: { name: 'Alguien' }, neighbour: OWN }),
  'GET /api/v1/staff/{id}': async () => ({ url: `/api/v1/staff/${(await newStaff()).id}` }),
  'PATCH /api/v1/staff/{id}': async () => ({
    url: `/api/v1/staff/${(await newStaff()).id}`,
    body: { name: 'Otro nombre' },
  }),
  'DELETE /api/v1/staff/{id}': async () => ({ url: `/api/v1/staff/${(await newStaff()).id}` }),
  'GET /api/v1/availability': async () => {
    const { service, day } = await slot()
    return { url: `/api/v1/availability?service_id=${service.id}&staff_id=any&from=${day(1)}&to=${day(2)}` }
  },
  'POST /api/v1/holds': async () => ({
    url: '/api/v1/holds',
    body: { offer_id: (await slot()).offer_id },
    neighbour: [400, 404, 409],
  }),
  'POST /api/v1/appointments': async () => ({
    url: '/api/v1/appointments',
    body: { offer_id: (await slot()).offer_id, contact: { name: 'Rosa Invitada' } },
    neighbour: [400, 404, 409],
  }),
  'GET /api/v1/appointments': async () => ({ url: '/api/v1/appointments', neighbour: [200] }),
  'GET /api/v1/appointments/{id}': async () => ({ url: `/api/v1/appointments/${(await newAppointment()).id}` }),
  'PATCH /api/v1/appointments/{id}': async () => ({
    url: `/api/v1/appointments/${(await newAppointment()).id}`,
    body: { state: 'confirmed' },
  }),
  'DELETE /api/v1/appointments/{id}': async () => ({ url: `/api/v1/appointments/${(await newAppointment()).id}` }),
}
/** Streams do not end: what they carry is in the tests of live events. */
const STREAMS = ['GET /api/v1/events', 'GET /api/calls/events']

beforeAll(async () => {
  product = await startProduct()
  owner = product.send
  const { db, clock } = product.product
  const { workspaceId } = await createWorkspace(db, clock, { name: 'Vecina' })
  const { key } = await issueApiKey(product.product.scopeOf(workspaceId), { name: 'Vecina', scopes: SCOPES })
  neighbour = product.as(key)
  const { body } = await product.as(null)('GET', '/openapi.json')
  names = Object.entries<object>(body.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
  )
  const { items } = await get('/api/v1/leads?limit=500')
  marks = [
    DEMO_WORKSPACE,
    ...items.flatMap((lead: any) => [lead.id, lead.contact.id, lead.contact.name, ...lead.contact.phones]),
  ]
}, 60_000)
afterAll(() => product.close())

test('every operation of the document has its line here', () => {
  const known = new Set([...Object.keys(steps), ...PERSONAL, ...STREAMS, ...names.filter(isOpen)])
  expect(names.filter((name) => !known.has(name))).toEqual([])
  expect([...known].filter((name) => !names.includes(name))).toEqual([])
})

describe('what is open for its owner shows and changes nothing for a neighbour', () => {
  test.each(Object.keys(steps))('%s', async (name) => {
    const step = await steps[name]!()
    const method = name.split(' ')[0]!
    // The owner's own request may change what is there: first let the neighbour try, on the very same thing.
    const before = await ownersRows()
    const theirs = await neighbour(method, step.url, step.body)
    expect(step.neighbour ?? [404], JSON.stringify(theirs.body).slice(0, 300)).toContain(theirs.status)
    const said = `${theirs.body instanceof Object ? JSON.stringify(theirs.body) : theirs.body}`
    const sent = JSON.stringify(step)
    // What they sent themselves may come back to them.
    for (const mark of marks) if (!sent.includes(mark.replace(/^\+34/, ''))) expect(said).not.toContain(mark)
    expect(await ownersRows()).toEqual(before)

    const ours = await owner(method, step.url, step.body)
    expect(OWN, JSON.stringify(ours.body).slice(0, 300)).toContain(ours.status)
    await step.after?.(ours.body)
  })
})

test.each(PERSONAL)('%s is for people: no key gets in', async (name) => {
  const [method, url] = name.split(' ') as [string, string]
  for (const send of [owner, neighbour])
    expect((await send(method, url, method === 'PATCH' ? {} : undefined)).status).toBe(403)
})

/** Rows that work by itself may touch at any moment, whoever calls. */
const RESTLESS = new Set(['idempotency_keys', 'rate_buckets', 'api_keys'])

/** A digest of every row of the owner's, table by table, read past row-level security. */
async function ownersRows(): Promise<Record<string, string>> {
  const { pool } = product.product.db
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  )
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('role', 'antesala_tenant', true), set_config('app.workspace', $1, true)`, [
      DEMO_WORKSPACE,
    ])
    const digests: Record<string, string> = {}
    for (const { name } of tables) {
      if (RESTLESS.has(name)) continue
      const { rows } = await client.query(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t`,
      )
      digests[name] = rows[0].digest
    }
    return digests
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function deadLetter(): Promise<string> {
  const { items } = await get('/api/v1/dead-letters')
  if (items[0]) return items[0].id
  const { db } = product.product
  const { newId } = await import('../src/kernel/ids.ts')
  const id = newId()
  await db.kysely.transaction().execute(async (trx) => {
    const { sql } = await import('kysely')
    await sql`select set_config('role', 'antesala_tenant', true), set_config('app.workspace', ${DEMO_WORKSPACE}, true)`.execute(
      trx,
    )
    await sql`insert into dead_letters (workspace_id, id, job, payload, error_code, error_kind, reason, attempts, died_at)
      values (${DEMO_WORKSPACE}, ${id}, 'calls.reconcile', '{}', 'internal.unexpected', 'bug', 'for the test', 2, now())`.execute(
      trx,
    )
  })
  return id
}

/** No run, no call, and what the calls told has been read. */
async function quiet(): Promise<void> {
  await product.until('the calls to be quiet', async () => {
    const { running, active } = await get('/api/calls/status')
    return !running && active === 0
  })
}

async function aCall(): Promise<string> {
  const { items } = await get('/api/v1/calls')
  if (items[0]) return items[0].id
  const lead = (await get('/api/v1/leads?search=612345110')).items[0]
  await owner('POST', '/api/calls/start', { lead_ids: [lead.id] })
  await product.until(
    'a call to end and its run with it',
    async () => (await get('/api/calls/status')).running === false,
  )
  return (await get('/api/v1/calls')).items[0].id
}

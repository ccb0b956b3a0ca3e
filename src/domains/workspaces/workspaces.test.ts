import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES, ROLES } from '../../../contract/workspace.ts'
import { testClock } from '../../../test/support/clock.ts'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { Browser, type Door, openDoor } from '../../../test/support/door.ts'
import { newId } from '../../kernel/ids.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { makeFernetKey } from '../../platform/secrets/fernet.ts'
import { deriveKey, loadProductKey } from '../../platform/secrets/product-key.ts'
import { makeSecrets } from '../../platform/secrets/secrets.ts'
import {
  createWorkspace,
  getConnection,
  getWorkspace,
  issueApiKey,
  issueHookToken,
  recordAudit,
  rotateKeys,
  saveConnection,
  verifyHookToken,
} from './index.ts'
import { readAudit } from './read-audit.ts'
import { layOver } from './settings.rules.ts'

let db: Database
let door: Door
let scope: Scope
let neighbour: Scope
let headers: { 'x-api-key': string }
let client: Browser
const clock = testClock()

beforeAll(async () => {
  db = await freshDatabase()
  scope = await makeWorkspace(db, { clock })
  neighbour = await makeWorkspace(db, { clock })
  door = await openDoor(db, { clock })
  client = new Browser(door.api)
  headers = { 'x-api-key': (await issueApiKey(scope, { name: 'admin', scopes: ['admin'] })).key }
})
afterAll(() => door.close())

describe('a workspace', () => {
  test('is made with every setting at its default, and with a trace', async () => {
    const { workspaceId } = await createWorkspace(db, clock, { name: '  Peluquería Sol ', zone: 'America/Bogota' })
    const made = { ...scope, workspaceId }
    const workspace = await inWorkspace(made, (tx) => getWorkspace(tx, made))
    expect(workspace).toMatchObject({ name: 'Peluquería Sol', zone: 'America/Bogota', locale: 'es', region: 'ES' })
    expect(workspace.settings).toMatchObject({
      policy: { profile: 'ES', defaultPurpose: 'service' },
      calls: { maxConcurrent: 5, retryLimit: 3, retrySeconds: 30 },
      crm: { mode: 'contacts-and-opportunities' },
    })
    expect((await readAudit(made, {}, { limit: 5 })).items).toMatchObject([{ action: 'workspace.created' }])
  })

  test('has one id, a name and a zone that exists', async () => {
    const id = newId()
    await createWorkspace(db, clock, { name: 'Una', id })
    await expect(createWorkspace(db, clock, { name: 'Otra', id })).rejects.toMatchObject({ code: 'workspace.exists' })
    await expect(createWorkspace(db, clock, { name: ' ' })).rejects.toMatchObject({ code: 'workspace.name_missing' })
    await expect(createWorkspace(db, clock, { name: 'x', zone: 'Luna' })).rejects.toMatchObject({
      code: 'workspace.zone_unknown',
    })
  })

  test('its settings change key by key over HTTP, and null goes back to the default', async () => {
    const patch = (settings: object) => client.send('PATCH', '/api/v1/workspace', { settings }, headers)
    expect((await patch({ policy: { capPerDay: 9, profile: 'general' } })).body.settings.policy).toMatchObject({
      capPerDay: 9,
      profile: 'general',
      capPerWeek: 7,
    })
    const changed = await patch({ policy: { capPerDay: null, hours: { service: { mon: [['00:00', '24:00']] } } } })
    expect(changed.body.settings.policy).toMatchObject({
      capPerDay: 3,
      profile: 'general',
      hours: { service: { mon: [['00:00', '24:00']] }, commercial: { fri: [['09:00', '21:00']] } },
    })
    expect(changed.body.settings.policy.hours.service).toEqual({ mon: [['00:00', '24:00']] })
    expect((await client.send('GET', '/api/v1/workspace', undefined, headers)).body).toEqual(changed.body)
  })

  test.each([
    [{ policy: { capPerDay: 0 } }, 'settings.policy.capPerDay'],
    [{ policy: { capPerDia: 3 } }, 'settings.policy.capPerDia'],
    [{ policy: { hours: { service: { mon: [['21:00', '09:00']] } } } }, 'settings.policy.hours.service.mon.0'],
    [
      {
        policy: {
          hours: {
            service: {
              mon: [
                ['09:00', '14:00'],
                ['13:00', '20:00'],
              ],
            },
          },
        },
      },
      'settings.policy.hours.service.mon',
    ],
    [{ policy: { hours: { service: { mon: [['9', '14:00']] } } } }, 'settings.policy.hours.service.mon.0.0'],
    [{ calls: { maxConcurrent: '5' } }, 'settings.calls.maxConcurrent'],
    [{ crm: { mode: 'none' } }, 'settings.crm.mode'],
  ])('a setting that cannot be is named, and nothing is changed: %j', async (settings, field) => {
    const before = await client.send('GET', '/api/v1/workspace', undefined, headers)
    const refused = await client.send('PATCH', '/api/v1/workspace', { name: 'Cambiada', settings }, headers)
    expect([refused.status, refused.body.error.code]).toEqual([400, 'settings.invalid'])
    expect(refused.body.error.details.fields[0]).toMatchObject({ field })
    expect(refused.body.error.details.fields[0].message).not.toMatch(/^settings\.|invalid input/i)
    expect(await client.send('GET', '/api/v1/workspace', undefined, headers)).toEqual(before)
  })

  test('two who change different settings at once both get theirs', async () => {
    const patch = (settings: object) => client.send('PATCH', '/api/v1/workspace', { settings }, headers)
    await Promise.all([
      patch({ calls: { retryLimit: 7 } }),
      patch({ calls: { maxConcurrent: 8 } }),
      patch({ policy: { gapMinutes: 1 } }),
    ])
    const { settings } = (await client.send('GET', '/api/v1/workspace', undefined, headers)).body
    expect(settings).toMatchObject({ calls: { retryLimit: 7, maxConcurrent: 8 }, policy: { gapMinutes: 1 } })
  })

  test('laying a change over settings leaves both as they were', () => {
    const settings = { policy: { capPerDay: 2, hours: { service: { mon: [] } } } }
    const change = { policy: { hours: { commercial: { tue: [] } } } }
    expect(layOver(settings, change)).toEqual({
      policy: { capPerDay: 2, hours: { service: { mon: [] }, commercial: { tue: [] } } },
    })
    expect(settings).toEqual({ policy: { capPerDay: 2, hours: { service: { mon: [] } } } })
  })
})

describe('the audit log', () => {
  test('pages by keyset without losing or repeating an entry, also where many share an instant', async () => {
    const place = await makeWorkspace(db, { clock })
    await inWorkspace(place, async (tx) => {
      for (let i = 0; i < 25; i++)
        await recordAudit(tx, place, { action: i % 5 ? 'test.odd' : 'test.fifth', detail: { i } })
    })
    const key = { 'x-api-key': (await issueApiKey(place, { name: 'admin', scopes: ['admin'] })).key }
    const seen: number[] = []
    let cursor = ''
    do {
      const page = await client.send('GET', `/api/v1/audit?action=test.odd&limit=7${cursor}`, undefined, key)
      seen.push(...page.body.items.map((entry: { detail: { i: number } }) => entry.detail.i))
      cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : ''
    } while (cursor)
    expect(seen).toEqual([...Array(25).keys()].filter((i) => i % 5).reverse())

    const bad = await client.send('GET', '/api/v1/audit?cursor=xxx', undefined, key)
    expect([bad.status, bad.body.error.code]).toEqual([400, 'audit.bad_cursor'])
    expect((await client.send('GET', '/api/v1/audit?sort=asc', undefined, key)).status).toBe(400)
    expect((await client.send('GET', '/api/v1/audit?limit=501', undefined, key)).status).toBe(400)
  })

  test('can only be added to: the restricted role may neither change nor delete an entry', async () => {
    await inWorkspace(scope, (tx) => recordAudit(tx, scope, { action: 'test.kept' }))
    for (const statement of [
      sql`update audit_log set action = 'test.forged'`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
    ])
      await expect(inWorkspace(scope, (tx) => statement.execute(tx))).rejects.toMatchObject({ code: '42501' })
    const { items } = await readAudit(scope, { action: 'test.kept' }, { limit: 5 })
    expect(items).toHaveLength(1)
    expect((await readAudit(neighbour, { action: 'test.kept' }, { limit: 5 })).items).toEqual([])
  })
})

describe('connections', () => {
  const secrets = makeSecrets(makeFernetKey())

  test('secrets go in, come out only inside, and are nowhere in the clear', async () => {
    const put = (body: object) => client.send('PUT', '/api/v1/connections/pearl', body, headers)
    const first = await put({ settings: { accountId: 'acc-1' }, secrets: { secretKey: 'muy-secreto' } })
    expect([first.status, first.body]).toMatchObject([200, { configured: true, secrets: ['secretKey'] }])
    expect(JSON.stringify(first.body)).not.toContain('muy-secreto')
    await put({ settings: { accountId: 'acc-2' } })
    const listed = await client.send('GET', '/api/v1/connections', undefined, headers)
    expect(listed.body.items).toMatchObject([
      { vendor: 'pearl', settings: { accountId: 'acc-2' }, secrets: ['secretKey'] },
    ])
    const inside = await inWorkspace(scope, (tx) => getConnection(tx, scope, 'pearl', door.secrets))
    expect(inside).toEqual({ settings: { accountId: 'acc-2' }, secrets: { secretKey: 'muy-secreto' } })

    const dump = await inWorkspace(scope, (tx) => sql`select * from connections`.execute(tx))
    expect(JSON.stringify(dump.rows)).not.toContain('muy-secreto')
    expect(JSON.stringify((await readAudit(scope, {}, { limit: 100 })).items)).not.toContain('muy-secreto')

    expect((await put({ secrets: { secretKey: null } })).body.secrets).toEqual([])
  })

  test('an unknown vendor, setting or secret is refused by name', async () => {
    const put = (vendor: string, body: object) => client.send('PUT', `/api/v1/connections/${vendor}`, body, headers)
    expect((await put('constructor', {})).body.error.code).toBe('connection.vendor_unknown')
    expect((await put('perla', {})).status).toBe(404)
    const wrong = await put('pearl', { settings: { acountId: 'x' } })
    expect([wrong.status, wrong.body.error.details.fields[0].field]).toEqual([400, 'settings.acountId'])
    expect((await put('pearl', { secrets: { password: 'x' } })).body.error.code).toBe('connection.invalid')
  })

  test('a hook token says which workspace a webhook is for, until there is a newer one', async () => {
    const first = await issueHookToken(scope, 'pearl')
    expect(await verifyHookToken(db, 'pearl', first)).toBe(scope.workspaceId)
    expect(await verifyHookToken(db, 'twilio', first)).toBeNull()
    expect(await verifyHookToken(db, 'pearl', `${first.slice(0, -1)}_`)).toBeNull()
    const second = await issueHookToken(scope, 'pearl')
    expect(await verifyHookToken(db, 'pearl', first)).toBeNull()
    expect(await verifyHookToken(db, 'pearl', second)).toBe(scope.workspaceId)
    const dump = await inWorkspace(scope, (tx) => sql`select * from connections`.execute(tx))
    expect(JSON.stringify(dump.rows)).not.toContain(second)
  })

  test('a new address asks for the secrets again, so that they follow nobody unasked', async () => {
    const fresh = await makeWorkspace(scope.db)
    const at = (apiUrl: string, sent?: Record<string, string>) =>
      saveConnection(fresh, { vendor: 'pearl', settings: { apiUrl }, ...(sent ? { secrets: sent } : {}) }, secrets)
    await at('https://api.example/v1', { accountId: 'a', secretKey: 'b' })
    await expect(at('https://elsewhere.example/v1')).rejects.toMatchObject({ code: 'connection.secrets_again' })
    await expect(at('https://elsewhere.example/v1', { accountId: 'a' })).rejects.toMatchObject({
      params: { secrets: 'secretKey' },
    })
    const kept = await inWorkspace(fresh, (tx) => getConnection(tx, fresh, 'pearl', secrets))
    expect(kept?.settings).toEqual({ apiUrl: 'https://api.example/v1' })
    await at('https://elsewhere.example/v1', { accountId: 'a', secretKey: 'b' })
  })

  test('a neighbour has its own connection of the same name, and never this one', async () => {
    await saveConnection(scope, { vendor: 'odoo', settings: {}, secrets: { apiKey: 'nuestro' } }, secrets)
    expect(await inWorkspace(neighbour, (tx) => getConnection(tx, neighbour, 'odoo', secrets))).toBeNull()
    await saveConnection(neighbour, { vendor: 'odoo', settings: {}, secrets: { apiKey: 'suyo' } }, secrets)
    const ours = await inWorkspace(scope, (tx) => getConnection(tx, scope, 'odoo', secrets))
    expect(ours?.secrets).toEqual({ apiKey: 'nuestro' })
  })
})

describe('rotating keys', () => {
  test('seals every secret of every workspace again, can be run again after a fall, and invalidates nothing', async () => {
    const own = await freshDatabase()
    const [oldKey, newKey] = [makeFernetKey(), makeFernetKey()]
    const before = makeSecrets(oldKey)
    const productKey = await loadProductKey(own, before)
    const places = [await makeWorkspace(own), await makeWorkspace(own), await makeWorkspace(own)]
    for (const place of places)
      for (const vendor of ['pearl', 'odoo'])
        await saveConnection(
          place,
          { vendor, settings: {}, secrets: { key: `${vendor} ${place.workspaceId}` } },
          before,
        )

    const both = makeSecrets(`${newKey},${oldKey}`)
    const fall = new Error('the machine went away')
    let done = 0
    const interrupted = rotateKeys(own, clock, both, () => {
      done += 1
      if (done === 2) throw fall
    })
    await expect(interrupted).rejects.toBe(fall)
    expect(await rotateKeys(own, clock, both)).toEqual({ workspaces: 3, resealed: 2, current: 5 })
    expect(await rotateKeys(own, clock, both)).toEqual({ workspaces: 3, resealed: 0, current: 7 })

    const after = makeSecrets(newKey)
    for (const place of places) {
      const connection = await inWorkspace(place, (tx) => getConnection(tx, place, 'odoo', after))
      expect(connection?.secrets).toEqual({ key: `odoo ${place.workspaceId}` })
      const rotated = (await readAudit(place, { action: 'secrets.rotated' }, { limit: 5 })).items
      expect(rotated).toMatchObject([{ detail: { connections: ['odoo', 'pearl'] } }])
    }
    expect(await loadProductKey(own, after)).toEqual(productKey)
    await expect(loadProductKey(own, before)).rejects.toMatchObject({ code: 'secrets.unreadable' })
  })

  test('every process that starts at once gets the same product key, and each purpose its own', async () => {
    const own = await freshDatabase()
    const secrets = makeSecrets(makeFernetKey())
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadProductKey(own, secrets)))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    expect(keys[0]).toHaveLength(32)
    expect(deriveKey(keys[0]!, 'offers')).not.toEqual(deriveKey(keys[0]!, 'sessions'))
    expect(deriveKey(keys[0]!, 'offers')).toEqual(deriveKey(keys[1]!, 'offers'))
    expect(deriveKey(randomBytes(32), 'offers')).not.toEqual(deriveKey(keys[0]!, 'offers'))
  })
})

test.each([
  ['members_role_check', ROLES],
  ['members_locale_check', LOCALES],
  ['workspaces_locale_check', LOCALES],
  ['audit_log_actor_kind_check', ['member', 'key', 'vendor', 'system']],
])('the database’s %s knows the code’s own words', async (constraint, words) => {
  const { rows } = await db.pool.query(
    'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1',
    [constraint],
  )
  const known = [...(rows[0].text as string).matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1])
  expect(known.sort()).toEqual([...words].sort())
})

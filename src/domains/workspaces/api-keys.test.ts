import { afterAll, beforeAll, expect, test } from 'vitest'
import { testClock } from '../../../test/support/clock.ts'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { Browser, type Door, openDoor } from '../../../test/support/door.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { REMEMBERED_MS } from './authenticate-key.ts'
import { makeBriefCache } from './brief-cache.ts'
import { authenticateKey, issueApiKey } from './index.ts'
import { readApiKeys, revokeApiKey } from './manage-api-keys.ts'

let db: Database
let scope: Scope
let neighbour: Scope
let door: Door
const clock = testClock()

beforeAll(async () => {
  db = await freshDatabase()
  scope = await makeWorkspace(db, { clock })
  neighbour = await makeWorkspace(db, { clock })
  door = await openDoor(db, { clock })
})
afterAll(() => door.close())

test('a key opens its own workspace with its own scopes, and its text is nowhere in the database', async () => {
  const { id, key } = await issueApiKey(scope, { name: 'Formulario', scopes: ['leads:write', 'leads:read'] })
  expect(await authenticateKey(db, clock, key)).toEqual({
    workspaceId: scope.workspaceId,
    keyId: id,
    name: 'Formulario',
    scopes: new Set(['leads:read', 'leads:write']),
  })
  const { rows } = await db.pool.query('select * from api_keys')
  expect(JSON.stringify(rows)).not.toContain(key)
})

test('a changed, cut, foreign or made-up key is none', async () => {
  const { key } = await issueApiKey(scope, { name: 'x', scopes: ['admin'] })
  const otherWorkspace = Buffer.from(key.slice(4), 'base64url')
  Buffer.from(neighbour.workspaceId.replaceAll('-', ''), 'hex').copy(otherWorkspace)
  const forged = [
    '',
    'ant_',
    key.slice(0, -1),
    `${key}A`,
    key.toLowerCase(),
    key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A'),
    `ant_${otherWorkspace.toString('base64url')}`,
    `ant_${'A'.repeat(64)}`,
    key.replace('ant_', 'hk_'),
  ]
  for (const wrong of forged) expect(await authenticateKey(db, clock, wrong), wrong).toBeNull()
})

test('a revoked key is shut out here at once, and elsewhere when what was remembered has aged', async () => {
  const elsewhere = openDatabase(db.url, { maxConnections: 2 })
  const { id, key } = await issueApiKey(scope, { name: 'perdida', scopes: ['leads:read'] })
  expect(await authenticateKey(db, clock, key)).not.toBeNull()
  expect(await authenticateKey(elsewhere, clock, key)).not.toBeNull()
  const revokedAt = performance.now()
  await revokeApiKey(scope, id)
  expect(await authenticateKey(db, clock, key)).toBeNull()
  await expect.poll(() => authenticateKey(elsewhere, clock, key), { timeout: 5000, interval: 50 }).toBeNull()
  expect(performance.now() - revokedAt).toBeLessThan(REMEMBERED_MS + 1000)
  await expect(revokeApiKey(scope, id)).rejects.toMatchObject({ code: 'api_key.not_found' })
  await elsewhere.close()
})

test('what is remembered is asked once for many, forgotten in time, and never more than its share', async () => {
  let now = 0
  let asked = 0
  const cache = makeBriefCache<number>(2000, 3, () => now)
  const ask = async () => ++asked
  expect(await Promise.all([cache.get('a', ask), cache.get('a', ask), cache.get('a', ask)])).toEqual([1, 1, 1])
  now = 1999
  expect(await cache.get('a', ask)).toBe(1)
  now = 2000
  expect(await cache.get('a', ask)).toBe(2)
  for (const key of ['b', 'c', 'd']) await cache.get(key, ask)
  expect(await cache.get('a', ask)).toBe(6)
  await expect(cache.get('e', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await cache.get('e', ask)).toBe(7)
})

test('the last use is written, at most once a minute', async () => {
  const { id, key } = await issueApiKey(scope, { name: 'usada', scopes: ['leads:read'] })
  const lastUse = async () => (await readApiKeys(scope)).find((one) => one.id === id)!.lastUsedAt?.toISOString() ?? null
  /** Another process each time, so that nothing is remembered. */
  const use = async () => {
    const other = openDatabase(db.url, { maxConnections: 1 })
    await authenticateKey(other, clock, key)
    await other.close()
  }
  expect(await lastUse()).toBeNull()
  await use()
  const first = clock.now().toISOString()
  expect(await lastUse()).toBe(first)
  clock.advance(59_000)
  await use()
  expect(await lastUse()).toBe(first)
  clock.advance(1000)
  await use()
  expect(await lastUse()).toBe(clock.now().toISOString())
})

test('over HTTP a key is shown once, listed without itself, revoked for good', async () => {
  const { key: admin } = await issueApiKey(scope, { name: 'admin', scopes: ['admin'] })
  const client = new Browser(door.api)
  const headers = { 'x-api-key': admin }
  const made = await client.send('POST', '/api/v1/api-keys', { name: 'Web', scopes: ['leads:write'] }, headers)
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ name: 'Web', scopes: ['leads:write'], created_by: 'admin', last_used_at: null })
  expect(made.body.hint).toBe(made.body.key.slice(-4))

  const listed = await client.send('GET', '/api/v1/api-keys', undefined, headers)
  expect(listed.body.items.map((one: { id: string }) => one.id)).toContain(made.body.id)
  expect(JSON.stringify(listed.body)).not.toContain(made.body.key)

  expect((await client.send('GET', '/api/v1/workspace', undefined, { 'x-api-key': made.body.key })).status).toBe(200)
  expect((await client.send('DELETE', `/api/v1/api-keys/${made.body.id}`, undefined, headers)).status).toBe(204)
  const after = await client.send('GET', '/api/v1/workspace', undefined, { 'x-api-key': made.body.key })
  expect([after.status, after.body.error.code]).toEqual([401, 'auth.key_invalid'])
})

test('a key without admin neither sees nor makes keys; unknown scopes make none', async () => {
  const { key } = await issueApiKey(scope, { name: 'corta', scopes: ['leads:write'] })
  const client = new Browser(door.api)
  const headers = { authorization: `Bearer ${key}` }
  const refused = await client.send('POST', '/api/v1/api-keys', { name: 'más', scopes: ['admin'] }, headers)
  expect([refused.status, refused.body.error.code]).toEqual([403, 'auth.scope_missing'])
  expect((await client.send('GET', '/api/v1/api-keys', undefined, headers)).status).toBe(403)

  const before = (await readApiKeys(scope)).length
  await expect(issueApiKey(scope, { name: 'x', scopes: ['leads:all' as 'admin'] })).rejects.toMatchObject({
    code: 'api_key.scopes_invalid',
  })
  await expect(issueApiKey(scope, { name: 'x', scopes: [] })).rejects.toMatchObject({ code: 'api_key.scopes_invalid' })
  expect(await readApiKeys(scope)).toHaveLength(before)
})

test('a neighbour neither sees nor revokes a key', async () => {
  const { id, key } = await issueApiKey(scope, { name: 'propia', scopes: ['leads:read'] })
  expect((await readApiKeys(neighbour)).some((one) => one.id === id)).toBe(false)
  await expect(revokeApiKey(neighbour, id)).rejects.toMatchObject({ code: 'api_key.not_found' })
  expect(await authenticateKey(db, clock, key)).not.toBeNull()
})

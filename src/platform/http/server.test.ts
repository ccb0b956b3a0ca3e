import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { testSecrets } from '../../../test/support/secrets.ts'
import { AppError, conflict } from '../../kernel/errors.ts'
import { inWorkspace } from '../db/database.ts'
import type { Scope } from '../scope.ts'
import { makeLog } from '../telemetry/log.ts'
import type { AccessScope, Api } from './api.ts'
import type { Caller } from './door.ts'
import { MOST_FAILURES } from './failed-tries.ts'
import { httpMessages } from './http.messages.ts'
import { makeTranslate } from './messages.ts'
import { makeServer } from './server.ts'

let api: Api
let scope: Scope
let handled = 0
let release: () => void = () => {}

const sealer = testSecrets()
const READER = { 'x-api-key': 'reader' }
const SESSION = { cookie: 'session=ana' }

beforeAll(async () => {
  const db = await testDatabase()
  scope = await makeWorkspace(db)
  const caller = (kind: 'key' | 'member', id: string, grants: AccessScope[]): Caller => ({
    workspaceId: scope.workspaceId,
    actor: { kind, id, name: id },
    grants: new Set(grants),
  })
  const keys: Record<string, Caller> = {
    reader: caller('key', 'reader', ['leads:read', 'leads:write']),
    other: caller('key', 'other', ['leads:read', 'leads:write']),
  }
  api = await makeServer({
    sealer,
    log: makeLog('silent'),
    translate: makeTranslate({
      ...httpMessages,
      'test.taken': { es: 'Ya está cogido.', en: 'It is taken.', ca: 'Ja està agafat.' },
    }),
    trustProxy: false,
    https: false,
    publicOrigin: undefined,
    recognise: {
      key: async (key) => keys[key] ?? null,
      session: async (headers) =>
        headers.get('cookie') === SESSION.cookie ? caller('member', 'ana', ['leads:read', 'leads:write']) : null,
    },
    makeScope: (who) => ({ ...scope, actor: who.actor }),
  })
  const body = z.strictObject({
    n: z.int(),
    name: z.string().min(2).optional(),
  })
  api.route({
    method: 'GET',
    url: '/things',
    config: { access: 'leads:read' },
    schema: { querystring: z.strictObject({ q: z.string().optional() }) },
    handler: async (request) => ({ q: request.query.q ?? null, locale: request.locale }),
  })
  api.route({ method: 'GET', url: '/secret', config: { access: 'admin' }, handler: async () => 'never' })
  api.route({
    method: 'GET',
    url: '/me',
    config: { access: 'person' },
    handler: async (request) => request.scope.actor.id,
  })
  api.route({ method: 'GET', url: '/open', config: { access: 'public' }, handler: async () => 'come in' })
  api.route({ method: 'POST', url: '/anything', config: { access: 'leads:write' }, handler: async () => 'kept' })
  api.route({
    method: 'GET',
    url: '/health',
    config: { access: 'public', tellsKeysMore: true },
    handler: async (request) => (request.scope ? request.scope.actor.id : 'totals'),
  })
  api.route({ method: 'GET', url: '/hook', config: { access: 'hook' }, handler: async () => 'heard' })
  api.route({
    method: 'GET',
    url: '/broken',
    config: { access: 'public' },
    handler: async () => {
      throw new Error('select secret_column from users')
    },
  })
  api.route({
    method: 'GET',
    url: '/away',
    config: { access: 'public' },
    handler: async () => {
      throw Object.assign(new Error('terminating'), { code: '57P01' })
    },
  })
  api.route({
    method: 'POST',
    url: '/things',
    config: { access: 'leads:write' },
    schema: { body },
    handler: async (request, reply) => {
      handled += 1
      if (request.body.n === 409) throw conflict('test.taken', { details: { alternatives: [1, 2, 3] } })
      if (request.body.n === 500) throw new Error('oops')
      if (request.body.n === 429)
        throw new AppError('limit', 'request.too_many', { retryAfterS: 3, params: { seconds: 3 } })
      await inWorkspace(request.scope, async () => undefined)
      if (request.body.n === 501) throw new Error('after the commit')
      if (request.body.n === 10)
        await new Promise<void>((resolve) => {
          release = resolve
        })
      return reply.code(201).send({ made: request.body.n, by: handled })
    },
  })
  await api.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.close())

/** Longer than any request runs. */
const timePasses = (key: string) =>
  inWorkspace(scope, (tx) =>
    tx
      .updateTable('idempotency_keys')
      .set({ created_at: new Date(scope.clock.now().getTime() - 61_000) })
      .where('key', '=', key)
      .execute(),
  )

const post = (payload: unknown, headers: Record<string, string> = {}, url = '/things') =>
  api.inject({ method: 'POST', url, headers: { ...READER, ...headers }, payload: payload as object })

describe('who may pass', () => {
  test.each([
    ['nobody', {}, 401, 'auth.required'],
    ['a wrong key', { 'x-api-key': 'wrong' }, 401, 'auth.key_invalid'],
    [
      'a key of another workspace than it says',
      { ...READER, 'x-workspace-id': '00000000-0000-4000-8000-000000000000' },
      403,
      'auth.workspace_mismatch',
    ],
    ['a broken session', { cookie: 'session=nobody' }, 401, 'auth.required'],
  ])('%s is turned away', async (_name, headers, status, code) => {
    const reply = await api.inject({ url: '/things', headers })
    expect([reply.statusCode, reply.json().error.code]).toEqual([status, code])
  })

  test('a key passes by either header, and a session by its cookie', async () => {
    for (const headers of [READER, { authorization: 'Bearer reader' }, SESSION])
      expect((await api.inject({ url: '/things', headers })).statusCode).toBe(200)
  })

  test('a caller without the scope is told which one it lacks', async () => {
    const reply = await api.inject({ url: '/secret', headers: READER })
    expect(reply.statusCode).toBe(403)
    expect(reply.json()).toMatchObject({ success: false, error: { code: 'auth.scope_missing' } })
    expect(reply.json().message).toContain('admin')
  })

  test('what only a person may do is refused to a key', async () => {
    expect((await api.inject({ url: '/me', headers: READER })).json().error.code).toBe('auth.person_only')
    expect((await api.inject({ url: '/me', headers: SESSION })).body).toBe('ana')
  })

  test.each([
    ['no origin', {}, 403],
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['an origin that only looks alike', { origin: 'http://localhost:80.evil.example' }, 403],
    ['our own origin', { origin: 'http://localhost:80', host: 'localhost:80' }, 201],
    ['our own page, said by the browser', { 'sec-fetch-site': 'same-origin' }, 201],
    ['another site, said by the browser', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('a session writes only from our own page: %s', async (_name, headers, status) => {
    const reply = await api.inject({
      method: 'POST',
      url: '/things',
      headers: { ...SESSION, ...headers },
      payload: { n: 1 },
    })
    expect(reply.statusCode).toBe(status)
  })

  test('an address that guesses keys is told to wait; whoever was let in before is not', async () => {
    const guess = (n: number) =>
      api.inject({ url: '/things', headers: { 'x-api-key': `guess-${n}` }, remoteAddress: '203.0.113.7' })
    for (let n = 0; n < MOST_FAILURES; n++) expect((await guess(n)).statusCode).toBe(401)
    const refused = await guess(MOST_FAILURES)
    expect([refused.statusCode, refused.json().error.code]).toEqual([429, 'request.too_many'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    const known = await api.inject({ url: '/things', headers: READER, remoteAddress: '203.0.113.7' })
    expect(known.statusCode).toBe(200)
  })

  test('on a public route, another header is not another budget', async () => {
    const ask = (n: number) =>
      api.inject({ url: '/open', headers: { 'x-api-key': `made-up-${n}` }, remoteAddress: '203.0.113.8' })
    const left = [await ask(1), await ask(2)].map((reply) => Number(reply.headers['x-ratelimit-remaining']))
    expect(left[1]).toBe(left[0]! - 1)
  })

  test('a public route that shows a key more takes it by either header, and refuses a wrong one', async () => {
    const seen = async (headers: Record<string, string>) => (await api.inject({ url: '/health', headers })).body
    expect(await seen({})).toBe('totals')
    expect(await seen(SESSION)).toBe('totals')
    expect(await seen(READER)).toBe('reader')
    expect(await seen({ authorization: 'Bearer reader' })).toBe('reader')
    expect((await api.inject({ url: '/health', headers: { 'x-api-key': 'wrong' } })).statusCode).toBe(401)
  })

  test('a route that forgot to say who may call it stops the start', async () => {
    const other = await makeServer({
      sealer: testSecrets(),
      log: makeLog('silent'),
      translate: makeTranslate(httpMessages),
      trustProxy: false,
      https: false,
      publicOrigin: undefined,
      recognise: { key: async () => null, session: async () => null },
      makeScope: () => scope,
    })
    other.get('/open', async () => 'oops')
    await expect(other.ready()).rejects.toThrow(/GET \/open/)
  })
})

describe('what comes in wrong', () => {
  test.each([
    ['bad JSON', '{"n":', 'request.bad_json', []],
    ['a wrong type', { n: 'one' }, 'request.invalid', ['n']],
    ['an unknown field', { n: 1, m: 2 }, 'request.invalid', ['m']],
    ['several at once', { name: 'x' }, 'request.invalid', ['n', 'name']],
    ['nothing', null, 'request.invalid', ['body']],
  ])('%s is 400 and nothing runs', async (_name, payload, code, fields) => {
    const before = handled
    const reply = await api.inject({
      method: 'POST',
      url: '/things',
      headers: { ...READER, 'content-type': 'application/json' },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    })
    expect([reply.statusCode, reply.json().error.code]).toEqual([400, code])
    expect((reply.json().error.details?.fields ?? []).map((f: { field: string }) => f.field)).toEqual(fields)
    expect(handled).toBe(before)
  })

  test('an unknown query parameter is 400, the language is not one', async () => {
    expect((await api.inject({ url: '/things?q=a&lang=ca', headers: READER })).json()).toEqual({ q: 'a', locale: 'ca' })
    expect((await api.inject({ url: '/things?page=2', headers: READER })).json().error.details.fields[0].field).toBe(
      'page',
    )
  })

  test('on a public route too, but not on a hook', async () => {
    expect((await api.inject({ url: '/open?page=2' })).json().error.details.fields[0].field).toBe('page')
    expect((await api.inject({ url: '/open?lang=ca' })).statusCode).toBe(200)
    expect((await api.inject({ url: '/hook?page=2' })).statusCode).toBe(200)
  })

  test('another method is 405 and says which there are', async () => {
    const reply = await api.inject({ method: 'DELETE', url: '/things/?lang=en', headers: READER })
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
    expect(reply.json()).toMatchObject({ success: false, error: { code: 'route.method_not_allowed' } })
    expect(reply.json().message).toContain('does not take that method')
  })

  test('an address that cannot be decoded is answered like all else', async () => {
    const reply = await api.inject({ url: '/things/%zz', headers: READER })
    expect([reply.statusCode, reply.json().success, reply.json().error.code]).toEqual([
      400,
      false,
      'request.unreadable',
    ])
  })

  test.each([
    ['no HTTP at all', 'BREW /pot HTCPCP/1.0\r\n\r\n', '400'],
    ['headers of 40 kB', `GET /open HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`, '431'],
  ])('%s is answered like all else', async (_name, sent, status) => {
    const { port } = api.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.write(sent)
    const said = await text(socket)
    expect(said.split(' ')[1]).toBe(status)
    expect(JSON.parse(said.split('\r\n\r\n')[1]!)).toMatchObject({
      success: false,
      error: { code: 'request.unreadable' },
    })
  })

  test('problems are said in the language that was asked for', async () => {
    const said = await Promise.all(
      ['es', 'en', 'ca'].map(
        async (lang) => (await post({ n: 'x' }, {}, `/things?lang=${lang}`)).json().error.details.fields[0].message,
      ),
    )
    expect(new Set(said).size).toBe(3)
  })

  test('a body of two megabytes is 413; an unknown address 404', async () => {
    expect((await post({ n: 1, name: 'x'.repeat(2_000_000) })).statusCode).toBe(413)
    expect((await api.inject({ url: '/nowhere', headers: READER })).json().error.code).toBe('route.not_found')
  })

  test('of what breaks inside, nothing is told', async () => {
    const reply = await api.inject({ url: '/broken' })
    expect(reply.statusCode).toBe(500)
    expect(reply.body).not.toMatch(/select|secret|at .*\.ts/)
    expect((await api.inject({ url: '/away' })).json()).toMatchObject({
      error: { code: 'database.unavailable', retryable: true },
    })
  })

  test('what may be tried later says when', async () => {
    const reply = await post({ n: 429 })
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '3'])
  })
})

describe('the same request twice', () => {
  test('gets the first answer again, whatever the order of its members', async () => {
    const first = await post({ n: 1, name: 'Eva' }, { 'idempotency-key': 'k1' })
    const again = await post({ name: 'Eva', n: 1 }, { 'idempotency-key': 'k1' })
    expect(first.statusCode).toBe(201)
    expect([again.statusCode, again.json()]).toEqual([201, first.json()])
  })

  test('is known by the key in the body too, and a refusal is kept as well', async () => {
    const first = await post({ n: 409, idempotency_key: 'k2' })
    const before = handled
    const again = await post({ n: 409, idempotency_key: 'k2' })
    expect([again.statusCode, again.body]).toEqual([409, first.body])
    expect(handled).toBe(before)
  })

  test('with another body is 409', async () => {
    await post({ n: 1 }, { 'idempotency-key': 'k3' })
    expect((await post({ n: 2 }, { 'idempotency-key': 'k3' })).json().error.code).toBe('idempotency.mismatch')
  })

  test('of another caller, or on a failure of ours, runs anew', async () => {
    const before = handled
    await post({ n: 1 }, { 'idempotency-key': 'k4' })
    await post({ n: 1 }, { 'idempotency-key': 'k4', 'x-api-key': 'other' })
    await post({ n: 500 }, { 'idempotency-key': 'k5' })
    await post({ n: 500 }, { 'idempotency-key': 'k5' })
    expect(handled - before).toBe(4)
  })

  test('ten at once run once and all get its answer', async () => {
    const before = handled
    const replies = await Promise.all(Array.from({ length: 10 }, () => post({ n: 3 }, { 'idempotency-key': 'k6' })))
    expect(handled - before).toBe(1)
    expect(new Set(replies.map((reply) => `${reply.statusCode} ${reply.body}`)).size).toBe(1)
  })

  test('that failed after it took effect is not done again', async () => {
    const before = handled
    expect((await post({ n: 501 }, { 'idempotency-key': 'k8' })).statusCode).toBe(500)
    await timePasses('k8')
    expect((await post({ n: 501 }, { 'idempotency-key': 'k8' })).json().error.code).toBe('idempotency.outcome_unknown')
    expect(handled - before).toBe(1)
  })

  test('is refused where its body is deeper than anybody means it', async () => {
    const deep = `{"n":1,"more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    const reply = await api.inject({
      method: 'POST',
      url: '/anything',
      headers: { ...READER, 'content-type': 'application/json', 'idempotency-key': 'deep' },
      payload: deep,
    })
    expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'request.unreadable'])
  })

  test('whose answer could not be kept gets it all the same', async () => {
    const seal = vi.spyOn(sealer, 'seal').mockImplementationOnce(() => {
      throw new Error('no key')
    })
    expect((await post({ n: 4 }, { 'idempotency-key': 'k9' })).statusCode).toBe(201)
    expect(seal).toHaveBeenCalledOnce()
    await timePasses('k9')
    expect((await post({ n: 4 }, { 'idempotency-key': 'k9' })).json().error.code).toBe('idempotency.outcome_unknown')
  })

  test('whose process died after it took effect is not done again', async () => {
    const stuck = post({ n: 10 }, { 'idempotency-key': 'k7' })
    await scope.db.kysely.connection().execute(async () => {
      for (;;) {
        const rows = await inWorkspace(scope, (tx) =>
          tx
            .selectFrom('idempotency_keys')
            .selectAll()
            .where('key', '=', 'k7')
            .where('took_effect', '=', true)
            .execute(),
        )
        if (rows.length) break
      }
    })
    // As if its process had died: the row stays as it is, and time passes.
    await timePasses('k7')
    expect((await post({ n: 10 }, { 'idempotency-key': 'k7' })).json().error.code).toBe('idempotency.outcome_unknown')
    release()
    await stuck
  })
})

describe('a stop', () => {
  /** A server whose one route answers when it is told to. */
  async function slowServer() {
    const slow = await makeServer({
      sealer,
      log: makeLog('silent'),
      translate: makeTranslate(httpMessages),
      trustProxy: false,
      https: false,
      publicOrigin: undefined,
      recognise: { key: async () => null, session: async () => null },
      makeScope: () => scope,
    })
    const begun = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<string>()
    slow.route({
      method: 'GET',
      url: '/slow',
      config: { access: 'public' },
      handler: async () => {
        begun.resolve()
        return answer.promise
      },
    })
    const url = await slow.listen({ host: '127.0.0.1', port: 0 })
    const reply = fetch(`${url}/slow`)
    await begun.promise
    return { slow, reply, answer }
  }

  test('lets the request under way have its answer', async () => {
    const { slow, reply, answer } = await slowServer()
    const stopped = slow.close()
    await new Promise((resolve) => setImmediate(resolve))
    answer.resolve('done')
    expect(await (await reply).text()).toBe('done')
    await stopped
  })

  test('does not wait for one that never ends', async () => {
    const { slow, reply } = await slowServer()
    const cutOff = expect(reply).rejects.toThrow()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stopped = slow.close()
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0))
    await vi.advanceTimersByTimeAsync(3000)
    vi.useRealTimers()
    await cutOff
    await stopped
  })
})

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { AppError } from '../../kernel/errors.ts'
import { makeOutbound, type Outbound, type OutboundOptions, type OutboundRequest, refused } from './outbound.ts'

type Reaction = (response: ServerResponse, request: IncomingMessage, body: string) => void

let vendor: Server
let base: string
let met: { method: string; body: string; headers: IncomingMessage['headers'] }[]
/** The first tries meet these, the last one stays. */
let reactions: Reaction[]
let logged: string
let outbound: Outbound

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Reaction =>
  (response) =>
    response.writeHead(code, headers).end(body)
const silence: Reaction = () => {}
const hangUp: Reaction = (response) => {
  response.destroy()
}

function open(options: Partial<OutboundOptions> = {}): Outbound {
  const log = pino(
    { level: 'debug' },
    {
      write: (line: string) => {
        logged += line
      },
    },
  )
  return makeOutbound({ clock: systemClock, log, pause: { baseMs: 1, capMs: 2 }, ...options })
}

const request = (part: Partial<OutboundRequest> = {}): OutboundRequest => ({
  vendor: 'Vendedor',
  account: 'a1',
  operation: 'do it',
  method: 'GET',
  url: `${base}/thing`,
  ...part,
})

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

beforeEach(async () => {
  met = []
  logged = ''
  reactions = [status(200, {}, '{"fine":true}')]
  vendor = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (chunk) => {
      body += chunk
    })
    incoming.on('end', () => {
      met.push({ method: incoming.method!, body, headers: incoming.headers })
      const react = reactions.length > 1 ? reactions.shift()! : reactions[0]!
      react(response, incoming, body)
    })
  })
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`
  outbound = open()
})

afterEach(async () => {
  vi.useRealTimers()
  vendor.closeAllConnections()
  await new Promise((resolve) => vendor.close(resolve))
  await outbound.close()
})

describe('an answer', () => {
  test('comes as text with its status, whatever it is labelled', async () => {
    reactions = [status(200, { 'content-type': 'text/plain' }, 'true')]
    expect(await outbound.send(request())).toMatchObject({ status: 200, text: 'true' })
  })

  test('below 500 is the client’s to judge: it is not repeated', async () => {
    reactions = [status(400, {}, '{"errors":{}}')]
    expect((await outbound.send(request())).status).toBe(400)
    expect(met).toHaveLength(1)
  })

  test('to DELETE with a body: the body is sent', async () => {
    await outbound.send(request({ method: 'DELETE', json: { callIds: ['x'] } }))
    expect(met[0]).toMatchObject({ method: 'DELETE', body: '{"callIds":["x"]}' })
    expect(met[0]!.headers['content-type']).toBe('application/json')
  })

  test('over the size limit is unreadable, and no more of it is read', async () => {
    reactions = [status(200, {}, 'x'.repeat(5000))]
    const error = await failure(outbound.send(request({ limits: { maxBytes: 1000 } })))
    expect(error).toMatchObject({ kind: 'vendor_changed', code: 'vendor.unreadable' })
    expect(met).toHaveLength(1)
  })

  test('that redirects is not followed: our secret would go along', async () => {
    reactions = [status(302, { location: `${base}/elsewhere` })]
    expect((await failure(outbound.send(request()))).kind).toBe('vendor_changed')
    expect(met).toHaveLength(1)
  })
})

describe('repeats', () => {
  test('a GET that failed twice succeeds at the third try', async () => {
    reactions = [status(500), hangUp, status(200, {}, '1')]
    expect((await outbound.send(request())).text).toBe('1')
    expect(met).toHaveLength(3)
  })

  test('a GET is given up after the repeats allowed', async () => {
    reactions = [status(502)]
    const error = await failure(outbound.send(request({ limits: { repeats: 2 } })))
    expect(error).toMatchObject({ kind: 'vendor_busy', code: 'vendor.busy' })
    expect(met).toHaveLength(3)
  })

  test.each([
    ['500', status(500)],
    ['502', status(502)],
    ['a connection that was cut', hangUp],
  ])('a POST that met %s is not sent again: whether it was done is unknown', async (_name, reaction) => {
    reactions = [reaction]
    const error = await failure(outbound.send(request({ method: 'POST', json: {} })))
    expect(error).toMatchObject({ kind: 'vendor_unreachable', code: 'vendor.no_answer' })
    expect(met).toHaveLength(1)
  })

  test('a POST without an answer in time is unknown, and not sent again', async () => {
    reactions = [silence]
    const error = await failure(outbound.send(request({ method: 'POST', json: {}, limits: { tryMs: 400 } })))
    expect(error.kind).toBe('vendor_unreachable')
    expect(met).toHaveLength(1)
  })

  test('a POST that was turned away (429) is sent again when the vendor says', async () => {
    reactions = [status(429, { 'retry-after': '0' }), status(200, {}, '{}')]
    expect((await outbound.send(request({ method: 'POST', json: {} }))).status).toBe(200)
    expect(met).toHaveLength(2)
  })

  test('a POST that met 503 is sent again only with Retry-After', async () => {
    reactions = [status(503, { 'retry-after': '0' }), status(503)]
    const error = await failure(outbound.send(request({ method: 'POST', json: {} })))
    expect(error.kind).toBe('vendor_busy')
    expect(met).toHaveLength(2)
  })

  test('a pause longer than the deadline is not begun: the caller hears when to come back', async () => {
    reactions = [status(429, { 'retry-after': '3600' })]
    const error = await failure(outbound.send(request()))
    expect(error).toMatchObject({ kind: 'vendor_busy', code: 'vendor.busy', retryAfterS: 3600 })
    expect(met).toHaveLength(1)
  })

  test('nobody listening: nothing was sent, so a POST may come again, and the error says so', async () => {
    const free = createServer()
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
    const { port } = free.address() as AddressInfo
    await new Promise((resolve) => free.close(resolve))
    const error = await failure(outbound.send(request({ method: 'POST', json: {}, url: `http://127.0.0.1:${port}/` })))
    expect(error).toMatchObject({ kind: 'vendor_busy', code: 'vendor.away' })
    expect(logged).toContain('"tries":4')
  })

  test('the deadline holds over all tries', async () => {
    reactions = [silence]
    const error = await failure(outbound.send(request({ limits: { tryMs: 10_000, totalMs: 400 } })))
    expect(error.kind).toBe('vendor_unreachable')
    expect(met).toHaveLength(1)
  })

  test('the caller may hang up', async () => {
    reactions = [silence]
    const hangingUp = new AbortController()
    const sending = failure(outbound.send(request({ method: 'POST', json: {}, signal: hangingUp.signal })))
    await vi.waitFor(() => expect(met).toHaveLength(1))
    hangingUp.abort()
    expect((await sending).kind).toBe('vendor_unreachable')
  })
})

describe('the breaker', () => {
  const breaker = { failures: 3, pauseMs: 1000, maxPauseMs: 4000 }
  const once = (part: Partial<OutboundRequest> = {}) => request({ limits: { repeats: 0 }, ...part })

  test('after failures in a row the account is left alone, then tried once, and trusted again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await outbound.close()
    outbound = open({ breaker })
    reactions = [status(500), status(500), status(500), status(200, {}, 'back')]
    for (let failed = 0; failed < 3; failed++) await failure(outbound.send(once()))

    const error = await failure(outbound.send(once()))
    expect(error).toMatchObject({ kind: 'vendor_busy', code: 'vendor.left_alone', retryAfterS: 1 })
    expect(met).toHaveLength(3)

    vi.setSystemTime(Date.now() + 1001)
    expect((await outbound.send(once())).text).toBe('back')
    expect((await outbound.send(once())).text).toBe('back')
  })

  test('another account of the same vendor is not concerned', async () => {
    await outbound.close()
    outbound = open({ breaker })
    reactions = [status(500), status(500), status(500), status(200, {}, 'other')]
    for (let failed = 0; failed < 3; failed++) await failure(outbound.send(once()))
    expect((await outbound.send(once({ account: 'a2' }))).text).toBe('other')
  })

  test('refusals and being told to slow down do not open it', async () => {
    await outbound.close()
    outbound = open({ breaker })
    reactions = [status(429), status(429), status(429), status(400), status(400), status(400), status(200, {}, 'open')]
    for (let turnedAway = 0; turnedAway < 3; turnedAway++) await failure(outbound.send(once()))
    for (let refusal = 0; refusal < 3; refusal++) await outbound.send(once())
    expect((await outbound.send(once())).text).toBe('open')
  })
})

test('the log knows what was done and how it ended, and no address, body, secret or phone', async () => {
  reactions = [status(200), hangUp]
  const secretive = request({
    method: 'POST',
    url: `${base}/Lead/PhoneNumber/%2B34600123456?token=hush`,
    headers: { authorization: 'Bearer account:verysecret' },
    json: { to: '+34600123456', note: 'private' },
  })
  await outbound.send(secretive)
  await failure(outbound.send(secretive))
  expect(logged).toContain('"operation":"do it"')
  expect(logged).toContain('"kind":"vendor_unreachable"')
  for (const word of ['verysecret', '600123456', 'private', 'hush', '127.0.0.1']) expect(logged).not.toContain(word)
})

test('a refusal masks phones in what the vendor said and tells bad credentials apart', () => {
  const reply = { status: 400, headers: {}, text: '' }
  const error = refused({ vendor: 'Vendedor' }, reply, { note: 'cannot dial +34600123456' })
  expect(error).toMatchObject({
    kind: 'vendor_refused',
    code: 'vendor.refused',
    params: { vendor: 'Vendedor', status: 400 },
  })
  expect(error.message).not.toContain('600123456')
  expect(refused({ vendor: 'Vendedor' }, { ...reply, status: 401 }).code).toBe('vendor.unauthorized')
})

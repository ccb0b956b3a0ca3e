import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type HookReceiver, receiveHooks } from '../test/support/hook-receiver.ts'
import { type Sandbox, sandboxPearl, startSandbox } from './server.ts'

const { accountId, secretKey, outboundId } = sandboxPearl
const authorization = `Bearer ${accountId}:${secretKey}`

let hooks: HookReceiver
let sandbox: Sandbox
let owner: number | undefined

beforeEach(async () => {
  owner = undefined
  hooks = await receiveHooks()
  sandbox = await startSandbox({
    callMs: 5,
    hooks: { pearl: hooks.url },
    onOwner: (pid) => {
      owner = pid
    },
  })
})
afterEach(async () => {
  await sandbox.close()
  await hooks.close()
})

async function control(method: string, path: string, body?: unknown): Promise<{ status: number; json: any }> {
  const reply = await fetch(`${sandbox.url}/control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: reply.status, json: await reply.json() }
}
const pearl = (method: string, path: string, body?: unknown, signal?: AbortSignal) =>
  fetch(`${sandbox.url}/pearl/v1${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
const makeCall = (to: string, signal?: AbortSignal) => pearl('POST', `/Outbound/${outboundId}/Call`, { to }, signal)
const placed = async () => (await control('GET', 'state?vendor=pearl')).json.calls.length

describe('the journal', () => {
  test('has requests and answers in order, the webhooks among them, and no credentials', async () => {
    const made = (await (await makeCall('+34600000005')).json()) as { id: string }
    await hooks.wait(2)
    await sandbox.idle()
    await pearl('GET', `/Call/${made.id}`)
    const { json } = await control('GET', 'journal?vendor=pearl')
    expect(json.map((entry: any) => [entry.direction, entry.method, entry.path, entry.status])).toEqual([
      ['in', 'POST', `/pearl/v1/Outbound/${outboundId}/Call`, 200],
      ['out', 'POST', '/hooks/pearl/secret-token', 200],
      ['out', 'POST', '/hooks/pearl/secret-token', 200],
      ['in', 'GET', `/pearl/v1/Call/${made.id}`, 400],
    ])
    expect(json[0]).toMatchObject({ vendor: 'pearl', request: { to: '+34600000005' }, response: made })
    expect(json[3].response.errors.validation).toEqual(['wrong CallId'])
    expect(JSON.stringify(json)).not.toContain(secretKey)
  })

  test('since an instant', async () => {
    await pearl('GET', '/Account')
    const { json: before } = await control('GET', 'journal')
    expect((await control('GET', `journal?since=${encodeURIComponent(before[0].at)}`)).json).toHaveLength(1)
    expect((await control('GET', 'journal?since=2999-01-01T00:00:00Z')).json).toEqual([])
  })
})

describe('faults', () => {
  const inject = (fault: object) =>
    control('POST', 'faults', [{ vendor: 'pearl', match: { method: 'POST', path: '*/Call' }, times: 1, ...fault }])
  const callFailure = (signal?: AbortSignal) =>
    makeCall('+34600000005', signal).then(
      () => undefined,
      (thrown: Error) => thrown.name,
    )
  /** Waits until the request has arrived, then hangs up: no answer will come. */
  const hangUp = async () => {
    const hangingUp = new AbortController()
    const calling = callFailure(hangingUp.signal)
    const first = async () => (await control('GET', 'journal')).json[0]
    await vi.waitFor(async () => expect(await first()).toMatchObject({ fault: expect.any(String) }))
    hangingUp.abort()
    return { failure: await calling, placed: await placed() }
  }

  test('status: refused, and nothing happened; then all is well again', async () => {
    await inject({ kind: 'status', status: 503 })
    expect((await makeCall('+34600000005')).status).toBe(503)
    expect(await placed()).toBe(0)
    expect((await makeCall('+34600000005')).status).toBe(200)
  })

  test('drop: the connection is cut, and nothing happened', async () => {
    await inject({ kind: 'drop' })
    expect(await callFailure()).toBe('TypeError')
    expect(await placed()).toBe(0)
  })

  test('timeout: no answer, and nothing happened', async () => {
    await inject({ kind: 'timeout' })
    expect(await hangUp()).toEqual({ failure: 'AbortError', placed: 0 })
  })

  test('timeout_after_effect: no answer, but it was done; the journal has what would have been said', async () => {
    await inject({ kind: 'timeout_after_effect' })
    expect(await hangUp()).toEqual({ failure: 'AbortError', placed: 1 })
    const { json } = await control('GET', 'journal')
    expect(json[0]).toMatchObject({ status: null, fault: 'timeout_after_effect', response: { to: '+34600000005' } })
  })

  test('delay: late, and right', async () => {
    await inject({ kind: 'delay', delay_ms: 40 })
    expect((await makeCall('+34600000005')).status).toBe(200)
    const { json } = await control('GET', 'journal?vendor=pearl')
    expect(json[0].took_ms).toBeGreaterThanOrEqual(39)
  })

  test('are listed and cleared', async () => {
    await inject({ kind: 'drop' })
    expect((await control('GET', 'faults')).json).toMatchObject([{ kind: 'drop', seen: 0, played: 0 }])
    await control('DELETE', 'faults')
    expect((await makeCall('+34600000005')).status).toBe(200)
  })
})

describe('settings, reset, state', () => {
  test('settings are changed one by one, and read back', async () => {
    const { json } = await control('POST', 'settings', { call_ms: 250, pearl: { total_agents: 3 } })
    expect(json).toMatchObject({
      call_ms: 250,
      hooks: { pearl: hooks.url },
      pearl: { total_agents: 3, account_status: 1 },
    })
    expect((await control('GET', 'settings')).json).toEqual(json)
  })

  test('whoever claims the sandbox is told to its process', async () => {
    await control('POST', 'settings', { owner_pid: 4242 })
    expect(owner).toBe(4242)
  })

  test('reset forgets calls, faults, scripts, journal and settings; the hooks stay', async () => {
    await control('POST', 'settings', { call_ms: 60_000, pearl: { account_status: 3 } })
    await control('POST', 'settings', { pearl: { account_status: 1 } })
    await control('POST', 'script', [
      { vendor: 'pearl', phone: '+34600000111', outcomes: [{ status: 5, conversationStatus: 10 }] },
    ])
    await control('POST', 'faults', [{ vendor: 'pearl', kind: 'drop', match: { path: '/Account' } }])
    await makeCall('+34600000112')
    await hooks.wait(1)
    await control('POST', 'reset')

    expect((await control('GET', 'settings')).json).toMatchObject({ call_ms: 5, hooks: { pearl: hooks.url } })
    expect((await control('GET', 'journal')).json).toEqual([])
    expect(await placed()).toBe(0)
    expect((await pearl('GET', '/Account')).status).toBe(200)
    await makeCall('+34600000111')
    const [end] = await hooks.wait(1, ({ json }) => json.to === '+34600000111' && json.status !== 3)
    expect(end!.json.status).toBe(4)
  })
})

describe('mistakes get a sentence', () => {
  test.each([
    ['POST', 'script', 'nonsense', 400],
    ['POST', 'script', [{ vendor: 'pearl', phone: '1', outcomes: [] }], 400],
    ['POST', 'script', [{ vendor: 'odoo', phone: '1', outcomes: [{ status: 4, conversationStatus: 100 }] }], 400],
    ['POST', 'faults', [{ vendor: 'pearl', kind: 'explode' }], 400],
    ['POST', 'faults', [{ vendor: 'odoo', kind: 'drop' }], 400],
    ['POST', 'settings', { call_mss: 1 }, 400],
    ['POST', 'settings', { hooks: { pearl: 'not an address' } }, 400],
    ['GET', 'journal?since=yesterday', undefined, 400],
    ['GET', 'state?vendor=odoo', undefined, 400],
    ['GET', 'nothing', undefined, 404],
    ['POST', 'inbound', { channel: 'telegram', from: '1', text: 'hola' }, 501],
    ['POST', 'inbound', { channel: 'pigeon', from: '1', text: 'hola' }, 400],
  ])('%s /control/%s %j: %i', async (method, path, body, status) => {
    const reply = await control(method, path, body)
    expect(reply.status).toBe(status)
    expect(reply.json.error).toEqual(expect.any(String))
  })

  test('a vendor that is not simulated yet is named', async () => {
    const reply = await fetch(`${sandbox.url}/odoo/jsonrpc`)
    expect(reply.status).toBe(404)
    expect(await reply.text()).toContain('/pearl')
  })

  test('a busy port is an error, not a hang', async () => {
    const { port } = new URL(sandbox.url)
    await expect(startSandbox({ port: Number(port) })).rejects.toThrow(/EADDRINUSE/)
  })
})

test('three thousand calls with fifty agents: each one ends once, never more than fifty at a time', async () => {
  await control('POST', 'settings', { call_ms: 1, pearl: { total_agents: 50 } })
  const numbers = Array.from({ length: 3000 }, (_, at) => `+346${String(10_000_000 + at)}`)
  const lanes = Array.from({ length: 20 }, (_, lane) => numbers.filter((_number, at) => at % 20 === lane))
  await Promise.all(
    lanes.map(async (lane) => {
      for (const to of lane) expect((await makeCall(to)).status).toBe(200)
    }),
  )
  const ends = await hooks.wait(3000, ({ json }) => json.status !== 3)
  expect(new Set(ends.map(({ json }) => json.id)).size).toBe(3000)
  const { json } = await control('GET', 'state?vendor=pearl')
  expect(json.in_flight).toBe(0)
  const edges = json.calls.flatMap((call: any) => [
    [Date.parse(call.dialled_at), 1],
    [Date.parse(call.ended_at), -1],
  ])
  // At one instant, whoever ended made room for whoever began.
  edges.sort((a: number[], b: number[]) => a[0]! - b[0]! || a[1]! - b[1]!)
  let talking = 0
  for (const [, step] of edges) {
    talking += step
    expect(talking).toBeLessThanOrEqual(50)
  }
}, 60_000)

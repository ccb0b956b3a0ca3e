/** A sandbox of one's own for each test of a file, its time driven by the test, somebody listening to its webhooks. */
import { afterEach, beforeEach } from 'vitest'
import { drivenTime, type Sandbox, sandboxPearl, startSandbox } from '../../sandbox/server.ts'
import { type HookReceiver, receiveHooks } from './hook-receiver.ts'

export const CALL_MS = 1000
/** The running campaign by v2's name; v1 calls it `sandboxPearl.outboundId`. */
export const PEARL_ID = '7a0000000000000000000c01'

interface Reply {
  status: number
  type: string | null
  json: any
  allow: string | null
}

/** Called at the top of a test file. */
export function simulatedPearl() {
  const { accountId, secretKey, outboundId } = sandboxPearl
  const now = {} as { time: ReturnType<typeof drivenTime>; hooks: HookReceiver; sandbox: Sandbox }

  beforeEach(async () => {
    now.time = drivenTime()
    now.hooks = await receiveHooks()
    now.sandbox = await startSandbox({ clock: now.time, callMs: CALL_MS, hooks: { pearl: now.hooks.url } })
  })
  afterEach(async () => {
    await now.sandbox.close()
    await now.hooks.close()
  })

  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const reply = await fetch(`${now.sandbox.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accountId}:${secretKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await reply.text()
    return {
      status: reply.status,
      type: reply.headers.get('content-type'),
      json: text === '' ? null : JSON.parse(text),
      allow: reply.headers.get('allow'),
    }
  }

  return Object.assign(now, {
    ask,
    control: (path: string, body: unknown) => ask('POST', `/control/${path}`, body),
    call: (to: string) => ask('POST', `/pearl/v1/Outbound/${outboundId}/Call`, { to }),
    callRequest: async (id: string) => (await ask('GET', `/pearl/v1/Outbound/CallRequest/${id}`)).json,
    state: async () => (await ask('GET', '/control/state?vendor=pearl')).json,
    journal: async () => (await ask('GET', '/control/journal')).json as Record<string, any>[],
  })
}

/** The sandbox: every simulated vendor on one port, faults in front of them, a journal beside them. See docs/sandbox.md. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Hooks, makeControl } from './control.ts'
import { type Fault, makeFaults } from './faults.ts'
import { type Answer, type Asked, readable } from './http.ts'
import { type JournalEntry, makeJournal } from './journal.ts'
import { makePearlSimulator } from './pearl/simulator.ts'
import { sandboxPearl } from './pearl/world.ts'
import type { Simulator } from './simulator.ts'
import { runningTime, type SandboxTime } from './time.ts'

export { sandboxPearl } from './pearl/world.ts'
export { drivenTime } from './time.ts'

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  port?: number
  host?: string
  /** Instants by this clock; a `drivenTime()` is waited by as well. */
  clock?: { now(): Date } | SandboxTime
  /** How long a call takes, in milliseconds. */
  callMs?: number
  /** Full addresses for the webhooks, the token in their path included. */
  hooks?: Hooks
  /** The account that is let in; by default `sandboxPearl`. */
  pearl?: { accountId: string; secretKey: string }
  /** Told the pid of whoever claims this sandbox. */
  onOwner?: (pid: number) => void
}

export interface Sandbox {
  url: string
  /** Resolves when no webhook is on its way. */
  idle(): Promise<void>
  close(): Promise<void>
}

const MAX_BODY_BYTES = 64 * 1024 * 1024
/** What a call takes in a demo: long enough to be watched, short enough to wait for. */
const CALL_MS = 1500

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1'
  const time: SandboxTime = options.clock && 'after' in options.clock ? options.clock : runningTime(options.clock)
  const journal = makeJournal(time)
  const faults = makeFaults()
  const hooks: Hooks = { ...options.hooks }
  const pearl = makePearlSimulator({
    time,
    journal,
    faults,
    keys: options.pearl ?? sandboxPearl,
    callMs: options.callMs ?? CALL_MS,
    target: () => hooks.pearl,
  })
  const simulators: Simulator[] = [pearl]
  const control = makeControl({ journal, faults, simulators, pearl, hooks, onOwner: options.onOwner })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const [, first = '', ...rest] = url.pathname.split('/')
    const text = await readBody(request)
    if (text === null) return write(response, { status: 413 })
    const asked = {
      method: request.method ?? 'GET',
      path: `/${rest.join('/')}`,
      query: url.searchParams,
      headers: request.headers,
      text,
    }
    if (first === 'control') return write(response, await control(asked))

    const simulator = simulators.find((one) => one.vendor === first)
    if (!simulator) {
      return write(response, {
        status: 404,
        json: { error: `no simulator at /${first}; there is: ${simulators.map((one) => `/${one.vendor}`).join(', ')}` },
      })
    }
    const entry = journal.begin({
      vendor: simulator.vendor,
      direction: 'in',
      method: asked.method,
      path: url.pathname,
      ...(url.search && { query: url.search.slice(1) }),
      request: readable(text),
    })
    await play(faults.forRequest(simulator.vendor, asked.method, url.pathname), simulator, asked, entry, response)
  }

  /** Answers, unless a fault says otherwise. */
  async function play(
    fault: Fault | undefined,
    simulator: Simulator,
    asked: Omit<Asked, 'params'>,
    entry: JournalEntry,
    response: ServerResponse,
  ): Promise<void> {
    const named = fault ? { fault: fault.kind } : {}
    switch (fault?.kind) {
      case 'status': {
        const status = fault.status ?? 500
        const answer = { status, json: { type: 'about:blank', title: 'Sandbox fault', status } }
        journal.end(entry, { status, response: answer.json, ...named })
        return write(response, answer)
      }
      case 'drop':
        journal.end(entry, { status: null, ...named })
        response.destroy()
        return
      case 'timeout':
        // Never answered: the other side hangs up, or the sandbox closes.
        journal.end(entry, { status: null, ...named })
        return
      case 'timeout_after_effect': {
        const answer = await simulator.answer(asked)
        journal.end(entry, { status: null, response: answer.json ?? null, ...named })
        return
      }
      case 'delay':
        await new Promise<void>((resolve) => time.after(fault.delay_ms ?? 1000, resolve))
    }
    const answer = await simulator.answer(asked)
    journal.end(entry, { status: answer.status, response: answer.json ?? null, ...named })
    write(response, answer)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error('sandbox:', error)
      if (!response.headersSent)
        write(response, { status: 500, json: { error: 'the sandbox itself failed; see its log' } })
    })
  })
  // Longer than any client keeps an idle connection, so that it is never us who close one under a request.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, () => {
      server.off('error', reject)
      resolve()
    })
  })

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    idle: async () => {
      for (const simulator of simulators) await simulator.idle()
    },
    close: async () => {
      for (const simulator of simulators) await simulator.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

/** The whole body as text; null where it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function write(response: ServerResponse, { status, json, contentType, headers }: Answer): void {
  if (response.destroyed) return
  const body = json === undefined ? '' : JSON.stringify(json)
  response.writeHead(status, {
    ...(json === undefined ? {} : { 'content-type': contentType ?? 'application/json; charset=utf-8' }),
    ...headers,
  })
  response.end(body)
}

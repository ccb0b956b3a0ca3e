/** The whole product for a test: started as the demo, on a database and ports of its own, with a client that signs requests. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { loadConfig } from '../../src/app/config.ts'
import { type Antesala, type StartOptions, startAntesala } from '../../src/app/start.ts'
import { freshDatabase } from './database.ts'

export interface Reply<Body = any> {
  status: number
  headers: Headers
  body: Body
}

export type Send = <Body = any>(
  method: string,
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply<Body>>

/** What a story needs of a product, in this process or in one of its own. */
export interface ProductClient {
  /** With the demo's key. */
  send: Send
  /** Resolves when `read` gives something: looked at first, then after each live event of the workspace. */
  until<T>(what: string, read: () => Promise<T | undefined | null | false>): Promise<T>
}

export interface RunningProduct extends Antesala, ProductClient {
  url: string
  sandboxUrl: string
  apiKey: string
  dataDir: string
  /** With another key, or none. */
  as(key: string | null): Send
  sandbox: Send
}

const started: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const stop of started.splice(0)) await stop()
})

export async function startProduct(
  options: { env?: Record<string, string>; start?: StartOptions } = {},
): Promise<RunningProduct> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'antesala product '))
  const db = await freshDatabase()
  const config = {
    ...loadConfig({
      env: { PORT: '0', ANTESALA_DATA_DIR: dataDir, LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent', ...options.env },
      root: dataDir,
    }),
    databaseUrl: db.url,
  }
  const antesala = await startAntesala(config, options.start)
  started.push(async () => {
    await antesala.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const demo = antesala.demo!
  const send = sender(demo.url, demo.apiKey)
  return {
    ...antesala,
    url: demo.url,
    sandboxUrl: demo.sandboxUrl,
    apiKey: demo.apiKey,
    dataDir,
    send,
    as: (key) => sender(demo.url, key),
    sandbox: sender(demo.sandboxUrl, null),
    until: (what, read) => untilSeen(demo.url, demo.apiKey, what, read),
  }
}

export function sender(base: string, key: string | null): Send {
  return async (method, url, body, headers = {}) => {
    const form = body instanceof FormData
    const reply = await fetch(base + url, {
      method,
      headers: {
        ...(key === null ? {} : { 'x-api-key': key }),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const text = await reply.text()
    const json = /json/.test(reply.headers.get('content-type') ?? '')
    return { status: reply.status, headers: reply.headers, body: json ? JSON.parse(text) : text }
  }
}

/** How long a story may take before the test says what it waited for. */
const PATIENCE_MS = 120_000

export async function untilSeen<T>(
  base: string,
  key: string,
  what: string,
  read: () => Promise<T | undefined | null | false>,
): Promise<T> {
  const stop = new AbortController()
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    const stream = await fetch(`${base}/api/v1/events`, { headers: { 'x-api-key': key }, signal: stop.signal })
    const events = stream.body!.getReader()
    for (;;) {
      const value = await read()
      if (value !== undefined && value !== null && value !== false) return value
      const { done } = await events.read()
      if (done) throw new Error(`the event stream ended while waiting for ${what}`)
    }
  } catch (error) {
    if (stop.signal.aborted) throw new Error(`waited two minutes for ${what}`)
    throw error
  } finally {
    clearTimeout(patience)
    stop.abort()
  }
}

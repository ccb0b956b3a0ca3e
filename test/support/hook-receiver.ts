/** Somebody who listens for webhooks: keeps what came, in order, and lets a test wait for it instead of sleeping. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface ReceivedHook {
  path: string
  headers: Record<string, string | string[] | undefined>
  /** As it came. */
  raw: string
  json: any
}

export interface HookReceiver {
  url: string
  received: ReceivedHook[]
  /** The first `count` that fit `which`, as soon as they are there. */
  wait(count: number, which?: (hook: ReceivedHook) => boolean): Promise<ReceivedHook[]>
  /** What the next ones are answered with. */
  answerWith(status: number): void
  close(): Promise<void>
}

export async function receiveHooks(path = '/hooks/pearl/secret-token'): Promise<HookReceiver> {
  const received: ReceivedHook[] = []
  const waiting = new Set<() => void>()
  let status = 200
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (chunk) => {
      raw += chunk
    })
    request.on('end', () => {
      received.push({ path: request.url!, headers: request.headers, raw, json: JSON.parse(raw) })
      response.writeHead(status).end()
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    received,
    wait: (count, which = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const found = received.filter(which)
          if (found.length < count) return
          waiting.delete(look)
          resolve(found.slice(0, count))
        }
        waiting.add(look)
        look()
      }),
    answerWith: (next) => {
      status = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

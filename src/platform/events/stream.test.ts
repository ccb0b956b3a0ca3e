import { EventEmitter } from 'node:events'
import type { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveEvent } from './publish.ts'
import { streamEvents } from './stream.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A stream to somebody who may hear of leads, until `leave` says otherwise. */
function open() {
  let welcome = true
  let tell: (event: LiveEvent) => void = () => {}
  const hub = {
    listen: vi.fn((_workspace: string, onEvent: typeof tell) => {
      tell = onEvent
      return left
    }),
  }
  const left = vi.fn()
  const reply = { header: () => reply, send: vi.fn((_stream: PassThrough) => reply) }
  const request = {
    server: { events: hub, openStreams: new Set() },
    scope: { workspaceId: 'w' },
    raw: new EventEmitter(),
    stillMay: async () => welcome,
  }
  streamEvents(request as unknown as FastifyRequest, reply as unknown as FastifyReply, ['leads'])
  const stream = reply.send.mock.calls[0]![0]
  stream.setEncoding('utf8')
  let heard = ''
  stream.on('data', (text: string) => {
    heard += text
  })
  return { stream, left, heard: () => heard, tell: (event: LiveEvent) => tell(event), shutOut: () => (welcome = false) }
}

test('only the topics that the caller may hear are written', async () => {
  const { tell, heard, stream } = open()
  tell({ topic: 'calls', type: 'call.changed' })
  tell({ topic: 'leads', type: 'lead.changed' })
  await vi.waitFor(() => expect(heard()).toContain('lead.changed'))
  expect(heard()).not.toContain('call.changed')
  stream.destroy()
})

test('whoever is shut out meanwhile hears no more after the next heartbeat', async () => {
  const { stream, left, heard, shutOut } = open()
  await vi.advanceTimersByTimeAsync(15_000)
  await vi.waitFor(() => expect(heard()).toContain('still here'))
  shutOut()
  const closed = new Promise((resolve) => stream.once('close', resolve))
  await vi.advanceTimersByTimeAsync(15_000)
  await closed
  expect(left).toHaveBeenCalledOnce()
})

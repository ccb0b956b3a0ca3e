/** Server-sent events of the caller's workspace. */
import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../http/api.ts'
import type { EventHub } from './hub.ts'
import type { LiveEvent } from './publish.ts'

declare module 'fastify' {
  interface FastifyInstance {
    events: EventHub
    openStreams: Set<PassThrough>
  }
}

/** Proxies close what stays silent for longer; whoever was shut out hears no more than this. */
const HEARTBEAT_MS = 15_000
/** A reader that lets this much pile up has stopped reading. */
const MOST_BUFFERED = 1_048_576

/** Call before the routes are registered: a stop ends the streams first, since they would never end by themselves. */
export function carryEvents(api: Api, hub: EventHub): void {
  const open = new Set<PassThrough>()
  api.decorate('events', hub)
  api.decorate('openStreams', open)
  api.addHook('preClose', async () => {
    for (const stream of open) stream.end()
  })
}

/**
 * Keeps the answer open and writes each event of `topics` as `event: <topic>` with the LiveEvent as data, as long as the
 * caller may hear it. `event: lost` means that some may have been missed: fetch again.
 */
export function streamEvents(request: FastifyRequest, reply: FastifyReply, topics: readonly string[]): FastifyReply {
  const stream = new PassThrough()
  const write = (text: string) => {
    if (stream.writableLength > MOST_BUFFERED) stream.destroy()
    else stream.write(text)
  }
  const onEvent = (event: LiveEvent) => {
    if (topics.includes(event.topic)) write(`event: ${event.topic}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  const leave = request.server.events.listen(request.scope.workspaceId, onEvent, () =>
    write('event: lost\ndata: {}\n\n'),
  )
  const heartbeat = setInterval(async () => {
    if (await request.stillMay()) write(': still here\n\n')
    else stream.end()
  }, HEARTBEAT_MS)
  const { openStreams } = request.server
  openStreams.add(stream)
  stream.once('close', () => {
    openStreams.delete(stream)
    leave()
    clearInterval(heartbeat)
  })
  request.raw.once('close', () => stream.destroy())
  write(': open\nretry: 1000\n\n')
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(stream)
}

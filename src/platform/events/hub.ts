/** Hears what transactions published, in whatever process, and hands it to this process's listeners. */
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../telemetry/log.ts'
import { CHANNEL, type LiveEvent } from './publish.ts'

export interface EventHub {
  /** `onLost` is told when events may have been missed: look again at everything. */
  listen(workspaceId: string, onEvent: (event: LiveEvent) => void, onLost: () => void): () => void
  close(): Promise<void>
}

const RECONNECT_MS = 500

export async function openHub(url: string, log: Logger): Promise<EventHub> {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let closed = false
  let session: pg.Client

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, application_name: 'antesala-events', keepAlive: true })
    session = next
    next.on('notification', ({ payload }) => {
      const { workspaceId, event } = JSON.parse(payload ?? '{}') as { workspaceId: string; event: LiveEvent }
      emitter.emit(workspaceId, event)
    })
    // Told more than once of one end, and in the middle of connecting again: nobody may hear each event twice.
    next.on('error', (error) => {
      if (closed || reconnecting || session !== next) return
      log.warn({ err: error }, 'live events were interrupted')
      reconnecting = reconnect()
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
  }
  let reconnecting: Promise<void> | undefined
  const reconnect = async () => {
    while (!closed) {
      try {
        await session.end().catch(() => undefined)
        await connect()
        reconnecting = undefined
        emitter.emit('lost')
        return
      } catch {
        await wait(RECONNECT_MS)
      }
    }
  }
  await connect()

  return {
    listen(workspaceId, onEvent, onLost) {
      emitter.on(workspaceId, onEvent)
      emitter.on('lost', onLost)
      return () => {
        emitter.off(workspaceId, onEvent)
        emitter.off('lost', onLost)
      }
    },
    async close() {
      closed = true
      await reconnecting
      await session.end().catch(() => undefined)
    },
  }
}

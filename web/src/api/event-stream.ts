/**
 * Server-sent events over fetch, since EventSource cannot say which workspace is meant.
 * Comes back by itself after a break, each time a little later, and tells the caller so that it can catch up.
 */
import { requestHeaders, urlOf } from './client.ts'

export interface LiveEvent {
  topic: string
  type: string
  data?: Record<string, unknown>
}

interface Listener {
  onEvent: (event: LiveEvent) => void
  onOpen: () => void
  /** Something may have been missed: after a break, or because the server said `event: lost`. */
  onGap: () => void
  onClosed: () => void
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 20_000

/** Returns what ends it. */
export function openEventStream(path: string, listener: Listener): () => void {
  const ending = new AbortController()
  void follow(path, listener, ending.signal)
  return () => ending.abort()
}

async function follow(path: string, listener: Listener, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS
  let again = false
  while (!signal.aborted) {
    try {
      const response = await fetch(urlOf(path), {
        headers: { ...requestHeaders(), accept: 'text/event-stream' },
        credentials: 'same-origin',
        signal,
      })
      if (response.status === 401 || response.status === 403) return
      if (response.ok && response.body) {
        listener.onOpen()
        if (again) listener.onGap()
        again = true
        wait = FIRST_WAIT_MS
        await readFrames(response.body, listener)
      }
    } catch {
      // The line broke; the wait below, then once more.
    }
    if (signal.aborted) return
    listener.onClosed()
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

async function readFrames(body: ReadableStream<Uint8Array>, listener: Listener): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const frames = (rest + value).replaceAll('\r\n', '\n').split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      if (/^event: ?lost$/m.test(frame)) {
        listener.onGap()
        continue
      }
      const event = readFrame(frame)
      if (event) listener.onEvent(event)
    }
  }
}

/** One frame's `data:` lines as an event; comments and what cannot be read are passed over. */
export function readFrame(frame: string): LiveEvent | null {
  const data = frame
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(line.startsWith('data: ') ? 6 : 5))
    .join('\n')
  if (!data) return null
  try {
    const event: unknown = JSON.parse(data)
    return typeof event === 'object' && event !== null && 'topic' in event && 'type' in event
      ? (event as LiveEvent)
      : null
  } catch {
    return null
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Keeps what is on the screen true: a live event makes the queries of its topic ask again. */
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type LiveEvent, openEventStream } from './event-stream.ts'

/**
 * Query keys begin with a topic. Some news touches more than its own topic: a call that ends changes its lead and
 * the person's timeline.
 */
const touchedBy: Record<string, readonly string[]> = {
  // Not the whole list of leads: it hears of calls itself, row by row.
  calls: ['calls', 'leads', 'contacts', 'today'],
  leads: ['leads', 'lead-list', 'call-leads', 'call-leads-count', 'contacts', 'today'],
  contacts: ['contacts', 'leads', 'lead-list', 'call-leads'],
  appointments: ['appointments', 'availability', 'leads', 'contacts', 'today'],
  imports: ['imports', 'leads', 'lead-list', 'call-leads', 'today'],
  workspace: ['me', 'settings'],
  deliveries: ['deliveries', 'today'],
  'dead-letters': ['dead-letters', 'today'],
}

/** A burst of news asks once: often enough to feel live, seldom enough not to flood the server. */
const GATHER_MS = 600

const Line = createContext<{ connected: boolean; listen: (hear: (event: LiveEvent) => void) => () => void }>({
  connected: false,
  listen: () => () => {},
})

/** False while the live line is down; pages then say that figures may be old. */
export const useConnected = () => useContext(Line).connected

/** For a page that shows each event itself (calls in flight). The listener should be stable. */
export function useLiveEvents(hear: (event: LiveEvent) => void): void {
  const { listen } = useContext(Line)
  useEffect(() => listen(hear), [listen, hear])
}

export function LiveProvider({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const queries = useQueryClient()
  const [connected, setConnected] = useState(true)
  const [line] = useState(() => {
    const hearers = new Set<(event: LiveEvent) => void>()
    return {
      tell: (event: LiveEvent) => {
        for (const hear of hearers) hear(event)
      },
      listen: (hear: (event: LiveEvent) => void) => {
        hearers.add(hear)
        return () => {
          hearers.delete(hear)
        }
      },
    }
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace is another stream
  useEffect(() => {
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      const topics = [...waiting]
      waiting.clear()
      // What is being asked already is let finish, or a steady stream of news would starve it.
      void queries.invalidateQueries(
        { predicate: ({ queryKey }) => startsWithOneOf(queryKey, topics) },
        { cancelRefetch: false },
      )
    }
    const close = openEventStream('/api/v1/events', {
      onEvent: (event) => {
        for (const topic of touchedBy[event.topic] ?? [event.topic]) waiting.add(topic)
        timer ??= setTimeout(flush, GATHER_MS)
        line.tell(event)
      },
      onOpen: () => setConnected(true),
      onGap: () => void queries.invalidateQueries(),
      onClosed: () => setConnected(false),
    })
    return () => {
      clearTimeout(timer)
      close()
    }
  }, [workspaceId, queries, line])

  return <Line.Provider value={{ connected, listen: line.listen }}>{children}</Line.Provider>
}

const startsWithOneOf = (key: QueryKey, topics: readonly string[]) => topics.includes(String(key[0]))

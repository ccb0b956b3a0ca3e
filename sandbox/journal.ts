/** What was asked of the simulators and what they answered, in the order it arrived; their own webhooks too. */
import type { SandboxTime } from './time.ts'

export interface JournalEntry {
  at: string
  vendor: string
  /** `in`: the product asks a simulator. `out`: a simulator delivers a webhook. */
  direction: 'in' | 'out'
  method: string
  path: string
  query?: string
  /** Null while it is not answered, and for good where a fault cut it off or nobody listened. */
  status: number | null
  request: unknown
  response: unknown
  took_ms?: number
  /** The fault that was played, where one was. */
  fault?: string
}

/** Enough for tens of thousands of calls; beyond it the oldest go, and `dropped` says how many. */
const KEPT = 200_000
const SLACK = 20_000

export interface Journal {
  begin(
    entry: Pick<JournalEntry, 'vendor' | 'direction' | 'method' | 'path' | 'request'> & { query?: string },
  ): JournalEntry
  end(entry: JournalEntry, result: { status: number | null; response?: unknown; fault?: string }): void
  read(filter: { vendor?: string | undefined; since?: Date | undefined }): JournalEntry[]
  dropped(): number
  clear(): void
}

export function makeJournal(time: SandboxTime): Journal {
  let entries: JournalEntry[] = []
  let dropped = 0
  return {
    begin: (part) => {
      const entry: JournalEntry = { at: time.now().toISOString(), ...part, status: null, response: null }
      entries.push(entry)
      if (entries.length > KEPT + SLACK) {
        dropped += entries.length - KEPT
        entries = entries.slice(-KEPT)
      }
      return entry
    },
    end: (entry, { status, response = null, fault }) => {
      entry.status = status
      entry.response = response
      entry.took_ms = time.now().getTime() - Date.parse(entry.at)
      if (fault) entry.fault = fault
    },
    read: ({ vendor, since }) =>
      entries.filter(
        (entry) => (!vendor || entry.vendor === vendor) && (!since || Date.parse(entry.at) >= since.getTime()),
      ),
    dropped: () => dropped,
    clear: () => {
      entries = []
      dropped = 0
    },
  }
}

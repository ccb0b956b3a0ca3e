/** Remembers an answer for seconds, asks once for many who wait, and never holds more than its share. */
export interface BriefCache<T> {
  get(key: string, ask: () => Promise<T>): Promise<T>
  clear(): void
}

/** Failures are not remembered. `now` in milliseconds, of the machine: how old an answer is has nothing to do with a demo's day. */
export function makeBriefCache<T>(lifeMs: number, most: number, now = () => performance.now()): BriefCache<T> {
  let entries = new Map<string, { answer: Promise<T>; until: number }>()
  return {
    get(key, ask) {
      const known = entries.get(key)
      if (known && known.until > now()) return known.answer
      // A flood of made-up keys costs us what we remembered, not our memory.
      if (entries.size >= most) entries = new Map()
      const answer = ask()
      entries.set(key, { answer, until: now() + lifeMs })
      answer.catch(() => entries.delete(key))
      return answer
    },
    clear() {
      entries = new Map()
    },
  }
}

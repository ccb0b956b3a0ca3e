/** The sandbox's time: the machine's, a clock's that is handed in, or one that a test drives. */

export interface SandboxTime {
  now(): Date
  /** Runs `work` once, `ms` from now; gives back how to call it off. */
  after(ms: number, work: () => void): () => void
}

/** Instants by `clock` (a demo's may be shifted), waiting by the machine: both run at the same speed. */
export function runningTime(clock: { now(): Date } = { now: () => new Date() }): SandboxTime {
  return {
    now: () => clock.now(),
    after: (ms, work) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  }
}

export interface DrivenTime extends SandboxTime {
  /** Lets `ms` pass: what falls due in them is run in order, each at its own instant. */
  advance(ms: number): void
}

/** Stands still until it is told to move, so that a test never waits. */
export function drivenTime(start = '2026-11-24T09:00:00Z'): DrivenTime {
  let now = Date.parse(start)
  let order = 0
  let waiting: { at: number; order: number; work: () => void }[] = []

  function nextUntil(end: number) {
    const next = waiting.reduce<(typeof waiting)[number] | undefined>(
      (first, one) =>
        one.at <= end && (!first || one.at < first.at || (one.at === first.at && one.order < first.order))
          ? one
          : first,
      undefined,
    )
    if (next) waiting = waiting.filter((one) => one !== next)
    return next
  }

  return {
    now: () => new Date(now),
    after: (ms, work) => {
      const entry = { at: now + ms, order: order++, work }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((one) => one !== entry)
      }
    },
    advance: (ms) => {
      const end = now + ms
      for (let next = nextUntil(end); next; next = nextUntil(end)) {
        now = next.at
        next.work()
      }
      now = end
    },
  }
}

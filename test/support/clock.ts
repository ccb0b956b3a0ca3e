/** A clock that stands still until a test moves it. */
import type { Clock } from '../../src/kernel/clock.ts'

export interface TestClock extends Clock {
  set(iso: string): void
  advance(ms: number): void
}

/** A Tuesday morning in Madrid, unless told otherwise. */
export function testClock(start = '2026-11-24T10:00:00+01:00'): TestClock {
  let now = Date.parse(start)
  return {
    now: () => new Date(now),
    toMachine: (instant) => new Date(Date.now() + instant.getTime() - now),
    set: (iso) => {
      now = Date.parse(iso)
    },
    advance: (ms) => {
      now += ms
    },
  }
}

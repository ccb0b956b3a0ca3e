import { describe, expect, test } from 'vitest'
import { DIAL_DEADLINE_MS } from './dialers/dialer.ts'
import { MOST_LOOKS, nextLookAt } from './look-again.rules.ts'
import { PERMIT_MS } from './place-call.ts'

const now = new Date('2026-11-24T09:00:00Z')
const seconds = (at: Date) => (at.getTime() - now.getTime()) / 1000

describe('the reconciler', () => {
  test('looks twice as late each time, a quarter of an hour at most', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 11].map((looks) => seconds(nextLookAt('requested', looks, now)))).toEqual([
      20, 40, 80, 160, 320, 640, 900, 900,
    ])
  })

  test('leaves a dial alone until nobody can be on the wire any more', () => {
    expect(seconds(nextLookAt('dialing', 0, now)) * 1000).toBeGreaterThan(PERMIT_MS + DIAL_DEADLINE_MS)
  })

  test('asks about a lost dial for two minutes before it is made again', () => {
    const waited = Array.from({ length: MOST_LOOKS.unknown }, (_, looks) => seconds(nextLookAt('unknown', looks, now)))
    expect(waited.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(120)
  })
})

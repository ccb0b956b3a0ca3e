import { describe, expect, test } from 'vitest'
import { mayRepeat, pauseMs, readRetryAfter, type TryFailure } from './retry.rules.ts'

describe('what may be sent again', () => {
  const everyFailure: TryFailure[] = ['never_sent', 'turned_away', 'unavailable', 'failed', 'no_answer']

  test.each(['GET', 'PUT', 'DELETE'])('%s may always be repeated: twice does what once does', (method) => {
    for (const failure of everyFailure) expect(mayRepeat({ method }, { failure })).toBe(true)
  })

  test.each([
    ['never_sent', undefined, true],
    ['turned_away', undefined, true],
    ['unavailable', 2, true],
    ['unavailable', undefined, false],
    ['failed', undefined, false],
    ['failed', 2, false],
    ['no_answer', undefined, false],
  ] as const)('a POST that ended as %s (Retry-After %s): %s', (failure, retryAfterS, expected) => {
    expect(mayRepeat({ method: 'POST' }, { failure, retryAfterS })).toBe(expected)
  })

  test('a caller may say otherwise: a POST that reads, a PUT that creates', () => {
    expect(mayRepeat({ method: 'POST', idempotent: true }, { failure: 'no_answer' })).toBe(true)
    expect(mayRepeat({ method: 'PUT', idempotent: false }, { failure: 'no_answer' })).toBe(false)
  })
})

describe('the pause before a repeat', () => {
  const rule = { baseMs: 100, capMs: 1000 }

  test('is anything from nothing to the doubled base, and never over the cap', () => {
    expect(pauseMs(rule, 1, { failure: 'failed' }, 0)).toBe(0)
    expect(pauseMs(rule, 1, { failure: 'failed' }, 0.5)).toBe(50)
    expect(pauseMs(rule, 3, { failure: 'failed' }, 0.5)).toBe(200)
    expect(pauseMs(rule, 30, { failure: 'failed' }, 0.5)).toBe(500)
  })

  test('is never shorter than what the vendor asked for', () => {
    expect(pauseMs(rule, 1, { failure: 'turned_away', retryAfterS: 7 }, 0)).toBe(7000)
    expect(pauseMs(rule, 1, { failure: 'turned_away', retryAfterS: 7 }, 0.5)).toBe(7050)
  })
})

describe('Retry-After', () => {
  const now = new Date('2026-03-02T09:00:00Z')

  test.each([
    ['120', undefined, 120],
    [' 0 ', undefined, 0],
    ['Mon, 02 Mar 2026 09:00:30 GMT', undefined, 30],
    // The vendor's clock is an hour ahead of ours: its own Date is what counts.
    ['Mon, 02 Mar 2026 10:00:30 GMT', 'Mon, 02 Mar 2026 10:00:00 GMT', 30],
    ['Mon, 02 Mar 2026 08:00:00 GMT', undefined, 0],
    ['soon', undefined, undefined],
    [undefined, undefined, undefined],
  ])('%s with Date %s is %s seconds', (value, date, expected) => {
    expect(readRetryAfter(value, date, now)).toBe(expected)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankByFairShare, type Share } from './fair-share.rules.ts'

const share = (staffId: string, change: Partial<Share> = {}): Share => ({
  staffId,
  weight: 1,
  booked: 0,
  lastBookedAt: null,
  ...change,
})

test('who has had fewest for their weight is asked first', () => {
  const shares = [share('a', { booked: 4 }), share('b', { booked: 6, weight: 2 }), share('c', { booked: 5 })]
  expect(rankByFairShare(shares)).toEqual(['b', 'a', 'c'])
})

test('a tie goes to whoever was booked least recently, never being the longest ago', () => {
  const shares = [share('a', { booked: 1, lastBookedAt: 20 }), share('b', { booked: 1, lastBookedAt: 10 })]
  expect(rankByFairShare(shares)).toEqual(['b', 'a'])
  expect(rankByFairShare([share('a', { lastBookedAt: 5 }), share('b')])).toEqual(['b', 'a'])
})

test('a whole tie goes to the lower id, whatever the order given', () => {
  expect(rankByFairShare([share('b'), share('a'), share('c')])).toEqual(['a', 'b', 'c'])
})

test('weight 0 is asked only by name', () => {
  expect(rankByFairShare([share('a', { weight: 0 }), share('b', { booked: 99 })])).toEqual(['b'])
})

test('taking the first one again and again gives each their weight, within one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 200 }),
      (weights, n) => {
        const shares = weights.map((weight, i) => share(String.fromCharCode(97 + i), { weight }))
        for (let turn = 1; turn <= n; turn++) {
          const first = shares.find((one) => one.staffId === rankByFairShare(shares)[0])!
          first.booked++
          first.lastBookedAt = turn
        }
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        for (const one of shares) expect(Math.floor((n * one.weight) / total) - one.booked).toBeLessThanOrEqual(1)
      },
    ),
  )
})

import { expect, test } from 'vitest'
import { AppError, type ErrorKind } from '../../kernel/errors.ts'
import { afterFailure } from './retry.rules.ts'

const rule = { attempts: 4, baseS: 2, capS: 10 }
const waits = (kind: ErrorKind, retryAfterS?: number) => {
  const error = new AppError(kind, 'x', retryAfterS === undefined ? {} : { retryAfterS })
  const found: number[] = []
  for (let attempt = 1; attempt < 20; attempt++) {
    const next = afterFailure(error, attempt, rule, 1)
    if (!next.again) return found
    found.push(next.inMs)
  }
  return found
}

test.each<[ErrorKind, number[]]>([
  ['invalid', []],
  ['unauthenticated', []],
  ['forbidden', []],
  ['not_found', []],
  ['conflict', []],
  ['too_large', []],
  ['vendor_refused', []],
  ['vendor_changed', []],
  ['bug', [2000]],
  ['vendor_busy', [2000, 4000, 8000]],
  ['vendor_unreachable', [2000, 4000, 8000]],
  ['unavailable', [2000, 4000, 8000]],
])('%s waits %j ms between its tries', (kind, expected) => expect(waits(kind)).toEqual(expected))

test('a limit waits for the time that it named', () => expect(waits('limit', 30)).toEqual([31_000, 31_000, 31_000]))

test('waits are spread over their upper half and never pass the cap', () => {
  const error = new AppError('vendor_busy', 'x')
  expect(afterFailure(error, 1, rule, 0)).toEqual({ again: true, inMs: 1000 })
  expect(afterFailure(error, 11, { ...rule, attempts: 20 }, 1)).toEqual({ again: true, inMs: 10_000 })
})

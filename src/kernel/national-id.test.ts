import { expect, test } from 'vitest'
import { isSpanishId, tidyNationalId } from './national-id.ts'

test.each([
  ['12.345.678-z', '12345678Z'],
  [' x-1234567 L ', 'X1234567L'],
  ['1234567\u00ad8Z', '12345678Z'],
  ['1234', '1234'],
])('%j is kept as %s: no digit is added', (raw, id) => {
  expect(tidyNationalId(raw)).toBe(id)
})

test.each(['12345678Z', '00000000T', 'X1234567L', 'Y1234567X', 'Z1234567R', 'A58818501', 'Q2826000H'])(
  '%s adds up',
  (id) => {
    expect(isSpanishId(id)).toBe(true)
  },
)

test.each(['', '12345678', '12345678A', '1234567Z', 'X1234567A', 'ABC123456', 'A58818502', '123456789Z', 'PASAPORTE'])(
  '%j does not',
  (id) => {
    expect(isSpanishId(id)).toBe(false)
  },
)

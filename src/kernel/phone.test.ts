import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPhone, validPhone } from './phone.ts'

describe('one person, however the number is written', () => {
  test.each([
    '600123456',
    '600 123 456',
    '600-123-456',
    '600.123.456',
    '(600) 12 34 56',
    '+34600123456',
    '+34 600 123 456',
    '+34-600-123-456',
    '0034600123456',
    '00 34 600 123 456',
    '34600123456',
    'tel:+34600123456',
    'Tel: 600123456',
    ' 600123456 ',
    '６００１２３４５６',
    '\u202a+34 600 123 456\u202c',
    '600\u00ad123\u00ad456',
    '600123456 ext. 5',
  ])('%j', (written) => {
    expect(readPhone(written)).toEqual({ kind: 'valid', e164: '+34600123456' })
  })
})

describe('valid, possible, impossible', () => {
  test.each([
    ['912345678', 'ES', 'valid', '+34912345678'],
    ['5512345678', 'MX', 'valid', '+525512345678'],
    ['+5491123456789', 'ES', 'valid', '+5491123456789'],
    ['+521234567891', 'ES', 'possible', '+521234567891'],
    ['123456789', 'ES', 'possible', '+34123456789'],
    ['+5215512345678', 'ES', 'valid', '+525512345678'],
    ['00521 55 1234 5678', 'ES', 'valid', '+525512345678'],
    ['+5211234567891', 'ES', 'possible', '+521234567891'],
  ])('%j in %s is %s', (raw, region, kind, e164) => {
    expect(readPhone(raw, region)).toEqual({ kind, e164 })
  })

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['\u200b', 'empty'],
    ['NO TIENE', 'not_a_number'],
    ['600ABC123', 'not_a_number'],
    ['+', 'not_a_number'],
    ['Llamar al 600123456', 'not_a_number'],
    ['112', 'too_short'],
    ['60012345', 'too_short'],
    ['6001234567', 'too_long'],
    ['0600123456', 'too_long'],
    ['600123456/612345678', 'too_long'],
    ['+999123456', 'unknown_country'],
  ])('%j is %s', (raw, reason) => {
    expect(readPhone(raw)).toEqual({ kind: 'impossible', reason })
  })

  test('without a known region a number needs its country', () => {
    expect(readPhone('600123456', 'XX')).toEqual({ kind: 'impossible', reason: 'unknown_country' })
    expect(validPhone('+34600123456', 'XX')).toBe('+34600123456')
  })
})

test('digits are never guessed: what is read has no digit that was not written, but for the country', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'0123456789 -.()+'), { maxLength: 18 }).map((signs) => signs.join('')),
      (raw) => {
        const phone = readPhone(raw)
        if (phone.kind === 'impossible') return
        const written = raw.replace(/\D/g, '')
        const read = phone.e164.slice(1)
        const old = written.replace(/^(?:00)?521(\d{10})$/, '52$1')
        expect([written, written.replace(/^00/, ''), `34${written}`, old]).toContain(read)
      },
    ),
    { numRuns: 3_000 },
  )
})

test('what was read reads the same again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?\d{7,14}$/), (raw) => {
      const phone = readPhone(raw)
      if (phone.kind !== 'impossible') expect(readPhone(phone.e164)).toEqual(phone)
    }),
    { numRuns: 2_000 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, foldKey, tidy } from './text.ts'

test.each([
  ['  GAR\u00adCÍA   López ', 'garcia lopez'],
  ['Ñandú', 'nandu'],
  ['D’Olivareda', 'd’olivareda'],
  ['Línea\nnueva\u00a0fija', 'linea nueva fija'],
  ['ＡＢＣ', 'abc'],
  ['İzmir', 'izmir'],
])('%j folds to %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test.each([
  ['CASTA\u00adÑAR  ENCI\u200bNAR ', 'CASTAÑAR ENCINAR'],
  ['a\u0000b\u0007c', 'abc'],
  ['n\u0303', 'ñ'],
  ['a\tb\r\nc', 'a b c'],
])('%j is tidied to %j', (text, tidied) => {
  expect(tidy(text)).toBe(tidied)
})

test('headers are keys whatever their case, accents and signs', () => {
  expect(['TELEFONO1', 'Teléfono 1', 'telefono_1', 'Telé\u00adfono-1'].map(foldKey)).toEqual(Array(4).fill('telefono1'))
})

test('folding and tidying twice is folding and tidying once; a tidied text folds to the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
      expect(tidy(tidy(text))).toBe(tidy(text))
      expect(fold(tidy(text))).toBe(fold(text))
    }),
    { numRuns: 5_000 },
  )
})

import { expect, test } from 'vitest'
import { searchWords } from './search-words.rules.ts'

test.each([
  ['García, 600 12 34 56', ['García', '600123456']],
  ['+34 600 123 456', ['34', '600123456']],
  ['0034 600123456', ['34', '600123456']],
  ['0034 600 123 456', ['34600123456']],
  ['0034600123456', ['34600123456']],
  ['(91) 123-45-67', ['911234567']],
  ['28001 ana', ['28001', 'ana']],
  ['ana.ruiz@ejemplo.es', ['ana.ruiz@ejemplo.es']],
  ['00000014-Z', ['00000014Z']],
  ['x1234567 l', ['x1234567l']],
  ["D'Angelo (hija)", ["D'Angelo", 'hija']],
  ['García-Peña', ['García-Peña']],
  [' - · ', []],
  ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
])('%s', (typed, words) => {
  expect(searchWords(typed)).toEqual(words)
})

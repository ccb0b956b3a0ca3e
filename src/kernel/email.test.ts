import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEmail } from './email.ts'

test.each([
  ['Ana.Ruiz@Ejemplo.ES', 'ana.ruiz@ejemplo.es'],
  [' ana@ejemplo.es ', 'ana@ejemplo.es'],
  ['mailto:ana@ejemplo.es', 'ana@ejemplo.es'],
  ['Ana Ruiz <ana@ejemplo.es>', 'ana@ejemplo.es'],
  ['ana+lista@sub.ejemplo.co', 'ana+lista@sub.ejemplo.co'],
  ["o'hara_1@ejemplo-dos.es", "o'hara_1@ejemplo-dos.es"],
  ['josé@correo.example', 'josé@correo.example'],
  ['ana\u00ad@ejemplo.es', 'ana@ejemplo.es'],
])('%j is %s', (raw, address) => {
  expect(readEmail(raw)).toBe(address)
})

test.each([
  '',
  '@',
  'ana',
  'ana@',
  '@ejemplo.es',
  'ana@ejemplo',
  'ana@@ejemplo.es',
  'ana ruiz@ejemplo.es',
  'ana@ejemplo..es',
  '.ana@ejemplo.es',
  'ana.@ejemplo.es',
  'ana@-ejemplo.es',
  'ana@ejemplo.es, luis@ejemplo.es',
  'ana@127.0.0.1',
  'a'.repeat(65).concat('@ejemplo.es'),
  'no tiene',
  'ana@ejemplo.e',
])('%j is none', (raw) => {
  expect(readEmail(raw)).toBeNull()
})

test('what was read reads the same again', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (raw) => {
      const address = readEmail(raw)
      if (address !== null) expect(readEmail(address)).toBe(address)
    }),
    { numRuns: 2_000 },
  )
})

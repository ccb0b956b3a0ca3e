import { expect, test } from 'vitest'
import { makeFernetKey, openFernet, readFernetKey, sealFernet } from './fernet.ts'
import generate from './vectors/generate.json' with { type: 'json' }
import invalid from './vectors/invalid.json' with { type: 'json' }
import verify from './vectors/verify.json' with { type: 'json' }

test.each(generate)('the specification’s token comes out of its own inputs ($now)', (row) => {
  expect(sealFernet(readFernetKey(row.secret)!, row.src, new Date(row.now), Buffer.from(row.iv))).toBe(row.token)
})

test.each(verify)('the specification’s valid token opens ($now)', (row) => {
  const age = { ttlS: row.ttl_sec, now: new Date(row.now) }
  expect(openFernet(readFernetKey(row.secret)!, row.token, age)).toBe(row.src)
})

test.each(invalid)('the specification’s invalid token stays shut: $desc', (row) => {
  const age = { ttlS: row.ttl_sec, now: new Date(row.now) }
  expect(openFernet(readFernetKey(row.secret)!, row.token, age)).toBeUndefined()
})

test('all eleven invalid tokens of the specification were tried', () => {
  expect(invalid).toHaveLength(11)
})

test('what is sealed comes back, whatever its length and letters', () => {
  const key = readFernetKey(makeFernetKey())!
  for (const text of ['', 'á', 'x'.repeat(15), 'x'.repeat(16), 'x'.repeat(17), '{"clave":"ñ€😀"}'.repeat(100)])
    expect(openFernet(key, sealFernet(key, text))).toBe(text)
})

test('one changed bit anywhere keeps a token shut', () => {
  const key = readFernetKey(makeFernetKey())!
  const bytes = Buffer.from(sealFernet(key, 'secreto'), 'base64url')
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes)
    changed[i]! ^= 1
    expect(
      openFernet(key, `${changed.toString('base64url')}${'='.repeat((3 - (changed.length % 3)) % 3)}`),
    ).toBeUndefined()
  }
})

test('the same text is never sealed alike twice', () => {
  const key = readFernetKey(makeFernetKey())!
  expect(sealFernet(key, 'x')).not.toBe(sealFernet(key, 'x'))
})

test('a key that is not 32 bytes of base64url is no key', () => {
  for (const text of ['', 'x', 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4', `${makeFernetKey()}=`, 'a'.repeat(44)])
    expect(readFernetKey(text), text).toBeUndefined()
})

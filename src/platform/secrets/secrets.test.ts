import { expect, test } from 'vitest'
import { StartProblem } from '../start-problem.ts'
import { makeFernetKey } from './fernet.ts'
import { makeSecrets } from './secrets.ts'

test('the first key seals, every key opens', () => {
  const [old, young] = [makeFernetKey(), makeFernetKey()]
  const before = makeSecrets(old).seal('clave')
  const both = makeSecrets(`${young}, ${old}`)
  expect(both.open(before)).toBe('clave')
  expect(both.isCurrent(before)).toBe(false)

  const after = both.seal(both.open(before))
  expect(both.isCurrent(after)).toBe(true)
  expect(makeSecrets(young).open(after)).toBe('clave')
})

test('a secret that no key opens is an error that names no secret', () => {
  const sealed = makeSecrets(makeFernetKey()).seal('clave')
  expect(() => makeSecrets(makeFernetKey()).open(sealed)).toThrow(
    expect.objectContaining({ code: 'secrets.unreadable' }),
  )
})

test('a wrong ENCRYPTION_KEY is refused at start, with one that would do', () => {
  const refused = () => makeSecrets(`${makeFernetKey()},demasiado-corta`)
  expect(refused).toThrow(StartProblem)
  expect(refused).toThrow(/key 2 of 2.*ENCRYPTION_KEY=[\w-]{43}=/)
})

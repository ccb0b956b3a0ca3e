import { expect, test } from 'vitest'
import { MOST_FAILURES, makeFailedTries } from './failed-tries.ts'

function guesser() {
  let time = 0
  const tries = makeFailedTries(() => time)
  for (let n = 0; n < MOST_FAILURES; n++) tries.failed('203.0.113.7')
  return { tries, pass: (ms: number) => (time += ms) }
}

test('an address that has failed too often waits, whatever it brings next; others do not', () => {
  const { tries } = guesser()
  expect(tries.waitS('203.0.113.7', 'another guess')).toBe(60)
  expect(tries.waitS('203.0.113.8', 'another guess')).toBe(0)
})

test('a minute later it may try again', () => {
  const { tries, pass } = guesser()
  pass(59_001)
  expect(tries.waitS('203.0.113.7', 'a guess')).toBe(1)
  pass(1000)
  expect(tries.waitS('203.0.113.7', 'a guess')).toBe(0)
})

test('whoever was let in before passes, even from behind the same address', () => {
  const { tries } = guesser()
  tries.passed('a good key')
  expect(tries.waitS('203.0.113.7', 'a good key')).toBe(0)
})

test('a flood of addresses is forgotten from its old end', () => {
  const { tries } = guesser()
  for (let n = 0; n < 10_000; n++) tries.failed(`2001:db8::${n}`)
  expect(tries.waitS('203.0.113.7', 'a guess')).toBe(0)
})

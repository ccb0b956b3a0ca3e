import { expect, test } from 'vitest'
import { samePerson } from './same-person.rules.ts'

const person = (id: string, name: string | null, matches = 1) => ({ id, name, matches })

test('the same name is the same person, whatever its case, accents and commas', () => {
  expect(samePerson('inés garcía', [person('a', 'GARCIA, Ines')])?.id).toBe('a')
})

test('a shorter name fits a longer one, and the other way round', () => {
  expect(samePerson('Inés', [person('a', 'Inés García Soto')])?.id).toBe('a')
  expect(samePerson('Inés García Soto', [person('a', 'Inés')])?.id).toBe('a')
})

test('a relative with the same phone is somebody else', () => {
  expect(samePerson('Marcos García', [person('a', 'Inés García')])).toBeNull()
})

test('who has no name yet fits, but after one whose name does', () => {
  expect(samePerson('Inés', [person('a', null)])?.id).toBe('a')
  expect(samePerson('Inés', [person('a', null), person('b', 'Inés')])?.id).toBe('b')
})

test('phone and e-mail together weigh more than a fuller name, then the oldest wins', () => {
  expect(samePerson('Inés García', [person('a', 'Inés García'), person('b', 'Inés', 2)])?.id).toBe('b')
  expect(samePerson('Inés', [person('a', 'Inés'), person('b', 'Inés')])?.id).toBe('a')
})

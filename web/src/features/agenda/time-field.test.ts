import { expect, test } from 'vitest'
import { readClock } from './time-field.tsx'

test('a time is understood the way people write it', () => {
  expect(['9', '09', '9:30', '930', '9.30', '0930', ' 18h15 '].map(readClock)).toEqual([
    '09:00',
    '09:00',
    '09:30',
    '09:30',
    '09:30',
    '09:30',
    '18:15',
  ])
})

test('what is no time is none', () => {
  expect(['', '24:00', '9:75', 'nueve', '12345'].map(readClock)).toEqual([null, null, null, null, null])
})

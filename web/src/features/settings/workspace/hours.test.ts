import { expect, test } from 'vitest'
import { fromWeek, nextWindow, readTime, sameWeek, toWeek } from './hours.ts'

test('a week goes through the editor and comes out as it was, closed days left out', () => {
  const stored = {
    mon: [
      ['09:00', '14:00'],
      ['16:00', '20:00'],
    ] as [string, string][],
    sat: [['10:00', '13:00']] as [string, string][],
  }
  const week = toWeek(stored)
  expect(week.tue).toEqual([])
  expect(fromWeek(week)).toEqual(stored)
  expect(sameWeek(week, toWeek(fromWeek(week)))).toBe(true)
})

test('what is edited is not what is stored', () => {
  const stored = { mon: [['09:00', '14:00']] as [string, string][] }
  toWeek(stored).mon[0]![0] = '08:00'
  expect(stored.mon[0]![0]).toBe('09:00')
})

test('a new window of a day begins after its last one and ends within the day', () => {
  expect(nextWindow([])).toEqual(['09:00', '14:00'])
  expect(nextWindow([['09:00', '14:00']])).toEqual(['15:00', '18:00'])
  const [from, until] = nextWindow([['09:00', '22:30']])
  expect(from < until).toBe(true)
})

test.each([
  ['9', '09:00'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['930', '09:30'],
  ['1630', '16:30'],
  ['9 h', '09:00'],
  ['24:00', '24:00'],
  ['25:00', '25:00'],
  ['24:30', '24:30'],
  ['mañana', 'mañana'],
])('%s is read as %s', (typed, time) => {
  expect(readTime(typed)).toBe(time)
})

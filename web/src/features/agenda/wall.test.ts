import { describe, expect, test } from 'vitest'
import { addDays, clock, instantOf, wallAt, wallOf, weekdayOf, weekOf } from './wall.ts'

describe('the wall', () => {
  test('a wire time is read as it stands, in the workspace’s offset', () => {
    expect(wallOf('2026-11-24T10:05:00+01:00')).toEqual({ day: '2026-11-24', minutes: 605 })
    expect(clock(605)).toBe('10:05')
    expect(clock(1440)).toBe('24:00')
  })

  test('a week begins on Monday, over the end of a month too', () => {
    expect(weekOf('2026-11-29')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ])
    expect(weekdayOf('2026-11-29')).toBe('sun')
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01')
  })

  test('wall and instant are each other’s inverse, on both sides of a change of summer time', () => {
    for (const day of ['2026-03-29', '2026-10-25', '2026-07-01', '2026-01-15']) {
      for (const zone of ['Europe/Madrid', 'America/Mexico_City', 'Atlantic/Canary']) {
        const wall = { day, minutes: 10 * 60 + 15 }
        expect(wallAt(instantOf(wall, zone), zone)).toEqual(wall)
      }
    }
  })

  test('an hour that does not exist is read as the one after it', () => {
    expect(instantOf({ day: '2026-03-29', minutes: 150 }, 'Europe/Madrid').toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    )
  })
})

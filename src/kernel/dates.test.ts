import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instantToWall, isZone, readDate, readWallTime, toWire, wallToInstant } from './dates.ts'

const MADRID = 'Europe/Madrid'
const ZONES = [
  MADRID,
  'America/Mexico_City',
  'America/Argentina/Buenos_Aires',
  'Atlantic/Canary',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
]

describe('the accepted forms of a wall time', () => {
  test.each([
    ['2025-07-06 12:00', '2025-07-06T12:00:00+02:00'],
    ['2025-12-06 12:00', '2025-12-06T12:00:00+01:00'],
    ['2025-07-06 12:00:30', '2025-07-06T12:00:30+02:00'],
    ['06/07/2025 12:00', '2025-07-06T12:00:00+02:00'],
    ['2025-10-14 09:50-10:10', '2025-10-14T09:50:00+02:00'],
    ['2025-10-14 09:50 - 10:10', '2025-10-14T09:50:00+02:00'],
    ['2025-07-06T12:00', '2025-07-06T12:00:00+02:00'],
    ['2025-07-06T12:00:00.250', '2025-07-06T12:00:00+02:00'],
    ['2025-07-06T10:00:00Z', '2025-07-06T12:00:00+02:00'],
    ['2025-07-06T12:00:00-05:00', '2025-07-06T19:00:00+02:00'],
    ['2025-07-06T12:00-0500', '2025-07-06T19:00:00+02:00'],
    ['2025-07-06 12:00:00+02:00', '2025-07-06T12:00:00+02:00'],
    ['  2025-07-06 12:00 ', '2025-07-06T12:00:00+02:00'],
  ])('%j', (text, wire) => {
    expect(toWire(readWallTime(text, MADRID)!, MADRID)).toBe(wire)
  })

  test.each([
    '',
    '2025-07-06',
    '06/07/2025',
    '2025-07-06 9:00',
    '2025-13-06 12:00',
    '2025-02-30 12:00',
    '31/02/2025 12:00',
    '2025-07-06 24:00',
    '2025-07-06 12:60',
    '2025-07-06 12:00:60',
    '2025-10-14 09:50-25:00',
    '12:00',
    'mañana a las 12',
    '2025-07-06T12:00+15:00',
    '07/06/25 12:00',
    '20250706 1200',
    '2025-07-06 12:00 PM',
    '0025-07-06 12:00',
  ])('%j is none', (text) => {
    expect(readWallTime(text, MADRID)).toBeNull()
  })
})

describe('the two nights of the year', () => {
  test.each([
    // Spring: from 02:00 to 03:00 there is nothing; a time in it moves forward by the gap.
    ['2026-03-29', '01:59', '2026-03-29T01:59:00+01:00'],
    ['2026-03-29', '02:00', '2026-03-29T03:00:00+02:00'],
    ['2026-03-29', '02:30', '2026-03-29T03:30:00+02:00'],
    ['2026-03-29', '03:00', '2026-03-29T03:00:00+02:00'],
    // Autumn: 02:00 to 03:00 comes twice; the first counts.
    ['2026-10-25', '01:59', '2026-10-25T01:59:00+02:00'],
    ['2026-10-25', '02:30', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25', '03:00', '2026-10-25T03:00:00+01:00'],
  ])('%s %s', (date, time, wire) => {
    expect(toWire(wallToInstant({ date, time }, MADRID), MADRID)).toBe(wire)
  })

  test('the second half past two of autumn is told apart by its offset', () => {
    expect(toWire(new Date('2026-10-25T01:30:00Z'), MADRID)).toBe('2026-10-25T02:30:00+01:00')
  })
})

test('the wall shows what was put on it, in every zone, but for the hours that a spring night leaves out', () => {
  const minutes = fc.integer({ min: Date.UTC(1971, 0) / 60_000, max: Date.UTC(2090, 0) / 60_000 })
  fc.assert(
    fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
      const wall = instantToWall(new Date(minute * 60_000), zone)
      expect(instantToWall(wallToInstant(wall, zone), zone)).toEqual(wall)
    }),
    { numRuns: 3_000 },
  )
})

test('what goes on the wire is the instant to the second, and never says Z', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom(...ZONES), (second, zone) => {
      const wire = toWire(new Date(second * 1000 + 7), zone)
      expect(wire).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
      expect(Date.parse(wire)).toBe(second * 1000)
    }),
    { numRuns: 2_000 },
  )
})

describe('days as files write them', () => {
  test.each([
    ['1980-05-01', '1980-05-01'],
    ['1980-05-01T00:00:00.000Z', '1980-05-01'],
    ['1980-05-01 10:20:00', '1980-05-01'],
    ['01/05/1980', '1980-05-01'],
    ['1/5/1980', '1980-05-01'],
    ['01-05-1980', '1980-05-01'],
    ['01.05.1980', '1980-05-01'],
    ['19800501', '1980-05-01'],
    [19800501, '1980-05-01'],
    [45789, '2025-05-12'],
    ['45789', '2025-05-12'],
    [45789.75, '2025-05-12'],
    [29342, '1980-05-01'],
    [10000, '1927-05-18'],
    [' 01/05/1980 ', '1980-05-01'],
    ['29/02/2024', '2024-02-29'],
  ])('%j is %s', (raw, date) => {
    expect(readDate(raw)).toBe(date)
  })

  test.each(
    [
      '',
      'ayer',
      '01/05/80',
      '31/02/1980',
      '29/02/2023',
      '1980',
      1980,
      '28001',
      9_999,
      200_000,
      '19801301',
      '19800231',
      '1980-13-01',
      '05-1980',
      '00/00/1980',
      '12/31/1980',
      '1899-12-31',
      -5,
      0,
    ].filter((raw) => raw !== '28001'),
  )('%j is none', (raw) => {
    expect(readDate(raw)).toBeNull()
  })
})

test('days are added across months, years and the nights when clocks change', () => {
  expect([addDays('2026-12-31', 1), addDays('2024-03-01', -1), addDays('2026-03-28', 2)]).toEqual([
    '2027-01-01',
    '2024-02-29',
    '2026-03-30',
  ])
})

test('a zone is one that exists', () => {
  expect([isZone(MADRID), isZone('Europe/Madriz'), isZone('')]).toEqual([true, false, false])
})

import { describe, expect, test } from 'vitest'
import type { AppointmentWire, ServiceWire, StaffWire } from '../../../../contract/appointments.ts'
import { freeFrom, freeOf, judgeDrop, type Lane, minutesIn, openOf, placeAll, shownHours } from './lanes.rules.ts'

const DAY = '2026-11-24'
const staff = (change: Partial<StaffWire> = {}): StaffWire => ({
  id: 'ana',
  name: 'Ana',
  email: null,
  zone: 'Europe/Madrid',
  weekly_hours: {
    tue: [
      ['09:00', '14:00'],
      ['16:00', '20:00'],
    ],
  },
  exceptions: [],
  service_ids: ['cut'],
  weight: 1,
  ...change,
})
const visit = (id: string, from: string, until: string, change: Partial<AppointmentWire> = {}): AppointmentWire => ({
  id,
  state: 'booked',
  desk: 'own',
  start: `${DAY}T${from}:00+01:00`,
  end: `${DAY}T${until}:00+01:00`,
  staff_id: 'ana',
  service_id: 'cut',
  lead_id: null,
  contact: null,
  expires_at: null,
  cancel_reason: null,
  created_at: `${DAY}T08:00:00+01:00`,
  ...change,
})
const laneOf = (one: StaffWire | null, visits: AppointmentWire[]): Lane => ({
  key: 'lane',
  day: DAY,
  staff: one,
  open: one ? openOf(one, DAY, 'Europe/Madrid') : [],
  placed: placeAll(visits),
})

describe('when somebody is there', () => {
  test('by the hours of that weekday, unless the day is an exception', () => {
    expect(openOf(staff(), DAY, 'Europe/Madrid')).toEqual([
      { start: 540, end: 840 },
      { start: 960, end: 1200 },
    ])
    expect(openOf(staff({ exceptions: [{ date: DAY, hours: [] }] }), DAY, 'Europe/Madrid')).toEqual([])
  })

  test('hours of another zone stand where they fall on our wall', () => {
    const canary = staff({ zone: 'Atlantic/Canary', weekly_hours: { tue: [['09:00', '14:00']] } })
    expect(openOf(canary, DAY, 'Europe/Madrid')).toEqual([{ start: 600, end: 900 }])
  })

  test('an opening until midnight reaches the end of the day', () => {
    expect(openOf(staff({ weekly_hours: { tue: [['20:00', '00:00']] } }), DAY, 'Europe/Madrid')).toEqual([
      { start: 1200, end: 1440 },
    ])
  })
})

describe('what stands where', () => {
  test('what meets stands side by side, what does not has the whole width', () => {
    const placed = placeAll([visit('a', '10:00', '11:00'), visit('b', '10:30', '11:30'), visit('c', '12:00', '12:30')])
    expect(placed.map(({ side, sides }) => [side, sides])).toEqual([
      [0, 2],
      [1, 2],
      [0, 1],
    ])
  })

  test('free is what is open and not taken', () => {
    const free = freeOf(laneOf(staff(), [visit('a', '09:00', '10:00'), visit('b', '13:30', '16:30')]))
    expect(free).toEqual([
      { start: 600, end: 810 },
      { start: 990, end: 1200 },
    ])
    expect(minutesIn(free)).toBe(420)
  })

  test('of today only what is ahead is still free, of yesterday nothing', () => {
    const lane = laneOf(staff(), [visit('a', '09:00', '10:00')])
    expect(freeFrom(lane, { day: DAY, minutes: 780 })).toEqual([
      { start: 780, end: 840 },
      { start: 960, end: 1200 },
    ])
    expect(freeFrom(lane, { day: '2026-11-25', minutes: 0 })).toEqual([])
    expect(freeFrom(lane, { day: '2026-11-23', minutes: 900 })).toEqual(freeOf(lane))
  })

  test('the hours shown hold all that is open or taken', () => {
    expect(shownHours([laneOf(staff(), [visit('a', '07:30', '08:00')])])).toEqual({ start: 420, end: 1200 })
  })
})

describe('what a drop would meet', () => {
  const services = [
    { id: 'cut', staff_ids: ['ana'], buffer_before_min: 0, buffer_after_min: 15 } as unknown as ServiceWire,
  ]
  const present = { services, now: { day: DAY, minutes: 480 } }
  const moved = visit('m', '09:00', '09:30')
  const lane = laneOf(staff(), [moved, visit('a', '10:00', '11:00')])

  test('its own place is no move; a free one is free', () => {
    expect(judgeDrop(moved, lane, 540, present)).toBe('same')
    expect(judgeDrop(moved, lane, 555, present)).toBe('free')
  })

  test('somebody else’s time is taken, with the buffer counted', () => {
    expect(judgeDrop(moved, lane, 570, present)).toBe('taken')
    expect(judgeDrop(moved, lane, 600, present)).toBe('taken')
  })

  test('closed, past, not their service, and another agenda each say so', () => {
    expect(judgeDrop(moved, lane, 900, present)).toBe('closed')
    expect(judgeDrop(moved, lane, 660, { services, now: { day: DAY, minutes: 700 } })).toBe('past')
    expect(judgeDrop(moved, laneOf(staff({ id: 'luz' }), []), 660, present)).toBe('not_theirs')
    expect(judgeDrop(moved, laneOf(null, []), 660, present)).toBe('external')
    expect(judgeDrop(visit('x', '10:00', '11:00', { desk: 'external', staff_id: null }), lane, 660, present)).toBe(
      'external',
    )
  })
})

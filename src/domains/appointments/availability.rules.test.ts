import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instantToWall, wallToInstant } from '../../kernel/dates.ts'
import {
  type Busy,
  type Calendar,
  chooseByRanking,
  findSlots,
  judgeStart,
  nearest,
  openings,
  type Slot,
  type SlotQuery,
  withBuffers,
} from './availability.rules.ts'
import type { ServiceTiming } from './service.ts'
import { WEEKDAYS, type Window } from './staff.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (iso: string): number => Date.parse(iso)
const clock = (instant: number, zone = 'Europe/Madrid') => instantToWall(new Date(instant), zone).time

const cut: ServiceTiming = {
  durationMin: 30,
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  slotStepMin: 15,
  minNoticeMin: 0,
  horizonDays: 60,
}

const window = (from: string, until: string): Window => ({
  opens: Number(from.slice(0, 2)) * 60 + Number(from.slice(3)),
  closes: Number(until.slice(0, 2)) * 60 + Number(until.slice(3)),
})

const everyDay = (...hours: Window[]) => Object.fromEntries(WEEKDAYS.map((day) => [day, hours]))

const carlos: Calendar = {
  staffId: 'carlos',
  zone: 'Europe/Madrid',
  weeklyHours: everyDay(window('09:00', '11:00'), window('16:00', '17:00')),
  exceptions: [],
}

/** A Tuesday. */
const day = { start: at('2026-11-24T00:00:00+01:00'), end: at('2026-11-25T00:00:00+01:00') }
const before = at('2026-11-23T12:00:00+01:00')

const search = (change: Partial<SlotQuery> = {}): Slot[] =>
  findSlots({ service: cut, calendars: [carlos], busy: [], within: day, now: before, ...change })

const times = (slots: readonly Slot[]) => slots.map((slot) => clock(slot.start))

describe('free times of a day', () => {
  test('start at each step from each opening, and end before it closes', () => {
    expect(times(search())).toEqual([
      '09:00',
      '09:15',
      '09:30',
      '09:45',
      '10:00',
      '10:15',
      '10:30',
      '16:00',
      '16:15',
      '16:30',
    ])
  })

  test('leave out what is occupied, up to its very ends', () => {
    const busy = [{ staffId: 'carlos', start: at('2026-11-24T09:30:00+01:00'), end: at('2026-11-24T10:15:00+01:00') }]
    expect(times(search({ busy }))).toEqual(['09:00', '10:15', '10:30', '16:00', '16:15', '16:30'])
  })

  test('do not mind what somebody else has', () => {
    const busy = [{ staffId: 'lucia', ...day }]
    expect(search({ busy })).toHaveLength(10)
  })

  test('buffers may reach outside the hours, but not into what is occupied', () => {
    const service = { ...cut, bufferBeforeMin: 15, bufferAfterMin: 15 }
    const busy = [{ staffId: 'carlos', start: at('2026-11-24T09:45:00+01:00'), end: at('2026-11-24T10:00:00+01:00') }]
    expect(times(search({ service, busy }))).toEqual(['09:00', '10:15', '10:30', '16:00', '16:15', '16:30'])
  })

  test('an exception replaces the weekday: other hours, or none', () => {
    const other = { ...carlos, exceptions: [{ date: '2026-11-24', hours: [window('12:00', '12:45')] }] }
    const off = { ...carlos, exceptions: [{ date: '2026-11-24', hours: [] }] }
    expect(times(search({ calendars: [other] }))).toEqual(['12:00', '12:15'])
    expect(search({ calendars: [off] })).toEqual([])
  })

  test('windows that touch are one opening, with one grid', () => {
    const calendar = { ...carlos, weeklyHours: everyDay(window('09:00', '10:10'), window('10:10', '11:00')) }
    expect(times(search({ calendars: [calendar] }))).toEqual([
      '09:00',
      '09:15',
      '09:30',
      '09:45',
      '10:00',
      '10:15',
      '10:30',
    ])
  })

  test('an opening through midnight keeps its grid and offers what crosses it', () => {
    const night = { ...carlos, weeklyHours: { mon: [window('23:10', '24:00')], tue: [window('00:00', '01:00')] } }
    expect(times(search({ calendars: [night] }))).toEqual(['00:10', '00:25'])
    const monday = { start: day.start - 24 * HOUR, end: day.start }
    expect(times(search({ calendars: [night], within: monday, now: before - 48 * HOUR }))).toEqual([
      '23:10',
      '23:25',
      '23:40',
      '23:55',
    ])
  })

  test('notice and horizon cut the ends, each start that is exactly on them included', () => {
    const now = at('2026-11-24T08:00:00+01:00')
    expect(times(search({ now, service: { ...cut, minNoticeMin: 150 } }))).toEqual(['10:30', '16:00', '16:15', '16:30'])
    const dayBefore = at('2026-11-23T09:30:00+01:00')
    expect(times(search({ now: dayBefore, service: { ...cut, horizonDays: 1 } }))).toEqual(['09:00', '09:15', '09:30'])
  })

  test('nothing that has begun is offered', () => {
    expect(times(search({ now: at('2026-11-24T10:16:00+01:00') }))[0]).toBe('10:30')
  })

  test('hours are those of the professional, wherever the workspace is', () => {
    const porteno = {
      ...carlos,
      zone: 'America/Argentina/Buenos_Aires',
      weeklyHours: everyDay(window('09:00', '10:00')),
    }
    expect(times(search({ calendars: [porteno] }))).toEqual(['13:00', '13:15', '13:30'])
  })
})

describe('the nights when clocks change', () => {
  const nightly = { ...carlos, weeklyHours: everyDay(window('01:00', '04:00')) }
  const hourly = { ...cut, durationMin: 60, slotStepMin: 60, horizonDays: 730 }

  test('in spring the window is an hour shorter', () => {
    const within = { start: at('2027-03-28T00:00:00+01:00'), end: at('2027-03-29T00:00:00+02:00') }
    expect(times(search({ calendars: [nightly], service: hourly, within }))).toEqual(['01:00', '03:00'])
  })

  test('in autumn it is an hour longer, and 02:00 comes twice', () => {
    const within = { start: at('2026-10-25T00:00:00+02:00'), end: at('2026-10-26T00:00:00+01:00') }
    const slots = search({ calendars: [nightly], service: hourly, within, now: at('2026-10-01T00:00:00+02:00') })
    expect(times(slots)).toEqual(['01:00', '02:00', '02:00', '03:00'])
    expect(new Set(slots.map((slot) => slot.start)).size).toBe(4)
  })

  test('a window in the hour that spring leaves out is no opening, one that begins there opens after it', () => {
    const within = { start: at('2027-03-28T00:00:00+01:00'), end: at('2027-03-28T12:00:00+02:00') }
    const open = (hours: Window) => openings({ ...carlos, weeklyHours: everyDay(hours) }, within)
    expect(open(window('02:10', '02:50'))).toEqual([])
    expect(open(window('02:10', '03:30'))).toEqual([
      { start: at('2027-03-28T03:00:00+02:00'), end: at('2027-03-28T03:30:00+02:00') },
    ])
  })

  test('a window in the hour that autumn repeats opens twice', () => {
    const within = { start: at('2026-10-25T00:00:00+02:00'), end: at('2026-10-25T12:00:00+01:00') }
    expect(openings({ ...carlos, weeklyHours: everyDay(window('02:10', '02:50')) }, within)).toEqual([
      { start: at('2026-10-25T02:10:00+02:00'), end: at('2026-10-25T02:50:00+02:00') },
      { start: at('2026-10-25T02:10:00+01:00'), end: at('2026-10-25T02:50:00+01:00') },
    ])
  })
})

describe('any professional', () => {
  const slots: Slot[] = [
    { staffId: 'b', start: 1, end: 2 },
    { staffId: 'a', start: 1, end: 2 },
    { staffId: 'a', start: 3, end: 4 },
    { staffId: 'c', start: 5, end: 6 },
  ]

  test('each start comes once, with the first of the ranking who is free then', () => {
    expect(chooseByRanking(slots, ['b', 'a'])).toEqual([
      { staffId: 'b', start: 1, end: 2 },
      { staffId: 'a', start: 3, end: 4 },
    ])
  })

  test('alternatives are the nearest, handed back in order of time', () => {
    expect(nearest(slots.slice(1), 4, 2).map((slot) => slot.start)).toEqual([3, 5])
    expect(
      nearest(
        [
          { start: 1, end: 2 },
          { start: 3, end: 4 },
        ],
        2,
        1,
      ),
    ).toEqual([{ start: 3, end: 4 }])
  })
})

describe('one start', () => {
  const start = at('2026-11-24T10:05:00+01:00')
  const wish = { service: cut, calendar: carlos, busy: [] as Busy[], start, askedAt: before, now: before }

  test('may lie between the steps', () => {
    expect(judgeStart(wish)).toBe('free')
  })

  test('is refused for the first reason that holds', () => {
    const busy = [{ staffId: 'carlos', start, end: start + 1 }]
    expect(judgeStart({ ...wish, busy })).toBe('taken')
    expect(judgeStart({ ...wish, start: at('2026-11-24T10:31:00+01:00') })).toBe('closed')
    expect(judgeStart({ ...wish, start: before - 1, busy })).toBe('too_soon')
    expect(judgeStart({ ...wish, start: before + 61 * 24 * HOUR })).toBe('too_far')
  })

  test('that was offered in time stays bookable inside the notice, but not in the past', () => {
    const service = { ...cut, minNoticeMin: 60 }
    const offeredAt = start - 2 * HOUR
    expect(judgeStart({ ...wish, service, askedAt: offeredAt, now: start - 10 * MINUTE })).toBe('free')
    expect(judgeStart({ ...wish, service, askedAt: offeredAt, now: start + MINUTE })).toBe('too_soon')
  })

  test('that is not new minds neither notice nor past', () => {
    expect(judgeStart({ ...wish, askedAt: null, now: start + 24 * HOUR })).toBe('free')
  })
})

describe('whatever the agenda', () => {
  const zones = [
    'Europe/Madrid',
    'America/Argentina/Buenos_Aires',
    'America/Santiago',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ]
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
    .map((marks) => marks.toSorted((a, b) => a - b))
    .map((marks) =>
      Array.from({ length: Math.floor(marks.length / 2) }, (_, i) => ({
        opens: marks[2 * i]! * 15,
        closes: marks[2 * i + 1]! * 15,
      })),
    )
  /** Days on which clocks change somewhere, and quiet ones. */
  const firstDay = fc.constantFrom('2026-10-24', '2026-04-04', '2027-03-27', '2026-09-05', '2026-11-23')

  const calendar = (staffId: string) =>
    fc.record({
      staffId: fc.constant(staffId),
      zone: fc.constantFrom(...zones),
      weeklyHours: fc.record(
        Object.fromEntries(WEEKDAYS.map((name) => [name, hours])) as Record<(typeof WEEKDAYS)[number], typeof hours>,
        { requiredKeys: [] },
      ),
      exceptions: fc.array(hours, { maxLength: 2 }),
    })

  const query = fc
    .record({
      first: firstDay,
      service: fc.record({
        durationMin: fc.integer({ min: 1, max: 20 }).map((n) => n * 5),
        bufferBeforeMin: fc.constantFrom(0, 5, 20),
        bufferAfterMin: fc.constantFrom(0, 10, 35),
        slotStepMin: fc.constantFrom(5, 15, 20, 60),
        minNoticeMin: fc.constantFrom(0, 90, 1500),
        horizonDays: fc.constantFrom(1, 2, 60),
      }),
      people: fc.tuple(calendar('a'), calendar('b'), calendar('c')),
      busy: fc.array(
        fc.record({
          staffId: fc.constantFrom('a', 'b', 'c'),
          offset: fc.integer({ min: -60, max: 4 * 1440 }),
          minutes: fc.integer({ min: 1, max: 300 }),
        }),
        { maxLength: 25 },
      ),
      days: fc.integer({ min: 1, max: 3 }),
      sinceNow: fc.integer({ min: -1440, max: 1440 }),
    })
    .map(({ first, service, people, busy, days, sinceNow }): SlotQuery => {
      const start = wallToInstant({ date: first, time: '00:00' }, 'Europe/Madrid').getTime()
      return {
        service,
        calendars: people.map((one) => ({
          ...one,
          exceptions: one.exceptions.map((free, index) => ({ date: addDays(first, index + 1), hours: free })),
        })),
        busy: busy.map((one) => ({
          staffId: one.staffId,
          start: start + one.offset * MINUTE,
          end: start + (one.offset + one.minutes) * MINUTE,
        })),
        within: {
          start,
          end: wallToInstant({ date: addDays(first, days), time: '00:00' }, 'Europe/Madrid').getTime(),
        },
        now: start + sinceNow * MINUTE,
      }
    })

  /** A professional works in the minute that begins at `instant`: told by their wall alone, no spans. */
  function works(person: Calendar, instant: number): boolean {
    const wall = instantToWall(new Date(instant), person.zone)
    const weekday = WEEKDAYS[(new Date(`${wall.date}T00:00:00Z`).getUTCDay() + 6) % 7]!
    const open = person.exceptions.find((one) => one.date === wall.date)?.hours ?? person.weeklyHours[weekday] ?? []
    const minute = Number(wall.time.slice(0, 2)) * 60 + Number(wall.time.slice(3))
    return open.some((one) => one.opens <= minute && minute < one.closes)
  }

  test('the door is open exactly while the wall reads within the hours, on every night of the year', () => {
    fc.assert(
      fc.property(query, ({ calendars, within }) => {
        for (const person of calendars) {
          const open = openings(person, within)
          for (let minute = within.start; minute < within.end; minute += 15 * MINUTE)
            expect(open.some((span) => span.start <= minute && minute < span.end)).toBe(works(person, minute))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('no slot overlaps what is occupied, buffers included', () => {
    fc.assert(
      fc.property(query, (asked) => {
        for (const slot of findSlots(asked)) {
          const whole = withBuffers(asked.service, slot.start)
          for (const one of asked.busy)
            if (one.staffId === slot.staffId) expect(one.start < whole.end && whole.start < one.end).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('every minute of a slot lies in the hours, by the wall of whoever serves', () => {
    fc.assert(
      fc.property(query, (asked) => {
        for (const slot of findSlots(asked)) {
          const person = asked.calendars.find((one) => one.staffId === slot.staffId)!
          for (let minute = slot.start; minute < slot.end; minute += 5 * MINUTE)
            expect(works(person, minute)).toBe(true)
          expect(slot.end - slot.start).toBe(asked.service.durationMin * MINUTE)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('every start on the grid that can be had is offered, and no other', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const { service, now, within } = asked
        const expected = asked.calendars.flatMap((calendar) =>
          openings(calendar, { start: within.start, end: within.end + service.durationMin * MINUTE }).flatMap(
            (door) => {
              const starts: Slot[] = []
              for (let start = door.start; start < door.end; start += service.slotStepMin * MINUTE) {
                if (start < within.start || start >= within.end) continue
                const verdict = judgeStart({ service, calendar, busy: asked.busy, start, askedAt: now, now })
                if (verdict === 'free')
                  starts.push({ staffId: calendar.staffId, start, end: start + service.durationMin * MINUTE })
              }
              return starts
            },
          ),
        )
        const key = (slot: Slot) => `${slot.start} ${slot.staffId}`
        expect(findSlots(asked).map(key).sort()).toEqual(expected.map(key).sort())
      }),
      { numRuns: 200 },
    )
  })

  test('the order in which professionals and occupied times are given does not matter', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const turned = { ...asked, calendars: asked.calendars.toReversed(), busy: asked.busy.toReversed() }
        expect(findSlots(turned)).toEqual(findSlots(asked))
        const ranking = ['b', 'c', 'a']
        expect(chooseByRanking(findSlots(turned).reverse(), ranking)).toEqual(
          chooseByRanking(findSlots(asked), ranking),
        )
      }),
      { numRuns: 100 },
    )
  })

  test('taking what is offered removes it and every start it overlaps, and adds none', () => {
    fc.assert(
      fc.property(query, fc.nat(), (asked, pick) => {
        const slots = findSlots(asked)
        if (slots.length === 0) return
        const taken = slots[pick % slots.length]!
        const busy = [...asked.busy, { staffId: taken.staffId, ...withBuffers(asked.service, taken.start) }]
        const after = new Set(findSlots({ ...asked, busy }).map((slot) => `${slot.start} ${slot.staffId}`))
        expect(after.has(`${taken.start} ${taken.staffId}`)).toBe(false)
        const still = new Set(slots.map((slot) => `${slot.start} ${slot.staffId}`))
        expect([...after].filter((key) => !still.has(key))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

/**
 * When somebody is free: opening hours minus what is occupied, on the grid of the service. Pure arithmetic on instants.
 *
 * A window of a day is every instant at which the wall of the professional's own zone reads within it, so a night that
 * loses or repeats an hour has the length it really has. Windows that touch are one opening. Starts lie every `slotStepMin` of elapsed time from each
 * opening; the service must end before the opening does; its buffers may reach outside, but not into what is occupied.
 */
import { addDays, instantToWall, zoneOffset } from '../../kernel/dates.ts'
import type { ServiceTiming } from './service.ts'
import { type HoursException, WEEKDAYS, type WeeklyHours, type Window } from './staff.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

/** When a professional works. */
export interface Calendar {
  staffId: string
  zone: string
  weeklyHours: WeeklyHours
  exceptions: readonly HoursException[]
}

/** A stretch of time, its end excluded, in milliseconds since 1970. */
export interface Span {
  start: number
  end: number
}

/** Time that somebody cannot have, buffers included. */
export interface Busy extends Span {
  staffId: string
}

export interface Slot extends Span {
  staffId: string
}

export interface SlotQuery {
  service: ServiceTiming
  calendars: readonly Calendar[]
  busy: readonly Busy[]
  /** Starts from here (included) to there (excluded), in milliseconds. */
  within: Span
  /** Now, in milliseconds: what notice and horizon are counted from. */
  now: number
}

/** Every free start of every professional, by start, then by professional. */
export function findSlots(query: SlotQuery): Slot[] {
  const { service, within, now } = query
  const bookable = bookableStarts(service, now)
  const from = Math.max(within.start, bookable.start)
  const until = Math.min(within.end, bookable.end)
  if (from >= until) return []
  const busyOf = Map.groupBy(query.busy, (one) => one.staffId)
  const stretches = rememberingStretches()
  const slots = query.calendars.flatMap((calendar) => {
    const open = openings(calendar, { start: from, end: until + service.durationMin * MINUTE }, stretches)
    const taken = (busyOf.get(calendar.staffId) ?? []).toSorted((a, b) => a.start - b.start)
    return freeStarts(service, open, taken, { start: from, end: until }).map((start) => ({
      staffId: calendar.staffId,
      start,
      end: start + service.durationMin * MINUTE,
    }))
  })
  return slots.sort(byStart)
}

/**
 * Each start once, with the first of `ranking` who is free then. Who is not in the ranking is not offered.
 */
export function chooseByRanking(slots: readonly Slot[], ranking: readonly string[]): Slot[] {
  const rank = new Map(ranking.map((staffId, index) => [staffId, index]))
  const chosen = new Map<number, Slot>()
  for (const slot of slots) {
    const mine = rank.get(slot.staffId)
    if (mine === undefined) continue
    const other = chosen.get(slot.start)
    if (!other || mine < rank.get(other.staffId)!) chosen.set(slot.start, slot)
  }
  return [...chosen.values()].sort(byStart)
}

/** Why one start can or cannot be had; the first reason that holds, in this order. */
export type Verdict = 'too_soon' | 'too_far' | 'closed' | 'taken' | 'free'

export interface Wish {
  service: ServiceTiming
  calendar: Calendar
  /** What this professional cannot have; others' is ignored. */
  busy: readonly Busy[]
  start: number
  /** What notice and horizon are counted from: now, or when the time was offered. Null where the start is not new. */
  askedAt: number | null
  now: number
}

/** Judges one start, on the grid or between (a desk may book at 10:05): hours and what is occupied bind all the same. */
export function judgeStart(wish: Wish): Verdict {
  const { service, start } = wish
  const end = start + service.durationMin * MINUTE
  if (wish.askedAt !== null) {
    const bookable = bookableStarts(service, wish.askedAt)
    if (start < Math.max(bookable.start, wish.now)) return 'too_soon'
    if (start >= bookable.end) return 'too_far'
  }
  const open = openings(wish.calendar, { start, end })
  if (!open.some((one) => one.start <= start && end <= one.end)) return 'closed'
  const whole = withBuffers(service, start)
  const taken = wish.busy.some((one) => one.staffId === wish.calendar.staffId && overlap(one, whole))
  return taken ? 'taken' : 'free'
}

/** The service at this start with its buffers: what goes into `occupied`. */
export function withBuffers(service: ServiceTiming, start: number): Span {
  return {
    start: start - service.bufferBeforeMin * MINUTE,
    end: start + (service.durationMin + service.bufferAfterMin) * MINUTE,
  }
}

/** The `count` slots nearest to `wished`, the later one first where two are as near; handed back in order of time. */
export function nearest<T extends Span>(slots: readonly T[], wished: number, count: number): T[] {
  return slots
    .toSorted((a, b) => Math.abs(a.start - wished) - Math.abs(b.start - wished) || b.start - a.start)
    .slice(0, count)
    .sort((a, b) => a.start - b.start)
}

/** When the professional's door is open, as far as it touches `around`; disjoint, in order. */
export function openings(calendar: Calendar, around: Span, stretches: StretchesOf = rememberingStretches()): Span[] {
  const exceptions = new Map(calendar.exceptions.map((one) => [one.date, one.hours]))
  // A day more on either side: the opening that reaches into `around` counts its grid from where it began.
  const first = addDays(instantToWall(new Date(around.start), calendar.zone).date, -1)
  const last = addDays(instantToWall(new Date(around.end), calendar.zone).date, 1)
  const spans: Span[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const hours = exceptions.get(date) ?? calendar.weeklyHours[weekdayOf(date)] ?? []
    for (const window of hours) spans.push(...instantsOf(window, date, stretches(date, calendar.zone)))
  }
  return join(spans).filter((span) => overlap(span, around))
}

/** The starts of one professional; `taken` in order of start. */
function freeStarts(service: ServiceTiming, open: readonly Span[], taken: readonly Span[], within: Span): number[] {
  const step = service.slotStepMin * MINUTE
  const duration = service.durationMin * MINUTE
  const starts: number[] = []
  let next = 0
  for (const door of open) {
    const skipped = Math.max(0, Math.ceil((within.start - door.start) / step))
    const last = Math.min(door.end - duration, within.end - 1)
    for (let start = door.start + skipped * step; start <= last; start += step) {
      const whole = withBuffers(service, start)
      while (next < taken.length && taken[next]!.end <= whole.start) next++
      if (!overlapsFrom(taken, next, whole)) starts.push(start)
    }
  }
  return starts
}

/** What is taken may overlap itself (imported busy times), so we look on until it begins after `whole`. */
function overlapsFrom(taken: readonly Span[], from: number, whole: Span): boolean {
  for (let i = from; i < taken.length && taken[i]!.start < whole.end; i++) if (overlap(taken[i]!, whole)) return true
  return false
}

/** The starts that notice and horizon allow. */
const bookableStarts = (service: ServiceTiming, now: number): Span => ({
  start: now + service.minNoticeMin * MINUTE,
  end: now + service.horizonDays * DAY + 1,
})

/** A stretch in which the wall of a zone is `offset` milliseconds ahead of UTC. */
interface Stretch extends Span {
  offset: number
}

type StretchesOf = (date: string, zone: string) => Stretch[]

/** Many professionals share a zone: each of its days is looked up once. */
function rememberingStretches(): StretchesOf {
  const known = new Map<string, Stretch[]>()
  return (date, zone) => {
    const key = `${date} ${zone}`
    const stretches = known.get(key) ?? stretchesOf(date, zone)
    known.set(key, stretches)
    return stretches
  }
}

/** The one or two stretches that a day touches; clocks change once in it at most, at a whole minute. */
function stretchesOf(date: string, zone: string): Stretch[] {
  const offsetAt = (instant: number) => zoneOffset(new Date(instant), zone)
  // Zones reach from UTC-12 to UTC+14: whatever the zone, its day lies between these.
  let early = Date.parse(`${date}T00:00:00Z`) - 15 * HOUR
  let late = early + DAY + 30 * HOUR
  const [before, after] = [offsetAt(early), offsetAt(late)]
  if (before === after) return [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, offset: before }]
  while (late - early > MINUTE) {
    const middle = early + Math.floor((late - early) / 2 / MINUTE) * MINUTE
    if (offsetAt(middle) === before) early = middle
    else late = middle
  }
  return [
    { start: Number.NEGATIVE_INFINITY, end: late, offset: before },
    { start: late, end: Number.POSITIVE_INFINITY, offset: after },
  ]
}

/** All instants at which the wall of the day reads within `window`: what an hour that is left out or repeated makes of it. */
function instantsOf(window: Window, date: string, stretches: readonly Stretch[]): Span[] {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  return stretches
    .map((stretch) => ({
      start: Math.max(midnight + window.opens * MINUTE - stretch.offset, stretch.start),
      end: Math.min(midnight + window.closes * MINUTE - stretch.offset, stretch.end),
    }))
    .filter((span) => span.start < span.end)
}

/** Overlapping and touching spans as one. */
function join(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else joined.push({ ...span })
  }
  return joined
}

const weekdayOf = (date: string) => WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

const byStart = (a: Slot, b: Slot): number =>
  a.start - b.start || (a.staffId < b.staffId ? -1 : a.staffId > b.staffId ? 1 : 0)

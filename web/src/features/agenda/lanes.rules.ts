/** What a day of a professional looks like: when they are there, what stands where, what is free. Pure. */
import type { AppointmentWire, ServiceWire, StaffWire } from '../../../../contract/appointments.ts'
import { addDays, instantOf, minutesOf, type Wall, wallAt, wallOf, weekdayOf } from './wall.ts'

/** Minutes of the workspace's day, the end excluded. */
export interface Span {
  start: number
  end: number
}

export interface Placed extends Span {
  appointment: AppointmentWire
  /** Side by side with others at the same time: which of how many. */
  side: number
  sides: number
}

export interface Lane {
  key: string
  day: string
  /** Null: appointments in somebody else's agenda. */
  staff: StaffWire | null
  open: Span[]
  placed: Placed[]
}

export const DAY_END = 24 * 60
/** Of another agenda we know the start alone. */
const UNKNOWN_LENGTH_MIN = 30

/** When they are there on a day of the workspace, whatever zone their hours are written in. */
export function openOf(staff: StaffWire, day: string, zone: string): Span[] {
  if (staff.zone === zone) return hoursOf(staff, day)
  // Their yesterday and tomorrow may reach into our day.
  return [-1, 0, 1].flatMap((shift) => {
    const theirs = addDays(day, shift)
    return hoursOf(staff, theirs).flatMap(({ start, end }) => {
      const from = onDay(wallAt(instantOf({ day: theirs, minutes: start }, staff.zone), zone), day)
      const until = onDay(wallAt(instantOf({ day: theirs, minutes: end }, staff.zone), zone), day)
      return until > from ? [{ start: from, end: until }] : []
    })
  })
}

function hoursOf(staff: StaffWire, day: string): Span[] {
  const exception = staff.exceptions.find(({ date }) => date === day)
  const hours = exception ? exception.hours : (staff.weekly_hours[weekdayOf(day)] ?? [])
  return hours.map(([from, until]) => ({ start: minutesOf(from), end: minutesOf(until) || DAY_END }))
}

const onDay = (wall: Wall, day: string): number => (wall.day < day ? 0 : wall.day > day ? DAY_END : wall.minutes)

/** Where it stands on the day it begins. */
export function spanOf(appointment: AppointmentWire): Span {
  const start = wallOf(appointment.start).minutes
  const length = appointment.end
    ? (Date.parse(appointment.end) - Date.parse(appointment.start)) / 60_000
    : UNKNOWN_LENGTH_MIN
  return { start, end: Math.min(start + length, DAY_END) }
}

/** What meets in time stands side by side. */
export function placeAll(appointments: readonly AppointmentWire[]): Placed[] {
  const sorted = appointments
    .map((appointment) => ({ appointment, ...spanOf(appointment), side: 0, sides: 1 }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  let cluster: Placed[] = []
  let reach = -1
  const settle = () => {
    const sides = Math.max(0, ...cluster.map(({ side }) => side)) + 1
    for (const one of cluster) one.sides = sides
    cluster = []
  }
  for (const one of sorted) {
    if (one.start >= reach) settle()
    const used = new Set(cluster.filter(({ end }) => end > one.start).map(({ side }) => side))
    while (used.has(one.side)) one.side += 1
    cluster.push(one)
    reach = Math.max(reach, one.end)
  }
  settle()
  return sorted
}

/** What is open and not taken, as far as it lasts at least `least` minutes. */
export function freeOf({ open, placed }: Pick<Lane, 'open' | 'placed'>, least = 5): Span[] {
  return open
    .flatMap((window) => {
      const gaps: Span[] = []
      let at = window.start
      for (const { start, end } of placed.toSorted((a, b) => a.start - b.start)) {
        if (end <= at || start >= window.end) continue
        if (start > at) gaps.push({ start: at, end: start })
        at = Math.max(at, end)
      }
      if (at < window.end) gaps.push({ start: at, end: window.end })
      return gaps
    })
    .filter(({ start, end }) => end - start >= least)
    .sort((a, b) => a.start - b.start)
}

/** What is still free from now on; of a day that is over, nothing. */
export function freeFrom(lane: Lane, now: Wall): Span[] {
  if (lane.day !== now.day) return lane.day < now.day ? [] : freeOf(lane)
  return freeOf(lane).flatMap(({ start, end }) =>
    end > now.minutes ? [{ start: Math.max(start, now.minutes), end }] : [],
  )
}

export const minutesIn = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0)

export type Verdict = 'free' | 'same' | 'taken' | 'closed' | 'past' | 'not_theirs' | 'external'

/** What dropping it there would meet, said before the drop; the server has the last word. */
export function judgeDrop(
  appointment: AppointmentWire,
  lane: Lane,
  start: number,
  { services, now }: { services: readonly ServiceWire[]; now: Wall },
): Verdict {
  const from = wallOf(appointment.start)
  if ((lane.staff?.id ?? null) === appointment.staff_id && lane.day === from.day && start === from.minutes)
    return 'same'
  if (lane.day < now.day || (lane.day === now.day && start < now.minutes)) return 'past'
  if (!lane.staff || appointment.desk === 'external')
    return lane.staff || appointment.desk !== 'external' ? 'external' : 'free'
  const { start: began, end: ended } = spanOf(appointment)
  const end = start + ended - began
  const service = services.find(({ id }) => id === appointment.service_id)
  if (service && !service.staff_ids.includes(lane.staff.id)) return 'not_theirs'
  if (!lane.open.some((window) => window.start <= start && end <= window.end)) return 'closed'
  const before = start - (service?.buffer_before_min ?? 0)
  const after = end + (service?.buffer_after_min ?? 0)
  const met = lane.placed.some((one) => one.appointment.id !== appointment.id && one.start < after && one.end > before)
  return met ? 'taken' : 'free'
}

/** The hours worth showing, whole ones: all that is open or taken, and at least a working day. */
export function shownHours(lanes: readonly Lane[]): Span {
  const spans = lanes.flatMap(({ open, placed }) => [...open, ...placed])
  return {
    start: Math.floor(Math.min(9 * 60, ...spans.map(({ start }) => start)) / 60) * 60,
    end: Math.ceil(Math.max(19 * 60, ...spans.map(({ end }) => end)) / 60) * 60,
  }
}

/**
 * Days and minutes on the workspace's wall. The server writes every instant with the workspace's own offset, so its
 * wall time stands in the text; only hours of somebody in another zone, and the present, have to be worked out.
 */

export interface Wall {
  /** `2026-11-24`. */
  day: string
  /** Since midnight. */
  minutes: number
}

const DAY_MS = 86_400_000

export const wallOf = (iso: string): Wall => ({
  day: iso.slice(0, 10),
  minutes: Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16)),
})

/** `10:05` from minutes; `24:00` at the end of a day. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** As the server takes a moment of the workspace's wall. */
export const wallText = ({ day, minutes }: Wall): string => `${day} ${clock(minutes)}`

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const weekdayAt = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
export const weekdayOf = (day: string): Weekday => WEEKDAYS[weekdayAt(day)] ?? 'mon'

/** The seven days of its week, from Monday. */
export function weekOf(day: string): string[] {
  const monday = addDays(day, -weekdayAt(day))
  return WEEKDAYS.map((_, index) => addDays(monday, index))
}

export function wallAt(instant: Date, zone: string): Wall {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
  return { day: `${of('year')}-${of('month')}-${of('day')}`, minutes: Number(of('hour')) * 60 + Number(of('minute')) }
}

/** The instant of a wall time; in the hour that a summer-time change skips, the one after it. */
export function instantOf({ day, minutes }: Wall, zone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000
  const offsetAt = (instant: number) => {
    const wall = wallAt(new Date(instant), zone)
    return Date.parse(`${wall.day}T00:00:00Z`) + wall.minutes * 60_000 - Math.floor(instant / 60_000) * 60_000
  }
  const guess = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(guess))
}

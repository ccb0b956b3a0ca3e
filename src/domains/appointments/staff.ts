/** Who serves, and when they work, in the wall time of their own zone. */

/** From–until in minutes after midnight; 1440 is the midnight that ends the day. */
export interface Window {
  opens: number
  closes: number
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Weekday = (typeof WEEKDAYS)[number]

/** A day that is not named is closed. */
export type WeeklyHours = Partial<Record<Weekday, Window[]>>

/** A day unlike its weekday; without hours it is a day off. */
export interface HoursException {
  /** `YYYY-MM-DD` */
  date: string
  hours: Window[]
}

export interface Staff {
  id: string
  name: string
  email: string | null
  zone: string
  weeklyHours: WeeklyHours
  exceptions: HoursException[]
  serviceIds: string[]
  /** Share among those who could take a booking that names nobody: 2 takes twice as much as 1, 0 only by name. */
  weight: number
}

/** A professional before they are added. */
export type NewStaff = Omit<Staff, 'id'>

/** `'09:30'` → 570, `'24:00'` → 1440. */
export const toMinutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** 570 → `'09:30'`. */
export const toClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** A week of windows as it is edited: every day there, empty where closed. */
import type { WeeklyWindows } from '../../../../../contract/workspace.ts'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof DAYS)[number]
export type Window = [from: string, until: string]
export type Week = Record<Day, Window[]>

export const toWeek = (windows: WeeklyWindows): Week =>
  Object.fromEntries(
    DAYS.map((day) => [day, (windows[day] ?? []).map(([from, until]): Window => [from, until])]),
  ) as Week

/** A closed day is left out. */
export const fromWeek = (week: Week): WeeklyWindows =>
  Object.fromEntries(DAYS.filter((day) => week[day].length > 0).map((day) => [day, week[day]]))

/** A new window begins an hour after the last one, or at nine. */
export function nextWindow(windows: readonly Window[]): Window {
  const last = windows.at(-1)?.[1]
  if (last === undefined) return ['09:00', '14:00']
  const hour = Math.min(Number(last.slice(0, 2)) + 1, 22)
  return [`${String(hour).padStart(2, '0')}:00`, `${String(Math.min(hour + 3, 23)).padStart(2, '0')}:00`]
}

export const sameWeek = (a: Week, b: Week) => JSON.stringify(a) === JSON.stringify(b)

/** `9`, `930`, `9:30`, `9.30` and `9 h` as `HH:MM`, up to `24:00`; anything else as it was typed, for the server to refuse. */
export function readTime(typed: string): string {
  const digits = typed.trim().match(/^(\d{1,2})(?:\s*h)?$|^(\d{1,2})\s*[:.h]?\s*(\d{2})$/i)
  if (!digits) return typed.trim()
  const [hour, minute] = [digits[1] ?? digits[2] ?? '', digits[3] ?? '00']
  const time = `${hour.padStart(2, '0')}:${minute}`
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : typed.trim()
}

/** The one reading of dates and wall times, and the one way an instant is written on the wire. Plain Intl: no library. */

/** A time on the wall of some zone: `{ date: '2026-12-01', time: '15:00' }`. */
export interface WallTime {
  date: string
  time: string
}

const MINUTE = 60_000
const DAY = 86_400_000
const FIRST_YEAR = 1900
const LAST_YEAR = 2199

const formats = new Map<string, Intl.DateTimeFormat>()

/** True when `zone` is a zone of the IANA database that this machine knows (`Europe/Madrid`). */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** How far the wall of `zone` is ahead of UTC at `instant`, in milliseconds. */
export function zoneOffset(instant: Date, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = Number(value)
  const wall = Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour']!,
    part['minute']!,
    part['second']!,
  )
  return wall - Math.floor(instant.getTime() / 1000) * 1000
}

/** ISO-8601 to the second with the zone's offset, never `Z`: `2026-12-01T15:00:00+01:00`. */
export function toWire(instant: Date, zone: string): string {
  const offset = zoneOffset(instant, zone)
  const sign = offset < 0 ? '-' : '+'
  const minutes = Math.abs(Math.round(offset / MINUTE))
  const wall = new Date(instant.getTime() + offset).toISOString().slice(0, 19)
  return `${wall}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** What the wall of `zone` shows at `instant`, to the minute. */
export function instantToWall(instant: Date, zone: string): WallTime {
  const wall = new Date(instant.getTime() + zoneOffset(instant, zone)).toISOString()
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) }
}

/**
 * The instant at which the wall shows this time. In the night when clocks go back the first of the two; a time that
 * the spring night leaves out moves forward by the gap (02:30 → 03:30), as calendars do.
 * `time` may carry seconds. Throws RangeError where date or time is none.
 */
export function wallToInstant(wall: WallTime, zone: string): Date {
  const date = readIsoDate(wall.date)
  const time = readClock(wall.time)
  if (date === null || time === null) throw new RangeError(`no such wall time: ${wall.date} ${wall.time}`)
  const asUtc = Date.parse(`${date}T00:00:00Z`) + time
  const before = zoneOffset(new Date(asUtc - DAY), zone)
  const after = zoneOffset(new Date(asUtc + DAY), zone)
  const first = new Date(asUtc - before)
  if (before === after || zoneOffset(first, zone) === before) return first
  const second = new Date(asUtc - after)
  return zoneOffset(second, zone) === after ? second : first
}

/** The calendar day `days` later (or earlier): plain arithmetic, no zone. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The accepted forms of a wall time, as the messages name them. */
export const WALL_TIME_FORMS = [
  'YYYY-MM-DD HH:MM',
  'YYYY-MM-DD HH:MM:SS',
  'YYYY-MM-DD HH:MM-HH:MM',
  'DD/MM/YYYY HH:MM',
  'ISO-8601',
] as const

const ISO_WALL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?(?:\s?(Z|[+-]\d\d(?::?\d\d)?))?$/
const RANGE = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)\s?-\s?(\d\d:\d\d)$/
const SPANISH_WALL = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d(?::\d\d)?)$/

/**
 * A moment as the contract accepts it (`WALL_TIME_FORMS`); without an offset it is on the wall of `zone`, a range
 * counts from its start. Null for anything else, a date without a time included.
 */
export function readWallTime(text: string, zone: string): Date | null {
  const trimmed = text.trim()
  const range = RANGE.exec(trimmed)
  // `12:00-10:10` is a range, `12:00-03:00` could be an offset too: the documents' ranges win, offsets want seconds or a T.
  if (range && !trimmed.includes('T'))
    return readClock(range[3]!) === null ? null : toInstant(range[1]!, range[2]!, zone)
  const iso = ISO_WALL.exec(trimmed)
  if (iso) return toInstant(iso[1]!, iso[2]!, zone, iso[3])
  const spanish = SPANISH_WALL.exec(trimmed)
  if (spanish) return toInstant(`${spanish[3]}-${spanish[2]}-${spanish[1]}`, spanish[4]!, zone)
  return null
}

function toInstant(date: string, time: string, zone: string, offset?: string): Date | null {
  const clock = readClock(time)
  if (readIsoDate(date) === null || clock === null) return null
  if (offset === undefined) return wallToInstant({ date, time }, zone)
  const shift = readOffset(offset)
  return shift === null ? null : new Date(Date.parse(`${date}T00:00:00Z`) + clock - shift)
}

function readOffset(text: string): number | null {
  if (text === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(3).replace(':', '') || 0)
  if (hours > 14 || minutes > 59) return null
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE
}

/** `HH:MM` or `HH:MM:SS` in milliseconds, null where no clock shows it. */
function readClock(text: string): number | null {
  const found = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text)
  if (!found) return null
  const [hours, minutes, seconds] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** The text where it is a day of the calendar (1900 to 2199), else null. */
function readIsoDate(text: string): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!found) return null
  const year = Number(found[1])
  if (year < FIRST_YEAR || year > LAST_YEAR) return null
  const instant = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text) ? text : null
}

/**
 * Excel's day 0 for every day after February 1900. Serials below 10,000 (May 1927) are not read: a year, an age or a
 * postal code looks the same, and a date is never guessed.
 */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
const FIRST_SERIAL = 10_000
const LAST_SERIAL = 109_573

/**
 * A day as files write it: ISO (a time after it is dropped), `DD/MM/YYYY` (also with `-` or `.`, one-digit parts),
 * `YYYYMMDD`, an Excel serial; the last two as number or text. Null for anything else, two-digit years included.
 */
export function readDate(raw: string | number): string | null {
  const text = typeof raw === 'number' ? String(raw) : raw.trim()
  if (/^\d{8}$/.test(text)) return readIsoDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  if (/^\d{5,6}(?:\.\d+)?$/.test(text)) return readSerial(Math.floor(Number(text)))
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?$/.exec(text)
  if (iso) return readIsoDate(iso[1]!)
  const spanish = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d\d.*)?$/.exec(text)
  return spanish ? readIsoDate(`${spanish[4]}-${pad(Number(spanish[3]))}-${pad(Number(spanish[1]))}`) : null
}

function readSerial(serial: number): string | null {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null
  return new Date(EXCEL_EPOCH + serial * DAY).toISOString().slice(0, 10)
}

const pad = (n: number): string => String(n).padStart(2, '0')

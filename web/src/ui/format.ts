/** How dates, phones and numbers are said. Pure: the zone, the language and the present are handed in. */

export interface Saying {
  language: string
  zone: string
  now: Date
  words: { today: string; yesterday: string; tomorrow: string }
}

const DAY_MS = 86_400_000

/** `hoy 16:40`, `ayer 09:05`, `mar 24 nov`, `24 nov 2025`; with `time`, the far ones say their hour too. */
export function sayWhen(instant: Date, saying: Saying, options: { time?: boolean } = {}): string {
  const day = sayDay(instant, saying)
  const near = day === saying.words.today || day === saying.words.tomorrow || day === saying.words.yesterday
  return near || options.time ? `${day} ${sayTime(instant, saying)}` : day
}

/** `hoy`, `mañana`, `mar 24 nov`, `24 nov 2025`. */
export function sayDay(instant: Date, saying: Saying): string {
  const key = dayKey(instant, saying.zone)
  const { now, words, zone } = saying
  if (key === dayKey(now, zone)) return words.today
  if (key === dayKey(new Date(now.getTime() - DAY_MS), zone)) return words.yesterday
  if (key === dayKey(new Date(now.getTime() + DAY_MS), zone)) return words.tomorrow
  const sameYear = key.slice(0, 4) === dayKey(now, zone).slice(0, 4)
  const parts = partsOf(instant, saying, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  const head = sameYear ? `${parts['weekday']} ` : ''
  return `${head}${parts['day']} ${parts['month']}${sameYear ? '' : ` ${parts['year']}`}`
}

/** `16:40`. */
export function sayTime(instant: Date, { language, zone }: Saying): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(instant)
}

/** For the hover: weekday, date, year, seconds and zone. */
export function sayExactly(instant: Date, { language, zone }: Saying): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(instant)
}

/** A date without a time (`1980-04-09`), as `9 abr 1980`. */
export function sayDate(date: string, { language }: Saying): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number)
  if (!year || !month || !day) return date
  const parts = partsOf(
    new Date(Date.UTC(year, month - 1, day)),
    { language, zone: 'UTC' },
    { day: 'numeric', month: 'short' },
  )
  return `${parts['day']} ${parts['month']} ${year}`
}

/** The calendar day in a zone, `2026-11-24`. */
export function dayKey(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  )
}

/** `0:07`, `12:40`, `1:02:09` from seconds. */
export function sayDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const tail = `${String(whole % 60).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/** Always grouped, also below ten thousand, where Spanish would leave `4321` alone: columns line up. */
export function sayNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language, { useGrouping: 'always' }).format(value)
}

// Of the countries whose businesses we know, by length of prefix; another number is grouped after its plus sign alone.
const PREFIXES = [
  '1',
  '33',
  '34',
  '39',
  '44',
  '49',
  '51',
  '52',
  '53',
  '54',
  '55',
  '56',
  '57',
  '58',
  '351',
  '376',
  '502',
  '503',
  '504',
  '505',
  '506',
  '507',
  '591',
  '593',
  '595',
  '598',
]

/** `612 34 50 01` for Spain; elsewhere with its prefix, `+52 551 234 5678`. What is no E.164 comes back as it is. */
export function sayPhone(e164: string): string {
  if (!/^\+\d{6,15}$/.test(e164)) return e164
  const digits = e164.slice(1)
  if (digits.startsWith('34') && digits.length === 11) {
    return `${digits.slice(2, 5)} ${digits.slice(5, 7)} ${digits.slice(7, 9)} ${digits.slice(9)}`
  }
  const prefix = PREFIXES.find((known) => digits.startsWith(known)) ?? ''
  const rest = digits.slice(prefix.length).replace(/(\d{3})(?=\d{3,})/g, '$1 ')
  return prefix ? `+${prefix} ${rest}` : `+${rest}`
}

/** The first letters of a name, for its round mark: `María del Mar Soto` is `MS`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toLocaleUpperCase()
}

function partsOf(instant: Date, saying: Pick<Saying, 'language' | 'zone'>, options: Intl.DateTimeFormatOptions) {
  const parts = new Intl.DateTimeFormat(saying.language, { ...options, timeZone: saying.zone }).formatToParts(instant)
  return Object.fromEntries(
    parts.map(({ type, value }) => [type, type === 'literal' ? '' : value.replace(/[.,]$/, '')]),
  ) as Record<string, string>
}

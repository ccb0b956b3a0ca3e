/** Days of the agenda in words, and lengths of time. */
import { useMemo } from 'react'
import { useFormat } from '../../ui/use-format.tsx'
import { addDays, wallAt } from './wall.ts'

export function useDayWords() {
  const format = useFormat()
  return useMemo(() => {
    const say = (day: string, options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(format.language, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
    return {
      today: () => wallAt(format.now(), format.zone).day,
      present: () => wallAt(format.now(), format.zone),
      /** `viernes, 20 de noviembre`. */
      long: (day: string) => say(day, { weekday: 'long', day: 'numeric', month: 'long' }),
      /** `vie 20`. */
      short: (day: string) => say(day, { weekday: 'short', day: 'numeric' }).replace(',', ''),
      /** `16 – 22 nov 2026`. */
      week: (days: readonly string[]) => {
        const [from, to] = [days[0] ?? '', days.at(-1) ?? addDays(days[0] ?? '', 6)]
        return new Intl.DateTimeFormat(format.language, {
          day: 'numeric',
          month: 'long',
          year: 'numeric',
          timeZone: 'UTC',
        }).formatRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`))
      },
      /** `3 h 30`, `45 min`. */
      length: (minutes: number) => {
        const hours = Math.floor(minutes / 60)
        const rest = Math.round(minutes % 60)
        if (hours === 0) return `${rest} min`
        return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`
      },
    }
  }, [format])
}

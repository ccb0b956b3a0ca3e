/** The sayings of format.ts, bound to the chosen language, the workspace's zone and the product's present. */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Saying, sayDate, sayDay, sayExactly, sayNumber, sayTime, sayWhen } from './format.ts'

interface Place {
  zone: string
  /** How far the server's clock is from this machine's, in ms: a demo may run on another day. */
  ahead: number
}

const PlaceContext = createContext<Place>({ zone: 'Europe/Madrid', ahead: 0 })

export function PlaceProvider({ zone, ahead, children }: Place & { children: ReactNode }) {
  const place = useMemo(() => ({ zone, ahead }), [zone, ahead])
  return <PlaceContext value={place}>{children}</PlaceContext>
}

export interface Format {
  zone: string
  language: string
  now: () => Date
  when: (iso: string, options?: { time?: boolean }) => string
  day: (iso: string) => string
  time: (iso: string) => string
  exactly: (iso: string) => string
  date: (date: string) => string
  number: (value: number) => string
}

export function useFormat(): Format {
  const { zone, ahead } = useContext(PlaceContext)
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return useMemo(() => {
    const now = () => new Date(Date.now() + ahead)
    const saying = (): Saying => ({
      language,
      zone,
      now: now(),
      words: { today: t('common.today'), yesterday: t('common.yesterday'), tomorrow: t('common.tomorrow') },
    })
    return {
      zone,
      language,
      now,
      when: (iso, options) => sayWhen(new Date(iso), saying(), options),
      day: (iso) => sayDay(new Date(iso), saying()),
      time: (iso) => sayTime(new Date(iso), saying()),
      exactly: (iso) => sayExactly(new Date(iso), saying()),
      date: (date) => sayDate(date, saying()),
      number: (value) => sayNumber(value, language),
    }
  }, [zone, ahead, language, t])
}

/** A moment as people say it, the exact one on hover. */
export function When({ at, time = false }: { at: string; time?: boolean }) {
  const format = useFormat()
  return (
    <time dateTime={at} title={format.exactly(at)} className="tabular">
      {format.when(at, { time })}
    </time>
  )
}

/** Single values of a file, read into what we keep: null where a text is none, and then the text itself is kept. */

import { readDate } from '../../kernel/dates.ts'
import { unguardFormula } from '../../kernel/formula-safe.ts'
import { fold, tidy } from '../../kernel/text.ts'

/** A cell as it was meant: without a guard against formulas, invisible signs and stray spaces. */
export const cellValue = (text: string): string => tidy(unguardFormula(text.toWellFormed()))

/** Numbers that a spreadsheet's or pandas' export turned into `600123456.0`. */
export const plainDigits = (text: string): string => (/^\d+[.,]0+$/.test(text) ? text.replace(/[.,]0+$/, '') : text)

const SEXES: Record<string, 'female' | 'male' | 'other'> = {
  mujer: 'female',
  female: 'female',
  f: 'female',
  femenino: 'female',
  dona: 'female',
  woman: 'female',
  hembra: 'female',
  varon: 'male',
  male: 'male',
  hombre: 'male',
  h: 'male',
  v: 'male',
  masculino: 'male',
  home: 'male',
  man: 'male',
  otro: 'other',
  other: 'other',
  altre: 'other',
  otra: 'other',
}
/** `M` is a man in English and a woman in Spanish: not read. */
export const readSex = (text: string): 'female' | 'male' | 'other' | null => SEXES[fold(text)] ?? null

const LANGUAGES: Record<string, 'es' | 'en' | 'ca'> = {
  es: 'es',
  espanol: 'es',
  castellano: 'es',
  spanish: 'es',
  castella: 'es',
  espanyol: 'es',
  en: 'en',
  ingles: 'en',
  english: 'en',
  angles: 'en',
  ca: 'ca',
  catalan: 'ca',
  catala: 'ca',
  valenciano: 'ca',
  valencia: 'ca',
}
export const readLanguage = (text: string): 'es' | 'en' | 'ca' | null => LANGUAGES[fold(text)] ?? null

let countries: Map<string, string> | undefined

/** ISO code, or a country's name in Spanish, English or Catalan. */
export function readCountry(text: string): string | null {
  countries ??= countryNames()
  return countries.get(fold(text)) ?? null
}

function countryNames(): Map<string, string> {
  const names = new Map<string, string>()
  const displays = ['es', 'en', 'ca'].map(
    (locale) => new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' }),
  )
  for (let a = 65; a <= 90; a++) {
    for (let b = 65; b <= 90; b++) {
      const code = String.fromCharCode(a, b)
      const found = displays.map((display) => display.of(code)).filter((name) => name !== undefined)
      if (found.length === 0 || code === 'ZZ') continue
      names.set(code.toLowerCase(), code)
      for (const name of found) names.set(fold(name), code)
    }
  }
  return names
}

export interface PostalCode {
  value: string
  /** False: not one of the country's. */
  plausible: boolean
}

/** In Spain four digits are five that lost their zero: provinces 01 to 09 begin with one. */
export function readPostalCode(text: string, country: string): PostalCode {
  const plain = plainDigits(text)
  if (country !== 'ES') return { value: plain, plausible: true }
  const value = /^[1-9]\d{3}$/.test(plain) ? `0${plain}` : plain
  return { value, plausible: /^(?:0[1-9]|[1-4]\d|5[0-2])\d{3}$/.test(value) }
}

/** A day that has been: nobody is born tomorrow. */
export function readBirthDate(text: string, today: string): string | null {
  const date = readDate(text)
  return date !== null && date <= today ? date : null
}

const DATE_HEADER = /^(?:fecha|fec|date|data)[a-z]|(?:date|fecha)$/

/** Custom fields keep their text, but for a serial or `YYYYMMDD` number under a header that speaks of a date. */
export function customValue(headerKey: string, text: string): string {
  return DATE_HEADER.test(headerKey) && /^\d{5,8}$/.test(text) ? (readDate(text) ?? text) : text
}

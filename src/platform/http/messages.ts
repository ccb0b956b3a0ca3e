/** Sentences by code and language, and how `{placeholders}` in them are filled. */
import type { Locale } from '../scope.ts'

export type Messages = Record<string, Record<Locale, string>>

export type Translate = (code: string, locale: Locale, params?: Record<string, string | number>) => string

export const fill = (sentence: string, params: Record<string, string | number> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))

/** Looks a code up in `messages`; an unknown one reads as the general failure, so that no code alone reaches a person. */
export function makeTranslate(messages: Messages): Translate {
  return (code, locale, params) => {
    const sentence = messages[code] ?? messages['internal.unexpected']
    return fill(sentence?.[locale] ?? code, params)
  }
}

/** `?lang=` first, then nothing else: the default is the workspace's or Spanish. */
export function readLocale(value: unknown): Locale | undefined {
  return value === 'es' || value === 'en' || value === 'ca' ? value : undefined
}

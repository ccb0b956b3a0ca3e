/** Three languages: Spanish comes with the page, the others when chosen. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { setApiContext } from '../api/client.ts'
import { es } from './es.ts'

export const LANGUAGES = ['es', 'ca', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export const LANGUAGE_NAMES: Record<Language, string> = { es: 'Español', ca: 'Català', en: 'English' }

const STORED_AS = 'antesala.language'

const others: Record<Exclude<Language, 'es'>, () => Promise<object>> = {
  ca: async () => (await import('./ca.ts')).ca,
  en: async () => (await import('./en.ts')).en,
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'es',
    fallbackLng: 'es',
    resources: { es: { translation: es } },
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  // Spanish and Catalan have a third form for whole millions ("un millón de"); our sentences need only two.
  const plurals = i18next.services.pluralResolver as { getSuffix: (...args: unknown[]) => string }
  const suffixOf = plurals.getSuffix.bind(plurals)
  plurals.getSuffix = (...args) => suffixOf(...args).replace('_many', '_other')

  await speak(storedLanguage() ?? 'es', { remember: false })
}

/** Changes the language of everything at once, and remembers it on this machine. */
export async function speak(language: Language, { remember = true } = {}): Promise<void> {
  if (language !== 'es' && !i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await others[language]())
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  setApiContext({ language })
  if (remember) store(language)
}

export const storedLanguage = (): Language | null => {
  try {
    const stored = window.localStorage.getItem(STORED_AS)
    return isLanguage(stored) ? stored : null
  } catch {
    return null
  }
}

export const isLanguage = (text: string | null | undefined): text is Language =>
  LANGUAGES.some((language) => language === text)

function store(language: Language): void {
  try {
    window.localStorage.setItem(STORED_AS, language)
  } catch {
    // A browser that keeps nothing still speaks the chosen language until it is closed.
  }
}

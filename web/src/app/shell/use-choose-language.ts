/** The person's own language: changed here at once, and kept with their account for other machines. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { type Language, speak, storedLanguage } from '../../i18n/index.ts'
import { useToasts } from '../../ui/toasts.tsx'

export function useChooseLanguage(): (language: Language) => void {
  const queries = useQueryClient()
  const toasts = useToasts()
  return async (language) => {
    await speak(language)
    // Sentences that the server said are in the old language.
    void queries.invalidateQueries()
    try {
      await api.patch('/api/v1/me', { body: { locale: language } })
    } catch (error) {
      toasts.failed(error)
    }
  }
}

/** On a machine that has chosen nothing, the account's language. */
export function useAccountLanguage(): void {
  const { locale } = useSession()
  useEffect(() => {
    if (storedLanguage() === null) void speak(locale, { remember: false })
  }, [locale])
}

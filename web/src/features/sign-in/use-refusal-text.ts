/** A failed sign-in as a sentence. */
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../ui/use-error-text.ts'
import { refusalOf } from './auth-requests.ts'

export function useRefusalText(): (error: unknown) => string {
  const { t } = useTranslation()
  const textOf = useErrorText()
  return (error) => {
    const refusal = refusalOf(error)
    return refusal ? t(refusal) : textOf(error)
  }
}

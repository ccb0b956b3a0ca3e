/** A failure as a sentence: the server's own where it gave one. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../api/api-error.ts'

export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation()
  return useCallback(
    (error) => {
      if (!isApiError(error)) return t('common.failed.unexpected', { status: '–' })
      if (error.status === 0) return t('common.failed.unreachable')
      if (error.message) return error.message
      if (error.status === 403) return t('common.failed.forbidden')
      return t('common.failed.unexpected', { status: String(error.status) })
    },
    [t],
  )
}

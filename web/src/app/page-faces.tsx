/** What stands where a page would: not found, crashed, on its way. */
import { Button, Loader } from '@mantine/core'
import { IconMapSearch, IconMoodConfuzed } from '@tabler/icons-react'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../api/api-error.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={IconMapSearch} title={t('common.page.notFound')} hint={t('common.page.notFoundHint')}>
      <Button component={Link} to="/">
        {t('common.page.toHome')}
      </Button>
    </EmptyState>
  )
}

export function Crashed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  useEffect(() => {
    if (!isApiError(error)) console.error(error)
  }, [error])
  if (isApiError(error)) return <ErrorState error={error} onRetry={() => window.location.reload()} />
  return (
    <EmptyState icon={IconMoodConfuzed} title={t('common.page.crashed')} hint={t('common.page.crashedHint')}>
      <Button
        onClick={() => {
          reset()
          window.location.reload()
        }}
      >
        {t('common.page.reload')}
      </Button>
    </EmptyState>
  )
}

export function Waiting() {
  const { t } = useTranslation()
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      style={{ display: 'grid', placeItems: 'center', minHeight: '40vh' }}
    >
      <Loader size="sm" />
    </div>
  )
}

/** What a list that failed says: what failed, what was kept, what to do. */
import { Button } from '@mantine/core'
import { IconCloudOff, IconLock, IconMoodConfuzed } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../api/api-error.ts'
import classes from './faces.module.css'
import { useErrorText } from './use-error-text.ts'

interface Props {
  error: unknown
  onRetry?: () => void
  /** What could not be loaded, where the plain sentence is too vague. */
  title?: string
  small?: boolean
}

export function ErrorState({ error, onRetry, title, small = false }: Props) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const status = isApiError(error) ? error.status : -1
  const Icon = status === 0 ? IconCloudOff : status === 403 ? IconLock : IconMoodConfuzed
  return (
    <div role="alert" className={small ? `${classes.face} ${classes.small}` : classes.face}>
      <Icon
        className={classes.icon ?? ''}
        data-failed={status !== 403 || undefined}
        size={small ? 24 : 32}
        stroke={1.5}
        aria-hidden
      />
      <p className={classes.title}>{title ?? t('common.failed.title')}</p>
      <p className={classes.hint}>{textOf(error)}</p>
      {onRetry && status !== 403 && (
        <div className={classes.action}>
          <Button variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The dialer at a glance: running or not, how many in flight, queued, successful, and what waits for a look. */
import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './home.module.css'
import { useCallsStatus, useCallsToReview } from './today.queries.ts'

export function CallsNow() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: status } = useCallsStatus()
  const { data: toReview = 0 } = useCallsToReview()
  if (!status) return null
  const said = !status.running
    ? t('home.calls.stopped')
    : status.next_window
      ? t('home.calls.waiting', { when: format.when(status.next_window, { time: true }) })
      : t('home.calls.running', { when: status.started_at ? format.time(status.started_at) : '' })
  return (
    <section aria-label={t('home.calls.title')}>
      <h2 className={classes.part}>
        <span>{t('home.calls.title')}</span>
        <Link to="/calls">{t('home.toCalls')}</Link>
      </h2>
      <p className={classes.state} data-running={status.running || undefined}>
        {said}
        {status.campaign && ` · ${status.campaign.name}`}
      </p>
      {status.running && (
        <>
          <Progress value={status.progress * 100} size="sm" aria-label={t('home.calls.title')} my="xs" />
          <dl className={classes.figures}>
            {(['active', 'queued', 'successful'] as const).map((name) => (
              <div key={name}>
                <dd className="tabular">{format.number(status[name])}</dd>
                <dt>{t(`home.calls.${name}`)}</dt>
              </div>
            ))}
          </dl>
        </>
      )}
      {toReview > 0 && (
        <p className={classes.warn}>
          <Link to="/calls" search={{ view: 'done' }}>
            {t('home.calls.review', { count: toReview })}
          </Link>
        </p>
      )}
    </section>
  )
}

/** How the run is going, to be read from across the room: progress, four figures, people by documented state. */
import { Progress, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CallsStatusWire } from '../../../../contract/calls.ts'
import type { CallStatus } from '../../../../contract/leads.ts'
import { es } from '../../i18n/es.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './calls.module.css'
import { MovingNumber } from './moving-number.tsx'
import { percent } from './percent.ts'

interface Props {
  status: CallsStatusWire
  /** Shows in the list who is in this state. */
  onShow: (state: CallStatus) => void
}

/** In the order of a person's way through a run. */
const STATES = (Object.keys(es.common.callStatus) as CallStatus[]).filter((state) => state !== 'no_selected')

export function Board({ status, onShow }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const counts = STATES.map((state) => [state, status.counts[state] ?? 0] as const)
  const people = counts.reduce((sum, [, count]) => sum + count, 0)
  // A run that was stopped is done with nobody who was still to be called, though nobody waits any more.
  const untouched = (status.counts.selected ?? 0) + (status.counts.calling ?? 0)
  const progress = status.running || people === 0 ? status.progress : (people - untouched) / people
  const done = Math.round(progress * people)
  return (
    <section className={classes.board} aria-label={t('calls.progress')}>
      <div className={classes.progress}>
        <Progress
          value={progress * 100}
          size="md"
          radius="xl"
          color={status.running ? 'teal' : 'gray'}
          transitionDuration={400}
          aria-label={t('calls.progress')}
        />
        <p className={`${classes.progressWords} tabular`}>
          <span>{t('calls.progressOf', { done: format.number(done), total: format.number(people) })}</span>
          <span>{percent(progress, format.language)}</span>
        </p>
      </div>
      <dl className={classes.figures}>
        <Figure
          label={t('calls.figures.active')}
          value={status.active}
          of={status.running ? status.max_concurrent_calls : undefined}
        />
        <Figure label={t('calls.figures.queued')} value={status.queued} />
        <Figure label={t('calls.figures.placed')} value={status.total} />
        <div>
          <dd className="tabular" title={status.success_rate === null ? t('calls.figures.noRate') : undefined}>
            {status.success_rate === null ? '–' : percent(status.success_rate, format.language)}
          </dd>
          <dt>{t('calls.figures.success')}</dt>
        </div>
      </dl>
      <ul className={classes.counts} aria-label={t('calls.counts')}>
        {counts.map(([state, count]) => (
          <li key={state}>
            <UnstyledButton
              className={classes.count}
              data-none={count === 0 || undefined}
              aria-label={t('calls.countsAll', { state: t(`common.callStatus.${state}`), total: format.number(count) })}
              onClick={() => onShow(state)}
            >
              <StateBadge kind="callStatus" state={state} />
              <strong>
                <MovingNumber value={count} />
              </strong>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Figure({ label, value, of }: { label: string; value: number; of?: number | undefined }) {
  return (
    <div>
      <dd>
        <MovingNumber value={value} />
        {of !== undefined && <small className="tabular">/{of}</small>}
      </dd>
      <dt>{label}</dt>
    </div>
  )
}

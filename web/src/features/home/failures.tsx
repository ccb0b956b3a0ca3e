/** What failed for good and waits for somebody: jobs, with another try, and imports, with their page. */
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeadLetterWire } from '../../../../contract/system.ts'
import { useMay } from '../../api/session.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { When } from '../../ui/use-format.tsx'
import { useJobWords } from '../../ui/use-job-words.ts'
import classes from './home.module.css'
import { Section } from './section.tsx'
import { useBroken, useReplay } from './today.queries.ts'

export function Failures() {
  const { t } = useTranslation()
  const admin = useMay('admin')
  return (
    <Section
      id="failures"
      title={t('home.failuresTitle')}
      query={useBroken()}
      empty={t('home.failuresEmpty')}
      link={admin && <Link to="/settings/failed">{t('home.toFailed')}</Link>}
    >
      {(broken) =>
        broken.kind === 'job' ? (
          <FailedJob key={broken.letter.id} letter={broken.letter} />
        ) : (
          <FailureRow key={broken.line.id} about={<When at={broken.line.created_at} time />}>
            <Link to="/imports/$importId" params={{ importId: broken.line.id }}>
              {t('home.importFailed', { file: broken.line.file_name })}
            </Link>
          </FailureRow>
        )
      }
    </Section>
  )
}

function FailedJob({ letter }: { letter: DeadLetterWire }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const replay = useReplay()
  const retry = () =>
    replay.mutate(letter.id, {
      onSuccess: () => toasts.done(t('home.replayed')),
      onError: (error) => toasts.failed(error),
    })
  const jobOf = useJobWords()
  return (
    <FailureRow
      about={
        <>
          {jobOf(letter.job)} · <When at={letter.died_at} time />
        </>
      }
      action={
        <Button variant="default" size="xs" loading={replay.isPending} onClick={retry}>
          {t('home.replay')}
        </Button>
      }
    >
      {letter.error.message}
    </FailureRow>
  )
}

function FailureRow({ children, about, action }: { children: ReactNode; about: ReactNode; action?: ReactNode }) {
  return (
    <li className={classes.failure}>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span>
        {children}
        <small>{about}</small>
      </span>
      {action}
    </li>
  )
}

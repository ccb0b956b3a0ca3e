/** What failed for good and waits for somebody: jobs, with another try, and imports, with their page. */
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DeadLetterWire } from '../../../../contract/system.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { When } from '../../ui/use-format.tsx'
import classes from './home.module.css'
import { Section } from './section.tsx'
import { useFailedImports, useFailures, useReplay } from './today.queries.ts'

export function Failures() {
  const { t } = useTranslation()
  const failures = useFailures()
  const imports = useFailedImports()
  const broken = imports.data ?? []
  return (
    <>
      {broken.length > 0 && (
        <ul className={classes.rows}>
          {broken.map((line) => (
            <li key={line.id} className={classes.failure}>
              <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
              <span>
                <Link to="/imports/$importId" params={{ importId: line.id }}>
                  {t('home.importFailed', { file: line.file_name })}
                </Link>
                <small>
                  <When at={line.created_at} time />
                </small>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Section id="failures" title={t('home.failuresTitle')} query={failures} empty={t('home.failuresEmpty')}>
        {(letter) => <Failure key={letter.id} letter={letter} />}
      </Section>
    </>
  )
}

function Failure({ letter }: { letter: DeadLetterWire }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const replay = useReplay()
  const retry = () =>
    replay.mutate(letter.id, {
      onSuccess: () => toasts.done(t('home.replayed')),
      onError: (error) => toasts.failed(error),
    })
  return (
    <li className={classes.failure}>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span>
        {letter.error.message}
        <small>
          {t(`home.jobs.${letter.job}` as 'home.jobs.other', {
            job: letter.job,
            defaultValue: t('home.jobs.other', { job: letter.job }),
          })}
          {' · '}
          <When at={letter.died_at} time />
        </small>
      </span>
      <Button variant="default" size="xs" loading={replay.isPending} onClick={retry}>
        {t('home.replay')}
      </Button>
    </li>
  )
}

/** Failed work: what it was, why in words, and trying it again once the cause is gone. */
import { Button, SegmentedControl } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeadLetterWire } from '../../../../../contract/system.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useToasts } from '../../../ui/toasts.tsx'
import { useFormat } from '../../../ui/use-format.tsx'
import { useJobWords } from '../../../ui/use-job-words.ts'
import { SectionFrame } from '../section-frame.tsx'
import classes from '../settings.module.css'
import { useDeadLetters, useReplayLetter } from './failed.queries.ts'

export function FailedSection() {
  const { t } = useTranslation()
  const [shown, setShown] = useState('open')
  const letters = useDeadLetters(shown === 'open')
  return (
    <SectionFrame
      title={t('settings.sections.failed')}
      summary={t('settings.failed.summary')}
      action={
        <SegmentedControl
          aria-label={t('settings.failed.show')}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'open', label: t('settings.failed.openOnly') },
            { value: 'all', label: t('settings.failed.all') },
          ]}
        />
      }
      query={letters}
    >
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0)
          return (
            <EmptyState icon={IconCircleCheck} title={t('settings.failed.none')} hint={t('settings.failed.noneHint')} />
          )
        return (
          <>
            <ul className={classes.list}>
              {items.map((letter) => (
                <Letter key={letter.id} letter={letter} />
              ))}
            </ul>
            {letters.hasNextPage && (
              <Button
                mt="md"
                variant="default"
                loading={letters.isFetchingNextPage}
                onClick={() => void letters.fetchNextPage()}
              >
                {t('settings.failed.more')}
              </Button>
            )}
          </>
        )
      }}
    </SectionFrame>
  )
}

function Letter({ letter: { id, job, error, attempts, died_at, replayed_at } }: { letter: DeadLetterWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const jobOf = useJobWords()
  const replay = useReplayLetter()
  const when = format.when(died_at, { time: true })
  return (
    <li className={classes.item}>
      <IconAlertTriangle
        className={classes.failedIcon ?? ''}
        data-replayed={replayed_at !== null || undefined}
        size={18}
        stroke={1.75}
        aria-hidden
      />
      <div className={classes.itemWords}>
        <strong>{error.message}</strong>
        <span>
          {jobOf(job)} · <time dateTime={died_at}>{when}</time> · {t('settings.failed.tried', { count: attempts })} ·{' '}
          <code>{error.code}</code>
        </span>
      </div>
      {replayed_at ? (
        <span className={classes.aside}>
          {t('settings.failed.replayedAt', { when: format.when(replayed_at, { time: true }) })}
        </span>
      ) : (
        <Button
          variant="default"
          size="xs"
          aria-label={t('settings.failed.replayLabel', { job: jobOf(job), when })}
          loading={replay.isPending}
          onClick={() =>
            replay.mutate(id, {
              onSuccess: () => toasts.done(t('settings.failed.replayed')),
              onError: (cause) => toasts.failed(cause),
            })
          }
        >
          {t('settings.failed.replay')}
        </Button>
      )}
    </li>
  )
}

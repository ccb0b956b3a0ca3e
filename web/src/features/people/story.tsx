/** What happened to a person, newest first, day by day; and a note added to it. */
import { Button, Skeleton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CallRowWire } from '../../../../contract/calls.ts'
import type { TimelineEntryWire } from '../../../../contract/contacts.ts'
import type { LeadWire } from '../../../../contract/leads.ts'
import { useMay } from '../../api/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { useCallsOf, useTimeline } from './contact.queries.ts'
import { NoteBox } from './note-box.tsx'
import classes from './story.module.css'
import { iconOf } from './story-icons.ts'
import { useStoryWords } from './use-story-words.ts'

export function Story({ lead }: { lead: LeadWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  const timeline = useTimeline(lead.contact.id)
  const calls = useCallsOf(lead.contact.id)
  const mayWrite = useMay('contacts:write')
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? []
  const days = Map.groupBy(entries, (entry) => format.day(entry.at))
  return (
    <>
      {mayWrite && <NoteBox contactId={lead.contact.id} leadId={lead.id} />}
      {timeline.isPending &&
        [72, 56, 64].map((width) => <Skeleton key={width} height={12} width={`${width}%`} mb="lg" />)}
      {timeline.error && !timeline.data && (
        <ErrorState small error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.data && entries.length === 0 && (
        <EmptyState small icon={IconHistory} title={t('people.storyEmpty')} hint={t('people.storyEmptyHint')} />
      )}
      {[...days].map(([day, told]) => (
        <section key={day} aria-label={day}>
          <h3 className={classes.day}>{day}</h3>
          <ol className={classes.entries}>
            {told.map((entry) => (
              <Entry key={entry.id} entry={entry} call={calls.data?.get(entry.refs['callId'] ?? '')} />
            ))}
          </ol>
        </section>
      ))}
      {timeline.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          loading={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t('people.earlier')}
        </Button>
      )}
    </>
  )
}

function Entry({ entry, call }: { entry: TimelineEntryWire; call: CallRowWire | undefined }) {
  const format = useFormat()
  const { title, detail, by } = useStoryWords()(entry, call)
  const [Icon, hue] = iconOf(entry)
  return (
    <li className={classes.entry}>
      <span className={classes.icon} style={{ '--hue': `var(--${hue})` } as React.CSSProperties}>
        <Icon size={16} stroke={1.75} aria-hidden />
      </span>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {detail && <p className={classes.detail}>{detail}</p>}
        {by && <p className={classes.by}>{by}</p>}
      </div>
      <time className={`${classes.time} tabular`} dateTime={entry.at} title={format.exactly(entry.at)}>
        {format.time(entry.at)}
      </time>
    </li>
  )
}

/** Llamadas: START and STOP, how the run goes, who is being called; below, who can be called, who is next, who was. */
import { Skeleton, Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallsStatusWire } from '../../../../contract/calls.ts'
import type { CallStatus, LeadChoiceWire } from '../../../../contract/leads.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { Board } from './board.tsx'
import { NO_FILTER } from './call-lead-filter.ts'
import classes from './calls.module.css'
import { useCallsStatus } from './calls.queries.ts'
import { EndedCalls } from './ended-calls.tsx'
import { InFlight } from './in-flight.tsx'
import { LeadsView } from './leads-view.tsx'
import { Notices } from './notices.tsx'
import { QueueView } from './queue-view.tsx'
import { StartDialog } from './start-dialog.tsx'
import { Steering } from './steering.tsx'

const VIEWS = ['now', 'leads', 'queue', 'done'] as const
type View = (typeof VIEWS)[number]

export function CallsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const { callId } = useParams({ strict: false })
  const narrow = useMediaQuery('(max-width: 62em)') ?? false
  const status = useCallsStatus()
  const [starting, setStarting] = useState<{ choice?: LeadChoiceWire } | null>(null)

  const views = VIEWS.filter((view) => narrow || view !== 'now')
  const view = views.find((one) => one === search['view']) ?? views[0] ?? 'leads'
  const show = (next: View, filter: Record<string, string | undefined> = {}) =>
    void navigate({
      to: '/calls',
      search: (now) => ({ ...now, ...filter, view: next === views[0] ? undefined : next }),
      replace: true,
    })
  const showState = (state: CallStatus) => show('leads', { ...NO_FILTER, call_status: state })
  const begin = (choice?: LeadChoiceWire) => setStarting(choice ? { choice } : {})

  const flight = (
    <InFlight
      running={status.data?.running ?? false}
      places={status.data?.max_concurrent_calls ?? 0}
      campaigns={status.data?.success_by_campaign ?? []}
    />
  )
  const board = status.data?.run_id ? (
    <Board status={status.data} onShow={showState} />
  ) : (
    status.isPending && <LoadingBoard />
  )

  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <PageHeader title={t('calls.title')} summary={<Summary status={status.data} />}>
          <Steering running={status.data?.running ?? false} onStart={() => begin()} />
        </PageHeader>
        <Notices status={status.data} />
        {status.error && !status.data && (
          <ErrorState small error={status.error} onRetry={() => void status.refetch()} />
        )}
        {!narrow && board}
        <div className={classes.below}>
          <Tabs
            className={classes.views ?? ''}
            value={view}
            onChange={(next) => next && show(next as View)}
            keepMounted={false}
          >
            <Tabs.List px={narrow ? 'md' : 'lg'}>
              {views.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`calls.views.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {narrow && (
              <Tabs.Panel value="now" className={classes.now ?? ''}>
                {board}
                {flight}
              </Tabs.Panel>
            )}
            <Tabs.Panel value="leads" className={classes.view ?? ''}>
              <LeadsView running={status.data?.running ?? false} onStart={begin} />
            </Tabs.Panel>
            <Tabs.Panel value="queue" className={classes.view ?? ''}>
              <QueueView />
            </Tabs.Panel>
            <Tabs.Panel value="done" className={classes.view ?? ''}>
              <EndedCalls />
            </Tabs.Panel>
          </Tabs>
          {/* The panel stands below the head: STOP stays where it is. */}
          <Outlet />
          {!narrow && !callId && flight}
        </div>
      </div>
      {starting && (
        <StartDialog
          choice={starting.choice}
          status={status.data}
          onClose={() => setStarting(null)}
          onStarted={() => {
            setStarting(null)
            if (narrow) show('now')
          }}
        />
      )}
    </div>
  )
}

function Summary({ status }: { status: CallsStatusWire | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!status) return ' '
  if (!status.state || !status.campaign) return t('calls.never')
  const campaign = status.campaign.name || status.campaign.outbound_id
  if (status.state === 'running')
    return (
      <span className={classes.live}>
        {t('calls.running', {
          when: status.started_at ? format.when(status.started_at, { time: true }) : '',
          campaign,
        })}
      </span>
    )
  return t(`calls.${status.state}`, { campaign })
}

function LoadingBoard() {
  const { t } = useTranslation()
  return (
    <div className={classes.board} role="status" aria-label={t('common.loading')}>
      <Skeleton height={12} radius="xl" />
      <Skeleton height={40} mt="md" width="60%" />
    </div>
  )
}

/** Calls that have ended, newest first, with how each ended; one is opened in the panel. */
import { Switch } from '@mantine/core'
import { IconPhoneCheck } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallRowWire } from '../../../../contract/calls.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { sayDuration, sayPhone } from '../../ui/format.ts'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { type Column, DataTable, useColumnChoice } from '../../ui/table/index.ts'
import { When } from '../../ui/use-format.tsx'
import classes from './calls.module.css'
import { useEndedCalls } from './calls.queries.ts'

const idOf = (call: CallRowWire) => call.id
const nameOf = (call: CallRowWire) => call.contact_name ?? sayPhone(call.phone)

export function EndedCalls() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const { callId } = useParams({ strict: false })
  const review = search['review'] === 'true'
  const calls = useEndedCalls(review)
  const rows = useMemo(() => calls.data?.pages.flatMap((page) => page.items), [calls.data])
  const columns = useColumns()
  const choice = useColumnChoice('calls-ended', columns)
  return (
    <>
      <div className={classes.filters}>
        <Switch
          size="xs"
          className={classes.switch ?? ''}
          label={t('calls.done.review')}
          checked={review}
          onChange={(event) =>
            void navigate({
              to: '.',
              search: (now) => ({ ...now, review: event.currentTarget.checked ? 'true' : undefined }),
              replace: true,
            })
          }
        />
      </div>
      <DataTable
        label={t('calls.views.done')}
        columns={columns}
        choice={choice}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        phoneRow={(call) => <EndedLine call={call} />}
        error={calls.error}
        onRetry={() => void calls.refetch()}
        onOpen={(call, quietly) =>
          void navigate({ to: '/calls/$callId', params: { callId: call.id }, search: true, replace: quietly })
        }
        openId={callId}
        onNearEnd={calls.onNearEnd}
        loadingMore={calls.isFetchingNextPage}
        empty={<EmptyState icon={IconPhoneCheck} title={t('calls.done.none')} hint={t('calls.done.noneHint')} />}
      />
    </>
  )
}

function How({ call }: { call: CallRowWire }) {
  return call.disposition ? (
    <StateBadge kind="disposition" state={call.disposition} />
  ) : (
    <StateBadge kind="callStatus" state={call.call_status} />
  )
}

function useColumns(): Column<CallRowWire>[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      {
        id: 'when',
        label: t('calls.done.columns.when'),
        width: 124,
        always: true,
        cell: (call) => <When at={call.ended_at ?? call.since} time />,
      },
      {
        id: 'name',
        label: t('calls.done.columns.name'),
        width: 180,
        always: true,
        cell: (call) => <span className={classes.who}>{nameOf(call)}</span>,
      },
      {
        id: 'phone',
        label: t('calls.done.columns.phone'),
        width: 118,
        cell: (call) => <PhoneNumber value={call.phone} />,
      },
      { id: 'how', label: t('calls.done.columns.how'), width: 170, cell: (call) => <How call={call} /> },
      {
        id: 'duration',
        label: t('calls.done.columns.duration'),
        width: 84,
        align: 'end',
        cell: (call) => call.duration_s !== null && sayDuration(call.duration_s),
      },
      {
        id: 'summary',
        label: t('calls.done.columns.summary'),
        width: 220,
        cell: (call) => call.summary ?? call.error?.message,
      },
    ],
    [t],
  )
}

function EndedLine({ call }: { call: CallRowWire }) {
  return (
    <span className={classes.line}>
      <span className={classes.lineTop}>
        <strong>{nameOf(call)}</strong>
        <How call={call} />
      </span>
      <span className={classes.lineBelow}>
        <When at={call.ended_at ?? call.since} />
        <span className="tabular">{call.duration_s !== null && sayDuration(call.duration_s)}</span>
      </span>
    </span>
  )
}

/** Who is next: those selected for calling, by the moment of their next call. */
import { IconHourglassEmpty } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadWire } from '../../../../contract/leads.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DataTable, useColumnChoice } from '../../ui/table/index.ts'
import { useCallLeads } from './call-leads.queries.ts'
import { CallLeadLine, leadName, useCallLeadColumns } from './use-call-lead-columns.tsx'

const idOf = (lead: LeadWire) => lead.id
const SELECTED = { selected_for_calling: 'true' }
const BY_TURN = { sort: 'next_call_at', order: 'asc' }

export function QueueView() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const leads = useCallLeads(SELECTED, BY_TURN)
  // Those without a next call have not been in a START yet, or are on the phone.
  const rows = useMemo(
    () =>
      leads.data?.pages
        .flatMap((page) => page.items)
        .filter(({ next_call_at, call_status }) => next_call_at && call_status !== 'calling'),
    [leads.data],
  )
  const columns = useCallLeadColumns('queue')
  const choice = useColumnChoice('call-queue', columns)
  return (
    <DataTable
      label={t('calls.views.queue')}
      columns={columns}
      choice={choice}
      rows={rows}
      rowId={idOf}
      rowName={leadName}
      phoneRow={(lead) => <CallLeadLine lead={lead} />}
      error={leads.error}
      onRetry={() => void leads.refetch()}
      onOpen={(lead) => void navigate({ to: '/people/$leadId', params: { leadId: lead.id } })}
      onNearEnd={leads.onNearEnd}
      loadingMore={leads.isFetchingNextPage}
      empty={<EmptyState icon={IconHourglassEmpty} title={t('calls.queue.none')} hint={t('calls.queue.noneHint')} />}
    />
  )
}

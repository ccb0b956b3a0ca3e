/** Who can be called: filters, selection across pages, and what is done with those who are marked. */
import { Button } from '@mantine/core'
import { IconPhonePlus, IconUserSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadChoiceWire, LeadWire } from '../../../../contract/leads.ts'
import { useMay } from '../../api/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ColumnMenu, DataTable, sortFromText, sortToText, useColumnChoice, useSelection } from '../../ui/table/index.ts'
import { type CallLeadFilter, isFiltered, NO_FILTER, readCallFilter } from './call-lead-filter.ts'
import { useCallLeads } from './call-leads.queries.ts'
import { LeadActions } from './lead-actions.tsx'
import { LeadFilters } from './lead-filters.tsx'
import { CallLeadLine, leadName, useCallLeadColumns } from './use-call-lead-columns.tsx'

const idOf = (lead: LeadWire) => lead.id

interface Props {
  running: boolean
  onStart: (choice: LeadChoiceWire) => void
}

export function LeadsView({ running, onStart }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const mayCall = useMay('calls:write')
  const filter = useMemo(() => readCallFilter(search), [search])
  const sort = useMemo(() => sortFromText(search['sort']), [search])
  const leads = useCallLeads(filter, sort ? { sort: sort.by, order: sort.descending ? 'desc' : 'asc' } : {})
  const rows = useMemo(() => leads.data?.pages.flatMap((page) => page.items), [leads.data])
  const columns = useCallLeadColumns('leads')
  const choice = useColumnChoice('call-leads', columns)
  const selection = useSelection()

  const change = (next: CallLeadFilter | typeof NO_FILTER | { sort: string | undefined }) => {
    selection.clear()
    void navigate({ to: '.', search: (now) => ({ ...now, ...next }), replace: true })
  }
  return (
    <>
      <LeadFilters filter={filter} total={leads.total} onChange={change} onClear={() => change(NO_FILTER)}>
        <ColumnMenu columns={columns} choice={choice} />
      </LeadFilters>
      <DataTable
        label={t('calls.views.leads')}
        columns={columns}
        choice={choice}
        rows={rows}
        rowId={idOf}
        rowName={leadName}
        phoneRow={(lead) => <CallLeadLine lead={lead} />}
        total={leads.total}
        error={leads.error}
        onRetry={() => void leads.refetch()}
        sort={sort}
        onSort={(next) => change({ sort: sortToText(next) })}
        {...(mayCall ? { selection } : {})}
        onOpen={(lead) => void navigate({ to: '/people/$leadId', params: { leadId: lead.id } })}
        onNearEnd={leads.onNearEnd}
        loadingMore={leads.isFetchingNextPage}
        empty={
          isFiltered(filter) ? (
            <EmptyState icon={IconUserSearch} title={t('calls.leads.noneMatch')} hint={t('calls.leads.noneMatchHint')}>
              <Button variant="default" onClick={() => change(NO_FILTER)}>
                {t('calls.leads.clear')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState icon={IconPhonePlus} title={t('calls.leads.none')} hint={t('calls.leads.noneHint')}>
              <Button component={Link} to="/people" variant="default">
                {t('shell.places.people')}
              </Button>
            </EmptyState>
          )
        }
      />
      <LeadActions control={selection} filter={filter} total={leads.total} running={running} onStart={onStart} />
    </>
  )
}

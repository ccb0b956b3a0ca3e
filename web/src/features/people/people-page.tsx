/** Everybody: the list with its filters and selection, and beside it the person who is open. */
import { Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconChevronDown,
  IconDownload,
  IconFileImport,
  IconHistory,
  IconUserSearch,
  IconUsers,
} from '@tabler/icons-react'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadWire } from '../../../../contract/leads.ts'
import { urlOf } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ColumnMenu, DataTable, sortFromText, sortToText, useColumnChoice, useSelection } from '../../ui/table/index.ts'
import { useFormat } from '../../ui/use-format.tsx'
import { countFilters, type LeadFilter, readFilter } from './lead-filter.ts'
import { useLeads } from './leads.queries.ts'
import classes from './people.module.css'
import { PeopleFilters } from './people-filters.tsx'
import { personName } from './person-name.ts'
import { SelectionActions } from './selection-actions.tsx'
import { LeadLine, useLeadColumns } from './use-lead-columns.tsx'

const idOf = (lead: LeadWire) => lead.id
const nameOf = (lead: LeadWire) => personName(lead.contact)

export function PeoplePage() {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const { leadId } = useParams({ strict: false })
  const onPhone = useMediaQuery('(max-width: 48em)')
  const mayImport = useMay('leads:import')
  const mayExport = useMay('leads:export')

  const filter = useMemo(() => readFilter(search), [search])
  const sort = useMemo(() => sortFromText(search['sort']), [search])
  const filtered = countFilters(filter) > 0 || filter.search !== undefined
  const leads = useLeads(filter, sort)
  const rows = useMemo(() => leads.data?.pages.flatMap((page) => page.items), [leads.data])
  const columns = useLeadColumns()
  const choice = useColumnChoice('people', columns)
  const selection = useSelection()

  const change = (next: LeadFilter & { sort?: string | undefined }) => {
    selection.clear()
    void navigate({ to: '.', search: (now) => ({ ...now, ...next }), replace: true })
  }
  const clear = () => {
    selection.clear()
    void navigate({ to: '/people', search: { sort: search['sort'] } })
  }
  const open = useCallback(
    (lead: LeadWire, quietly: boolean) =>
      void navigate({ to: '/people/$leadId', params: { leadId: lead.id }, search: true, replace: quietly }),
    [navigate],
  )
  const total = leads.total
  return (
    <div className={classes.page}>
      <div className={classes.list}>
        <PageHeader
          title={t('people.title')}
          summary={
            total === undefined
              ? ' '
              : t(filtered ? 'people.matching' : 'people.inAll', { count: total, total: format.number(total) })
          }
        >
          {mayExport && (
            <Menu>
              <Menu.Target>
                <Button
                  variant="default"
                  leftSection={<IconDownload size={17} stroke={1.75} />}
                  rightSection={<IconChevronDown size={14} />}
                  visibleFrom="sm"
                >
                  {t('people.export')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item component="a" href={urlOf('/api/v1/leads/export.xlsx', filter)} download>
                  Excel (.xlsx)
                </Menu.Item>
                <Menu.Item component="a" href={urlOf('/api/v1/leads/export.csv', filter)} download>
                  CSV
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
          {mayImport && (
            <>
              <Button
                component={Link}
                to="/imports"
                variant="default"
                leftSection={<IconHistory size={17} stroke={1.75} />}
                visibleFrom="sm"
              >
                {t('people.history')}
              </Button>
              <Button component={Link} to="/imports/new" leftSection={<IconFileImport size={17} stroke={1.75} />}>
                {t('people.import')}
              </Button>
            </>
          )}
        </PageHeader>
        <PeopleFilters filter={filter} onChange={change} onClear={clear}>
          {!onPhone && <ColumnMenu columns={columns} choice={choice} />}
        </PeopleFilters>
        <DataTable
          label={t('people.title')}
          columns={columns}
          choice={choice}
          rows={rows}
          rowId={idOf}
          rowName={nameOf}
          phoneRow={(lead) => <LeadLine lead={lead} />}
          total={total}
          error={leads.error}
          onRetry={() => void leads.refetch()}
          sort={sort}
          onSort={(next) => change({ sort: sortToText(next) })}
          selection={selection}
          onOpen={open}
          openId={leadId}
          onNearEnd={leads.onNearEnd}
          loadingMore={leads.isFetchingNextPage}
          empty={
            filtered ? (
              <EmptyState icon={IconUserSearch} title={t('people.noneMatch')} hint={t('people.noneMatchHint')}>
                <Button variant="default" onClick={clear}>
                  {t('people.clearFilters')}
                </Button>
              </EmptyState>
            ) : (
              <EmptyState icon={IconUsers} title={t('people.none')} hint={t('people.noneHint')}>
                {mayImport && (
                  <Button component={Link} to="/imports/new" leftSection={<IconFileImport size={17} stroke={1.75} />}>
                    {t('people.import')}
                  </Button>
                )}
              </EmptyState>
            )
          }
        />
        <SelectionActions control={selection} rows={rows ?? []} filter={filter} total={total} />
      </div>
      <Outlet />
    </div>
  )
}

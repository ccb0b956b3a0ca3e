/** Every import: who, when, which file, what it did. */
import { Button } from '@mantine/core'
import { IconFileImport, IconHistory } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { type Column, DataTable, useColumnChoice } from '../../ui/table/index.ts'
import { useFormat, When } from '../../ui/use-format.tsx'
import classes from './imports.module.css'
import { type ImportLine, useImportHistory } from './imports.queries.ts'
import { outcomesOf } from './outcomes.ts'

const idOf = (line: ImportLine) => line.id
const nameOf = (line: ImportLine) => line.file_name

export function ImportHistoryPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const history = useImportHistory()
  const rows = useMemo(() => history.data?.pages.flatMap((page) => page.items), [history.data])
  const columns = useHistoryColumns()
  const choice = useColumnChoice('imports', columns)
  const start = useMay('leads:import') && (
    <Button component={Link} to="/imports/new" leftSection={<IconFileImport size={17} stroke={1.75} />}>
      {t('imports.start')}
    </Button>
  )
  return (
    <div className={classes.list}>
      <PageHeader title={t('imports.title')} summary={t('imports.historyHint')}>
        {start}
      </PageHeader>
      <DataTable
        label={t('imports.title')}
        columns={columns}
        choice={choice}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        phoneRow={(line) => <PhoneLine line={line} />}
        error={history.error}
        onRetry={() => void history.refetch()}
        onOpen={(line) => void navigate({ to: '/imports/$importId', params: { importId: line.id } })}
        onNearEnd={history.onNearEnd}
        loadingMore={history.isFetchingNextPage}
        empty={
          <EmptyState icon={IconHistory} title={t('imports.none')} hint={t('imports.noneHint')}>
            {start}
          </EmptyState>
        }
      />
    </div>
  )
}

function useHistoryColumns(): Column<ImportLine>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return useMemo(
    () => [
      {
        id: 'file',
        label: t('imports.file'),
        width: 200,
        always: true,
        cell: (line) => (
          <Link to="/imports/$importId" params={{ importId: line.id }}>
            {line.file_name}
          </Link>
        ),
      },
      {
        id: 'status',
        label: t('people.columns.status'),
        width: 150,
        cell: (line) => <StateBadge kind="importStatus" state={line.status} />,
      },
      { id: 'when', label: t('imports.when'), width: 116, cell: (line) => <When at={line.created_at} time /> },
      { id: 'who', label: t('imports.who'), width: 120, cell: (line) => line.created_by.name },
      {
        id: 'rows',
        label: t('imports.figures.rows'),
        width: 72,
        align: 'end',
        cell: (line) => format.number(line.counts.rows),
      },
      ...outcomesOf({
        counts: { rows: 0, valid: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0 },
      }).map(
        ([name]): Column<ImportLine> => ({
          id: name,
          label: t(`imports.figures.${name}`),
          width: 104,
          align: 'end',
          cell: (line) => format.number(line.counts[name]),
        }),
      ),
    ],
    [t, format],
  )
}

function PhoneLine({ line }: { line: ImportLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Link to="/imports/$importId" params={{ importId: line.id }} className={classes.phoneLine}>
      <span>
        <strong>{line.file_name}</strong>
        <StateBadge kind="importStatus" state={line.status} />
      </span>
      <span>
        <When at={line.created_at} time />
        {`${format.number(line.counts.rows)} ${t('imports.figures.rows').toLowerCase()}`}
      </span>
    </Link>
  )
}

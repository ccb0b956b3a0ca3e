/** Who did what, newest first, by who, what and when. */
import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core'
import { IconListSearch, IconX } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntryWire } from '../../../../../contract/access.ts'
import type { Query } from '../../../api/client.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, useColumnChoice } from '../../../ui/table/index.ts'
import { When } from '../../../ui/use-format.tsx'
import { useApiKeys } from '../keys/keys.queries.ts'
import { useMembers } from '../members/members.queries.ts'
import classes from '../settings.module.css'
import { useAudit } from './audit.queries.ts'
import { KNOWN_ACTIONS, useAuditWords } from './use-audit-words.ts'

const FILTERS = ['actor', 'action', 'from', 'until'] as const
type Filter = Partial<Record<(typeof FILTERS)[number], string>>

const idOf = (entry: AuditEntryWire) => entry.id
const nameOf = (entry: AuditEntryWire) => `${entry.actor.name}: ${entry.action}`

export function AuditSection() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const filter: Filter = useMemo(
    () => Object.fromEntries(FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : []))),
    [search],
  )
  const audit = useAudit(toQuery(filter))
  const rows = useMemo(() => audit.data?.pages.flatMap((page) => page.items), [audit.data])
  const columns = useAuditColumns()
  const choice = useColumnChoice('audit', columns)
  const change = (next: Filter) => void navigate({ to: '.', search: (now) => ({ ...now, ...next }), replace: true })
  return (
    <>
      <PageHeader title={t('settings.sections.audit')} summary={t('settings.audit.summary')} />
      <Filters filter={filter} onChange={change} />
      <DataTable
        label={t('settings.sections.audit')}
        columns={columns}
        choice={choice}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        phoneRow={(entry) => <PhoneLine entry={entry} />}
        error={audit.error}
        onRetry={() => void audit.refetch()}
        onNearEnd={audit.onNearEnd}
        loadingMore={audit.isFetchingNextPage}
        empty={
          <EmptyState icon={IconListSearch} title={t('settings.audit.none')} hint={t('settings.audit.noneHint')} />
        }
      />
    </>
  )
}

/** Days as the browser's fields give them; the whole of the last one counts. */
function toQuery({ actor, action, from, until }: Filter): Query {
  const startOf = (day: string) => new Date(`${day}T00:00`)
  const dayAfter = (day: string) => {
    const next = startOf(day)
    next.setDate(next.getDate() + 1)
    return next
  }
  return {
    actor_id: actor,
    action,
    from: from && startOf(from).toISOString(),
    until: until && dayAfter(until).toISOString(),
  }
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (next: Filter) => void }) {
  const { t } = useTranslation()
  const words = useAuditWords()
  const members = useMembers()
  const keys = useApiKeys()
  const actors = [
    ...(members.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    ...(keys.data ?? []).map(({ id, name }) => ({ value: id, label: `${name} (API)` })),
  ]
  const day = (name: 'from' | 'until') => (
    <TextInput
      className={classes.filter ?? ''}
      type="date"
      label={t(`settings.audit.${name}`)}
      value={filter[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <search className={classes.filters}>
      <Select
        className={classes.filter ?? ''}
        label={t('settings.audit.actor')}
        placeholder={t('common.all')}
        clearable
        searchable
        data={actors}
        value={filter.actor ?? null}
        onChange={(actor) => onChange({ actor: actor ?? '' })}
      />
      <Select
        className={classes.filter ?? ''}
        label={t('settings.audit.action')}
        placeholder={t('common.all')}
        clearable
        searchable
        data={KNOWN_ACTIONS.map((value) => ({ value, label: words.action(value) }))}
        value={filter.action ?? null}
        onChange={(action) => onChange({ action: action ?? '' })}
      />
      {day('from')}
      {day('until')}
      {Object.keys(filter).length > 0 && (
        <Tooltip label={t('settings.audit.clear')}>
          <ActionIcon
            aria-label={t('settings.audit.clear')}
            onClick={() => onChange(Object.fromEntries(FILTERS.map((name) => [name, ''])))}
          >
            <IconX size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
    </search>
  )
}

function useAuditColumns(): Column<AuditEntryWire>[] {
  const { t } = useTranslation()
  const words = useAuditWords()
  return useMemo(
    () => [
      { id: 'when', label: t('settings.audit.when'), width: 120, cell: ({ at }) => <When at={at} time /> },
      { id: 'who', label: t('settings.audit.who'), width: 150, always: true, cell: (entry) => <Who entry={entry} /> },
      { id: 'what', label: t('settings.audit.what'), width: 220, cell: ({ action }) => words.action(action) },
      {
        id: 'about',
        label: t('settings.audit.about'),
        width: 320,
        cell: ({ detail }) => {
          const said = words.detail(detail)
          return <span title={said}>{said}</span>
        },
      },
    ],
    [t, words],
  )
}

function Who({ entry: { actor } }: { entry: AuditEntryWire }) {
  const { t } = useTranslation()
  if (actor.kind === 'system') return t('settings.audit.system')
  return actor.kind === 'key' ? `${actor.name} (API)` : actor.name
}

function PhoneLine({ entry }: { entry: AuditEntryWire }) {
  const words = useAuditWords()
  return (
    <>
      <span style={{ display: 'block', fontWeight: 500 }}>{words.action(entry.action)}</span>
      <span style={{ display: 'block', color: 'var(--ink-2)' }}>
        <Who entry={entry} /> · <When at={entry.at} time />
      </span>
    </>
  )
}

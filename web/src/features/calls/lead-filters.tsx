/** City, state and priority, and any piece of a name; each is in the address as soon as it is set. */
import { ActionIcon, Button, Indicator, Select, Switch, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { es } from '../../i18n/es.ts'
import { useFormat } from '../../ui/use-format.tsx'
import { type CallFilterName, type CallLeadFilter, isFiltered } from './call-lead-filter.ts'
import classes from './calls.module.css'

interface Props {
  filter: CallLeadFilter
  total: number | undefined
  onChange: (change: CallLeadFilter) => void
  onClear: () => void
  children?: ReactNode
}

const STATES = Object.keys(es.common.callStatus) as (keyof typeof es.common.callStatus)[]
const LEVELS = Object.keys(es.calls.leads.levels) as (keyof typeof es.calls.leads.levels)[]

export function LeadFilters({ filter, total, onChange, onClear, children }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const onPhone = useMediaQuery('(max-width: 48em)')
  const [opened, { toggle }] = useDisclosure()
  const choice = (name: CallFilterName, label: string, options: { value: string; label: string }[]) => (
    <Select
      variant="filled"
      className={classes.filter ?? ''}
      aria-label={label}
      placeholder={label}
      clearable
      data={options}
      value={filter[name] ?? null}
      onChange={(value) => onChange({ [name]: value ?? '' })}
    />
  )
  return (
    <search className={classes.filters} aria-label={t('calls.leads.filters')}>
      <SlowInput
        label={t('calls.leads.search')}
        value={filter.search ?? ''}
        wide
        onChange={(search) => onChange({ search })}
      />
      {onPhone && (
        <Indicator disabled={!isFiltered({ ...filter, search: '' })} size={10} zIndex={1}>
          <ActionIcon variant="default" aria-label={t('calls.leads.filters')} aria-expanded={opened} onClick={toggle}>
            <IconFilter size={18} stroke={1.75} />
          </ActionIcon>
        </Indicator>
      )}
      {(!onPhone || opened) && (
        <>
          <SlowInput label={t('calls.leads.city')} value={filter.city ?? ''} onChange={(city) => onChange({ city })} />
          {choice(
            'call_status',
            t('calls.leads.status'),
            STATES.map((value) => ({ value, label: t(`common.callStatus.${value}`) })),
          )}
          {choice(
            'call_priority',
            t('calls.leads.priority'),
            LEVELS.map((value) => ({ value, label: t(`calls.leads.levels.${value}`) })),
          )}
          <Switch
            size="xs"
            className={classes.switch ?? ''}
            label={t('calls.leads.selectedOnly')}
            checked={filter.selected_for_calling === 'true'}
            onChange={(event) => onChange({ selected_for_calling: event.currentTarget.checked ? 'true' : '' })}
          />
          {isFiltered(filter) && (
            <Button variant="subtle" color="gray" leftSection={<IconX size={16} />} onClick={onClear}>
              {t('calls.leads.clear')}
            </Button>
          )}
        </>
      )}
      <div className={classes.filtersEnd}>
        {total !== undefined && (
          <span className={`${classes.quiet} tabular`} role="status">
            {t('calls.leads.summary', { count: total, total: format.number(total) })}
          </span>
        )}
        {!onPhone && children}
      </div>
    </search>
  )
}

const TYPING_PAUSE_MS = 250

/** A text that reaches the address when the typing pauses; what changes the address changes the text. */
function SlowInput(props: { label: string; value: string; wide?: boolean; onChange: (value: string) => void }) {
  const [text, setText] = useState(props.value)
  const [sent, setSent] = useState(props.value)
  const send = useDebouncedCallback((value: string) => {
    setSent(value.trim())
    props.onChange(value.trim())
  }, TYPING_PAUSE_MS)
  useEffect(() => {
    if (props.value !== sent) {
      setText(props.value)
      setSent(props.value)
    }
  }, [props.value, sent])
  return (
    <TextInput
      variant={props.wide ? 'default' : 'filled'}
      className={(props.wide ? classes.search : classes.filter) ?? ''}
      aria-label={props.label}
      placeholder={props.label}
      leftSection={props.wide ? <IconSearch size={16} stroke={1.75} /> : undefined}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        send(event.currentTarget.value)
      }}
    />
  )
}

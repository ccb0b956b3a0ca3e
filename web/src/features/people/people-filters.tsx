/** The filters above the list; each is in the address as soon as it is set. */
import { ActionIcon, Indicator, Select, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback, useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { es } from '../../i18n/es.ts'
import { countFilters, type FilterName, type LeadFilter } from './lead-filter.ts'
import { useNamed } from './lists.queries.ts'
import classes from './people.module.css'

interface Props {
  filter: LeadFilter
  onChange: (change: LeadFilter) => void
  onClear: () => void
  /** Stands at the end of the line. */
  children?: ReactNode
}

const CALL_STATUSES = Object.keys(es.common.callStatus) as (keyof typeof es.common.callStatus)[]
const STATUSES = Object.keys(es.common.leadStatus) as (keyof typeof es.common.leadStatus)[]

export function PeopleFilters({ filter, onChange, onClear, children }: Props) {
  const { t } = useTranslation()
  const onPhone = useMediaQuery('(max-width: 48em)')
  const [opened, { toggle }] = useDisclosure()
  const campaigns = useNamed('campaigns')
  const advisors = useNamed('advisors')
  const count = countFilters(filter)

  const choice = (name: FilterName, label: string, options: { value: string; label: string }[]) => (
    <Select
      variant="filled"
      className={classes.filter ?? ''}
      aria-label={label}
      placeholder={label}
      clearable
      searchable={options.length > 8}
      data={options}
      value={filter[name] ?? null}
      onChange={(value) => onChange({ [name]: value ?? '' })}
    />
  )
  return (
    <search className={classes.filters} aria-label={t('people.filters')}>
      <SlowInput
        className={classes.search}
        label={t('people.search')}
        value={filter.search ?? ''}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        onChange={(search) => onChange({ search })}
      />
      {onPhone && (
        <Indicator disabled={count === 0} label={count} size={16} zIndex={1}>
          <ActionIcon variant="default" aria-label={t('people.filters')} aria-expanded={opened} onClick={toggle}>
            <IconFilter size={18} stroke={1.75} />
          </ActionIcon>
        </Indicator>
      )}
      {(!onPhone || opened) && (
        <>
          <SlowInput
            variant="filled"
            className={classes.filter}
            label={t('people.columns.city')}
            value={filter.city ?? ''}
            onChange={(city) => onChange({ city })}
          />
          {choice(
            'call_status',
            t('people.columns.callStatus'),
            CALL_STATUSES.map((value) => ({ value, label: t(`common.callStatus.${value}`) })),
          )}
          {choice(
            'status',
            t('people.columns.status'),
            STATUSES.map((value) => ({ value, label: t(`common.leadStatus.${value}`) })),
          )}
          {campaigns.options.length > 0 && choice('campaign_id', t('people.columns.campaign'), campaigns.options)}
          {advisors.options.length > 0 && choice('owner_id', t('people.columns.owner'), advisors.options)}
          {(count > 0 || filter.search) && (
            <Tooltip label={t('people.clearFilters')}>
              <ActionIcon aria-label={t('people.clearFilters')} onClick={onClear}>
                <IconX size={18} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </>
      )}
      {children && <div className={classes.end}>{children}</div>}
    </search>
  )
}

const TYPING_PAUSE_MS = 250

/** A text that reaches the address when the typing pauses; what changes the address changes the text. */
function SlowInput(props: {
  className: string | undefined
  variant?: 'filled'
  label: string
  value: string
  leftSection?: ReactNode
  onChange: (value: string) => void
}) {
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
      variant={props.variant ?? 'default'}
      className={props.className ?? ''}
      aria-label={props.label}
      placeholder={props.label}
      leftSection={props.leftSection}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        send(event.currentTarget.value)
      }}
    />
  )
}

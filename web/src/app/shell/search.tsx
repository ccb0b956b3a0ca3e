/** Finds a person by any piece of name, phone or e-mail, and runs commands. Opens on `/` and Ctrl-K. */
import { Loader, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFileImport, IconSearch, type TablerIcon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { initialsOf, sayPhone } from '../../ui/format.ts'
import { places } from '../places.ts'
import classes from './search.module.css'
import { useSearchDoor } from './search-door.ts'

interface Found {
  id: string
  contact: { name: string | null; phones: string[]; emails: string[]; city: string | null }
}
interface Option {
  key: string
  label: string
  detail?: string
  icon?: TablerIcon
  initials?: string
  run: () => void
}

export function Search() {
  const { t } = useTranslation()
  const { opened, close } = useSearchDoor()
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      centered={false}
      aria-label={t('shell.search')}
    >
      <SearchBox close={close} />
    </Modal>
  )
}

function SearchBox({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { people, commands, searching, searched } = useOptions(text, close)
  const options = [...people, ...commands]
  const active = options[Math.min(at, options.length - 1)]

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((now) => (Math.min(now, options.length - 1) + step + options.length) % Math.max(options.length, 1))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      active?.run()
    }
  }
  const group = (label: string, entries: Option[]) =>
    entries.length > 0 && (
      // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox
      <div role="group" aria-label={label}>
        <div className={classes.label} aria-hidden>
          {label}
        </div>
        {entries.map((option) => (
          <OptionRow key={option.key} id={`${id}-${option.key}`} option={option} active={option === active} />
        ))}
      </div>
    )

  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        className={classes.field}
        role="combobox"
        aria-label={t('shell.searchHint')}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active ? `${id}-${active.key}` : undefined}
        placeholder={t('shell.searchHint')}
        leftSection={<IconSearch size={18} stroke={1.75} />}
        rightSection={searching ? <Loader size="xs" /> : null}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('shell.search')} className={classes.list}>
        {searched && people.length === 0 && (
          <p className={classes.nothing}>{t('shell.searchNothing', { text: text.trim() })}</p>
        )}
        {group(t('shell.searchPeople'), people)}
        {group(t('shell.searchCommands'), commands)}
      </div>
      <div className={classes.foot}>{t('shell.searchKeys')}</div>
    </>
  )
}

function useOptions(text: string, close: () => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { scopes } = useSession()
  const [wanted] = useDebouncedValue(text.trim(), 150)
  const found = useQuery({
    queryKey: ['leads', 'search', wanted],
    queryFn: ({ signal }) =>
      api.get<{ items: Found[] }>('/api/v1/leads', { query: { search: wanted, limit: 7 }, signal }),
    enabled: wanted.length >= 2 && scopes.includes('leads:read'),
    placeholderData: (before) => before,
  })
  const go = (act: () => Promise<void>) => () => {
    close()
    void act()
  }

  const people: Option[] = (wanted.length >= 2 ? (found.data?.items ?? []) : []).map(({ id, contact }) => {
    const phone = contact.phones[0]
    const name = contact.name ?? (phone ? sayPhone(phone) : (contact.emails[0] ?? t('common.empty')))
    return {
      key: id,
      label: name,
      detail: [phone && sayPhone(phone), contact.city].filter(Boolean).join(' · '),
      initials: initialsOf(name),
      run: go(() => navigate({ to: '/people/$leadId', params: { leadId: id } })),
    }
  })
  const matches = (label: string) => fold(label).includes(fold(text))
  const commands: Option[] = [
    ...places
      .filter((place) => !place.scope || scopes.includes(place.scope))
      .map((place) => ({
        key: place.id,
        label: t(`shell.places.${place.id}`),
        icon: place.icon,
        run: go(() => navigate({ to: place.to })),
      })),
    ...(scopes.includes('leads:import')
      ? [
          {
            key: 'import',
            label: t('shell.importPeople'),
            icon: IconFileImport,
            run: go(() => navigate({ to: '/imports/new' })),
          },
        ]
      : []),
  ].filter(({ label }) => matches(label))
  if (people.length > 0) {
    commands.unshift({
      key: 'all',
      label: t('shell.seeAllPeople'),
      icon: IconSearch,
      run: go(() => navigate({ to: '/people', search: { search: wanted } })),
    })
  }
  return {
    people,
    commands,
    searching: found.isFetching,
    searched: found.isSuccess && wanted.length >= 2 && !found.isPlaceholderData,
  }
}

function OptionRow({ id, option, active }: { id: string; option: Option; active: boolean }) {
  const Icon = option.icon
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, by aria-activedescendant
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={classes.option}
      ref={active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={option.run}
    >
      <span className={classes.mark} data-icon={Icon ? true : undefined} aria-hidden>
        {Icon ? <Icon size={18} stroke={1.6} /> : option.initials}
      </span>
      <span className={classes.name}>{option.label}</span>
      {option.detail && <span className={`${classes.detail} tabular`}>{option.detail}</span>}
    </div>
  )
}

const fold = (text: string) => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

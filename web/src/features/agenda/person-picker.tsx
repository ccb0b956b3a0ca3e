/** For whom: somebody who is known, found by any piece of name, phone or e-mail, or somebody new. */
import { ActionIcon, Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { leadPage } from '../../../../contract/leads.ts'
import { api } from '../../api/client.ts'
import { sayPhone } from '../../ui/format.ts'
import classes from './booking.module.css'

export type Person =
  | { kind: 'known'; id: string; name: string; phone: string | null }
  | { kind: 'new'; name: string; phone: string; email: string }

interface Props {
  person: Person | null
  /** What the server found wrong, at its field. */
  problems: Partial<Record<'phone' | 'email', string>>
  onChange: (person: Person | null) => void
}

const FOUND = 8
const NEW = 'new'

export function PersonPicker({ person, problems, onChange }: Props) {
  return person?.kind === 'new' ? (
    <NewPerson person={person} problems={problems} onChange={onChange} />
  ) : person ? (
    <Known person={person} onChange={onChange} />
  ) : (
    <Finder onChange={onChange} />
  )
}

function Known({ person, onChange }: { person: Extract<Person, { kind: 'known' }>; onChange: Props['onChange'] }) {
  const { t } = useTranslation()
  return (
    <div>
      <p className={classes.label}>{t('agenda.booking.person')}</p>
      <div className={classes.known}>
        <span>
          <strong>{person.name}</strong>
          {person.phone && <small className="tabular">{sayPhone(person.phone)}</small>}
        </span>
        <ActionIcon aria-label={t('agenda.booking.change')} onClick={() => onChange(null)}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
    </div>
  )
}

function NewPerson({
  person,
  problems,
  onChange,
}: Pick<Props, 'problems' | 'onChange'> & { person: Extract<Person, { kind: 'new' }> }) {
  const { t } = useTranslation()
  const field = (name: 'name' | 'phone' | 'email', type: string) => (
    <TextInput
      type={type}
      label={t(`agenda.booking.${name}`)}
      value={person[name]}
      error={name === 'name' ? undefined : problems[name]}
      required={name === 'name'}
      withAsterisk={false}
      onChange={(event) => onChange({ ...person, [name]: event.currentTarget.value })}
    />
  )
  return (
    <fieldset className={classes.newPerson}>
      <legend className={classes.label}>
        {t('agenda.booking.newPersonEmpty')}
        <ActionIcon size="sm" aria-label={t('agenda.booking.change')} onClick={() => onChange(null)}>
          <IconX size={14} stroke={1.75} />
        </ActionIcon>
      </legend>
      {field('name', 'text')}
      <div className={classes.two}>
        {field('phone', 'tel')}
        {field('email', 'email')}
      </div>
    </fieldset>
  )
}

function Finder({ onChange }: { onChange: Props['onChange'] }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const found = useQuery({
    queryKey: ['leads', 'find', asked],
    queryFn: async ({ signal }) =>
      (await api.get<z.infer<typeof leadPage>>('/api/v1/leads', { query: { search: asked, limit: FOUND }, signal }))
        .items,
    enabled: asked.length > 1,
    placeholderData: (before) => before,
  })
  // One line a person, though they may have several leads.
  const people = [
    ...new Map((asked.length > 1 ? (found.data ?? []) : []).map(({ contact }) => [contact.id, contact])).values(),
  ]
  const choose = (value: string) => {
    if (value === NEW) {
      const isPhone = /^[\d\s+().-]{5,}$/.test(text)
      const isEmail = text.includes('@')
      onChange({
        kind: 'new',
        name: isPhone || isEmail ? '' : text.trim(),
        phone: isPhone ? text.trim() : '',
        email: isEmail ? text.trim() : '',
      })
      return
    }
    const contact = people.find(({ id }) => id === value)
    if (!contact) return
    const phone = contact.phones[0] ?? null
    onChange({
      kind: 'known',
      id: contact.id,
      name: contact.name ?? (phone ? sayPhone(phone) : (contact.emails[0] ?? '—')),
      phone,
    })
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
      <Combobox.Target>
        <TextInput
          label={t('agenda.booking.person')}
          placeholder={t('agenda.booking.personHint')}
          data-autofocus
          autoComplete="off"
          value={text}
          rightSection={found.isFetching ? <Loader size={14} /> : null}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {people.map((contact) => (
            <Combobox.Option key={contact.id} value={contact.id}>
              <span className={classes.option}>
                <span>{contact.name ?? contact.emails[0] ?? '—'}</span>
                <small className="tabular">
                  {[contact.phones[0] && sayPhone(contact.phones[0]), contact.city].filter(Boolean).join(' · ')}
                </small>
              </span>
            </Combobox.Option>
          ))}
          <Combobox.Option value={NEW}>
            <span className={classes.optionNew}>
              <IconPlus size={16} stroke={1.75} aria-hidden />
              {text.trim() ? t('agenda.booking.newPerson', { name: text.trim() }) : t('agenda.booking.newPersonEmpty')}
            </span>
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

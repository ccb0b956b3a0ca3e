/** What is known of a person and of this interest of theirs, each field edited where it stands. */
import { Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LeadPatchWire, LeadWire } from '../../../../contract/leads.ts'
import { useMay } from '../../api/session.ts'
import { EditField } from '../../ui/edit-field.tsx'
import { sayPhone } from '../../ui/format.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { useChangeLead } from './change-lead.ts'
import { useNamed } from './lists.queries.ts'
import classes from './person.module.css'

export function PersonData({ lead }: { lead: LeadWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  const change = useChangeLead(lead.id)
  const may = useMay('leads:write')
  const { contact } = lead

  const ofContact = (
    name: 'name' | 'first_name' | 'last_name' | 'national_id' | 'postal_code' | 'city' | 'province',
  ) => (
    <EditField
      label={t(`people.fields.${name}`)}
      value={contact[name] ?? ''}
      onSave={may ? (value) => change({ contact: { [name]: value } }) : undefined}
    />
  )
  return (
    <>
      <h3 className={classes.part}>{t('people.fields.person')}</h3>
      <dl className={classes.fields}>
        {ofContact('first_name')}
        {ofContact('last_name')}
        <EditField
          label={t('people.fields.phones')}
          value={contact.phones.join(', ')}
          shown={contact.phones.map(sayPhone).join(', ')}
          onSave={may ? (value) => change({ contact: { phones: splitList(value) } }) : undefined}
        />
        <EditField
          label={t('people.fields.emails')}
          value={contact.emails.join(', ')}
          onSave={may ? (value) => change({ contact: { emails: splitList(value) } }) : undefined}
        />
        {ofContact('national_id')}
        <EditField
          label={t('people.fields.birth_date')}
          type="date"
          value={contact.birth_date ?? ''}
          shown={contact.birth_date && format.date(contact.birth_date)}
          onSave={may ? (value) => change({ contact: { birth_date: value } }) : undefined}
        />
        {ofContact('postal_code')}
        {ofContact('city')}
        {ofContact('province')}
      </dl>

      <h3 className={classes.part}>{t('people.fields.interest')}</h3>
      <dl className={classes.fields}>
        <ListField
          list="advisors"
          label={t('people.columns.owner')}
          id={lead.owner_id}
          onSave={may ? (owner_id) => change({ owner_id }) : undefined}
        />
        <ListField
          list="campaigns"
          label={t('people.columns.campaign')}
          id={lead.campaign_id}
          onSave={may ? (campaign_id) => change({ campaign_id }) : undefined}
        />
        <ListField
          list="channels"
          label={t('people.fields.channel')}
          id={lead.channel_id}
          onSave={may ? (channel_id) => change({ channel_id }) : undefined}
        />
        <EditField
          label={t('people.columns.source')}
          value={lead.source ?? ''}
          onSave={may ? (source) => change({ source }) : undefined}
        />
        <EditField
          label={t('people.fields.wanted')}
          value={lead.wanted ?? ''}
          onSave={may ? (wanted) => change({ wanted }) : undefined}
        />
        <EditField
          label={t('people.fields.level1')}
          value={lead.status_level_1 ?? ''}
          onSave={may ? (status_level_1) => change({ status_level_1 }) : undefined}
        />
        <EditField
          label={t('people.fields.level2')}
          value={lead.status_level_2 ?? ''}
          onSave={may ? (status_level_2) => change({ status_level_2 }) : undefined}
        />
        <EditField label={t('people.columns.attempts')} value={format.number(lead.call_attempts_count)} />
        <EditField
          label={t('people.fields.lastCall')}
          value=""
          shown={lead.last_call_attempt && format.when(lead.last_call_attempt, { time: true })}
        />
        <ManualSwitch lead={lead} onSave={may ? change : undefined} />
      </dl>

      {Object.keys(lead.custom).length > 0 && (
        <>
          <h3 className={classes.part}>{t('people.fields.custom')}</h3>
          <dl className={classes.fields}>
            {Object.entries(lead.custom).map(([header, value]) => (
              <EditField
                key={header}
                label={header}
                value={value === null ? '' : String(value)}
                onSave={may ? (next) => change({ custom: { [header]: next } }) : undefined}
              />
            ))}
          </dl>
        </>
      )}
    </>
  )
}

function ListField(props: {
  list: 'campaigns' | 'channels' | 'advisors'
  label: string
  id: number | null
  onSave: ((id: number | null) => Promise<void>) | undefined
}) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const { options, nameOf } = useNamed(props.list)
  const { onSave, id } = props
  if (!onSave || options.length === 0) return <EditField label={props.label} value={nameOf(id) ?? ''} />
  const save = async (next: number | null) => {
    try {
      await onSave(next)
      toasts.done(t('common.saved'), { undo: () => onSave(id) })
    } catch (error) {
      toasts.failed(error)
    }
  }
  return (
    <div className={classes.choice}>
      <dt>{props.label}</dt>
      <dd>
        <Select
          size="xs"
          aria-label={props.label}
          placeholder={t('common.none')}
          clearable
          searchable
          data={options}
          value={id === null ? null : String(id)}
          onChange={(value) => void save(value === null ? null : Number(value))}
        />
      </dd>
    </div>
  )
}

function ManualSwitch({
  lead,
  onSave,
}: {
  lead: LeadWire
  onSave: ((change: LeadPatchWire) => Promise<void>) | undefined
}) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const set = async (manual_management: boolean) => {
    try {
      await onSave?.({ manual_management })
      toasts.done(t('common.saved'), { undo: () => onSave?.({ manual_management: !manual_management }) })
    } catch (error) {
      toasts.failed(error)
    }
  }
  return (
    <div className={classes.choice}>
      <dt>{t('people.fields.manual')}</dt>
      <dd>
        <Switch
          size="sm"
          label={t('people.fields.manualHint')}
          checked={lead.manual_management}
          disabled={!onSave}
          onChange={(event) => void set(event.currentTarget.checked)}
        />
      </dd>
    </div>
  )
}

const splitList = (text: string | null) =>
  (text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean)

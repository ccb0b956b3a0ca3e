/** The columns of a lead as the dialer sees it. Ids of sortable ones are the server's. */
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadWire } from '../../../../contract/leads.ts'
import { sayPhone } from '../../ui/format.ts'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import type { Column } from '../../ui/table/index.ts'
import { useFormat, When } from '../../ui/use-format.tsx'
import classes from './calls.module.css'

export const leadName = ({ contact }: LeadWire): string =>
  contact.name || (contact.phones[0] ? sayPhone(contact.phones[0]) : contact.emails[0]) || '—'

const PRIORITIES = ['1', '2', '3', '4', '5'] as const
export const isPriority = (text: string): text is (typeof PRIORITIES)[number] =>
  (PRIORITIES as readonly string[]).includes(text)

export function useCallLeadColumns(kind: 'leads' | 'queue'): Column<LeadWire>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return useMemo(() => {
    const queue = kind === 'queue'
    const columns: Column<LeadWire>[] = [
      {
        id: 'name',
        label: t('calls.leads.columns.name'),
        width: 180,
        always: true,
        sortable: !queue,
        cell: (lead) => (
          <Link to="/people/$leadId" params={{ leadId: lead.id }} className={classes.who}>
            {leadName(lead)}
          </Link>
        ),
      },
      {
        id: 'phone',
        label: t('calls.leads.columns.phone'),
        width: 118,
        cell: ({ contact }) => contact.phones[0] && <PhoneNumber value={contact.phones[0]} />,
      },
      {
        id: 'city',
        label: t('calls.leads.columns.city'),
        width: 100,
        sortable: !queue,
        hiddenAtFirst: queue,
        cell: ({ contact }) => contact.city,
      },
      {
        id: 'call_status',
        label: t('calls.leads.columns.status'),
        width: 150,
        sortable: !queue,
        cell: (lead) => <StateBadge kind="callStatus" state={lead.call_status} />,
      },
      {
        id: 'chosen',
        label: t('calls.leads.columns.chosen'),
        width: 92,
        hiddenAtFirst: true,
        cell: (lead) => lead.selected_for_calling && <IconCheck size={16} aria-label={t('calls.leads.chosen')} />,
      },
      {
        id: 'next_call_at',
        label: t('calls.leads.columns.next'),
        width: 118,
        sortable: !queue,
        cell: (lead) => <NextCall lead={lead} />,
      },
      {
        id: 'priority',
        label: t('calls.leads.columns.priority'),
        width: 96,
        cell: ({ call_priority: level }) => {
          const text = String(level)
          return isPriority(text) ? t(`calls.leads.levels.${text}`) : text
        },
      },
      {
        id: 'attempts',
        label: t('calls.leads.columns.attempts'),
        width: 78,
        align: 'end',
        cell: (lead) => format.number(lead.call_attempts_count),
      },
      {
        id: 'last',
        label: t('calls.leads.columns.last'),
        width: 100,
        hiddenAtFirst: true,
        cell: (lead) => lead.last_call_attempt && <When at={lead.last_call_attempt} />,
      },
      {
        id: 'error',
        label: t('calls.leads.columns.error'),
        width: 170,
        hiddenAtFirst: true,
        cell: (lead) => lead.call_error_message,
      },
      {
        id: 'notes',
        label: t('calls.leads.columns.notes'),
        width: 170,
        hiddenAtFirst: true,
        cell: (lead) => lead.call_notes,
      },
    ]
    return columns
  }, [t, format, kind])
}

/** When the next call is, or that it goes out as soon as there is room; marked where the person asked for it. */
function NextCall({ lead }: { lead: LeadWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!lead.next_call_at) return null
  const due = Date.parse(lead.next_call_at) <= format.now().getTime()
  return (
    <>
      {due && lead.selected_for_calling ? t('calls.queue.soon') : <When at={lead.next_call_at} time />}
      {lead.callback_requested_at && <span className={classes.quiet}> · {t('calls.queue.asked')}</span>}
    </>
  )
}

/** On a phone: who and how it stands, then the phone and when it is their turn. */
export function CallLeadLine({ lead }: { lead: LeadWire }) {
  const [phone] = lead.contact.phones
  return (
    <Link to="/people/$leadId" params={{ leadId: lead.id }} className={classes.line}>
      <span className={classes.lineTop}>
        <strong>{leadName(lead)}</strong>
        <StateBadge kind="callStatus" state={lead.call_status} />
      </span>
      <span className={classes.lineBelow}>
        <span className="tabular">{phone && sayPhone(phone)}</span>
        <NextCall lead={lead} />
      </span>
    </Link>
  )
}

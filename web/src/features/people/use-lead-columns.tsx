/** The columns of the list of people. Ids of sortable ones are the server's. */
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadWire } from '../../../../contract/leads.ts'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import type { Column } from '../../ui/table/index.ts'
import { useFormat, When } from '../../ui/use-format.tsx'
import { isSortable } from './lead-filter.ts'
import { useNamed } from './lists.queries.ts'
import classes from './people.module.css'
import { personName } from './person-name.ts'

export function useLeadColumns(): Column<LeadWire>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const campaigns = useNamed('campaigns')
  const advisors = useNamed('advisors')
  return useMemo(() => {
    const columns: Column<LeadWire>[] = [
      {
        id: 'name',
        label: t('people.columns.name'),
        width: 190,
        always: true,
        cell: (lead) => (
          <Link to="/people/$leadId" params={{ leadId: lead.id }} search={true} className={classes.name}>
            {personName(lead.contact)}
          </Link>
        ),
      },
      {
        id: 'phone',
        label: t('people.columns.phone'),
        width: 122,
        cell: ({ contact }) => contact.phones[0] && <PhoneNumber value={contact.phones[0]} />,
      },
      { id: 'city', label: t('people.columns.city'), width: 110, cell: ({ contact }) => contact.city },
      {
        id: 'call_status',
        label: t('people.columns.callStatus'),
        width: 148,
        cell: (lead) => <StateBadge kind="callStatus" state={lead.call_status} />,
      },
      {
        id: 'result',
        label: t('people.columns.result'),
        width: 176,
        cell: (lead) => [lead.status_level_1, lead.status_level_2].filter(Boolean).join(' · '),
      },
      {
        id: 'next_call_at',
        label: t('people.columns.nextCall'),
        width: 120,
        cell: (lead) => lead.next_call_at && <When at={lead.next_call_at} time />,
      },
      {
        id: 'campaign',
        label: t('people.columns.campaign'),
        width: 128,
        cell: (lead) => campaigns.nameOf(lead.campaign_id),
      },
      { id: 'owner', label: t('people.columns.owner'), width: 120, cell: (lead) => advisors.nameOf(lead.owner_id) },
      {
        id: 'attempts',
        label: t('people.columns.attempts'),
        width: 88,
        align: 'end',
        hiddenAtFirst: true,
        cell: (lead) => format.number(lead.call_attempts_count),
      },
      {
        id: 'status',
        label: t('people.columns.status'),
        width: 110,
        hiddenAtFirst: true,
        cell: (lead) => <StateBadge kind="leadStatus" state={lead.status} />,
      },
      {
        id: 'email',
        label: t('people.columns.email'),
        width: 200,
        hiddenAtFirst: true,
        cell: ({ contact }) => contact.emails[0],
      },
      {
        id: 'source',
        label: t('people.columns.source'),
        width: 140,
        hiddenAtFirst: true,
        cell: (lead) => lead.source,
      },
      {
        id: 'created_at',
        label: t('people.columns.createdAt'),
        width: 110,
        hiddenAtFirst: true,
        cell: (lead) => <When at={lead.created_at} />,
      },
      {
        id: 'updated_at',
        label: t('people.columns.updatedAt'),
        width: 110,
        hiddenAtFirst: true,
        cell: (lead) => <When at={lead.updated_at} />,
      },
    ]
    return columns.map((column) => ({ ...column, sortable: isSortable(column.id) }))
  }, [t, format, campaigns, advisors])
}

/** On a phone: who and how it stands, then how to reach them. */
export function LeadLine({ lead }: { lead: LeadWire }) {
  const { contact } = lead
  return (
    <Link to="/people/$leadId" params={{ leadId: lead.id }} search={true} className={classes.line}>
      <span className={classes.lineTop}>
        <strong>{personName(contact)}</strong>
        <StateBadge kind="callStatus" state={lead.call_status} />
      </span>
      <span className={classes.lineBelow}>
        <span className="tabular">{contact.phones[0] && <PhoneNumber value={contact.phones[0]} />}</span>
        <span>{contact.city}</span>
      </span>
    </Link>
  )
}

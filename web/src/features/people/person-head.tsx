/** The first line of a person: name, phone, what comes next and who owns it. */
import {
  IconCalendarEvent,
  IconClock,
  IconLock,
  IconPhoneCall,
  IconPhonePlus,
  IconPlayerPause,
  IconUser,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire } from '../../../../contract/appointments.ts'
import type { LeadWire } from '../../../../contract/leads.ts'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { useNextAppointment } from './contact.queries.ts'
import { useNamed } from './lists.queries.ts'
import classes from './person.module.css'
import { personName } from './person-name.ts'

export function PersonHead({ lead }: { lead: LeadWire }) {
  const { t } = useTranslation()
  const advisors = useNamed('advisors')
  const appointment = useNextAppointment(lead.contact.id)
  const step = useNextStep(lead, appointment.data ?? null)
  const { contact } = lead
  return (
    <>
      <h2 className={classes.name}>{personName(contact)}</h2>
      <p className={classes.reach}>
        {contact.phones[0] && <PhoneNumber value={contact.phones[0]} />}
        {contact.city && <span>{contact.city}</span>}
      </p>
      <p className={classes.next}>
        <span className={classes.step}>
          <step.icon size={16} stroke={1.75} aria-hidden />
          {step.text}
        </span>
        <span className={classes.owner}>
          <IconUser size={16} stroke={1.75} aria-hidden />
          {advisors.nameOf(lead.owner_id) ?? t('people.noOwner')}
        </span>
      </p>
    </>
  )
}

function useNextStep(lead: LeadWire, appointment: AppointmentWire | null): { icon: TablerIcon; text: string } {
  const { t } = useTranslation()
  const format = useFormat()
  if (lead.call_status === 'calling') return { icon: IconPhoneCall, text: t('people.step.calling') }
  if (appointment) {
    return {
      icon: IconCalendarEvent,
      text: t('people.step.appointment', { when: format.when(appointment.start, { time: true }) }),
    }
  }
  if (lead.status === 'closed') {
    return {
      icon: IconLock,
      text: lead.closure_reason ? t(`people.closure.${lead.closure_reason}`) : t('common.leadStatus.closed'),
    }
  }
  if (lead.manual_management) return { icon: IconPlayerPause, text: t('people.step.manual') }
  if (lead.next_call_at)
    return { icon: IconClock, text: t('people.step.call', { when: format.when(lead.next_call_at, { time: true }) }) }
  if (lead.selected_for_calling) return { icon: IconPhonePlus, text: t('people.step.selected') }
  return { icon: IconClock, text: t('people.step.none') }
}

/** An icon and a colour for each kind of entry; one that we do not know yet has the plain dot. */
import {
  IconArrowBackUp,
  IconCalendarCheck,
  IconCalendarEvent,
  IconCalendarX,
  IconClock,
  IconEdit,
  IconFileImport,
  IconHandStop,
  IconLock,
  IconLockOpen,
  IconMessage2,
  IconPhone,
  IconPhoneCheck,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPhonePause,
  IconPointFilled,
  IconShieldCheck,
  IconTag,
  IconUserOff,
  IconUserPlus,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react'
import type { TimelineEntryWire } from '../../../../contract/contacts.ts'
import type { Hue } from '../../ui/state-badge.tsx'

type Look = readonly [TablerIcon, Hue]

const LOOKS: Record<string, Look> = {
  'note.added': [IconMessage2, 'grey'],
  'contact.updated': [IconEdit, 'grey'],
  'consent.recorded': [IconShieldCheck, 'green'],
  'objection.recorded': [IconHandStop, 'red'],
  'lead.created': [IconUserPlus, 'blue'],
  'lead.imported': [IconFileImport, 'blue'],
  'lead.import_undone': [IconArrowBackUp, 'grey'],
  'lead.updated': [IconEdit, 'grey'],
  'lead.closed': [IconLock, 'grey'],
  'lead.reopened': [IconLockOpen, 'blue'],
  'result.recorded': [IconTag, 'blue'],
  'callback.scheduled': [IconClock, 'amber'],
  'callback.dropped': [IconClock, 'grey'],
  'call.placed': [IconPhoneOutgoing, 'amber'],
  'call.result_refused': [IconX, 'red'],
  'appointment.booked': [IconCalendarEvent, 'blue'],
  'appointment.moved': [IconCalendarEvent, 'blue'],
  'appointment.confirmed': [IconCalendarCheck, 'blue'],
  'appointment.kept': [IconCalendarCheck, 'green'],
  'appointment.no_show': [IconUserOff, 'red'],
  'appointment.cancelled': [IconCalendarX, 'grey'],
  'appointment.held': [IconClock, 'grey'],
  'appointment.released': [IconClock, 'grey'],
  'appointment.reopened': [IconCalendarEvent, 'blue'],
}
const ENDINGS: Record<string, Look> = {
  completed: [IconPhoneCheck, 'green'],
  busy: [IconPhonePause, 'orange'],
  no_answer: [IconPhoneOff, 'violet'],
  error: [IconX, 'red'],
}

export function iconOf({ kind, data }: TimelineEntryWire): Look {
  if (kind === 'call.ended' || kind === 'call.corrected')
    return ENDINGS[String(data['call_status'])] ?? [IconPhone, 'grey']
  return LOOKS[kind] ?? [IconPointFilled, 'grey']
}

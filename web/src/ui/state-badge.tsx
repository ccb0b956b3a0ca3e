/** A state: the same icon, colour and word everywhere; never colour alone. */
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCalendarCheck,
  IconCalendarEvent,
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconCircleDot,
  IconClockPause,
  IconEye,
  IconLoader,
  IconLock,
  IconLockOpen,
  IconMessage,
  IconPhoneCall,
  IconPhoneOff,
  IconPhonePause,
  IconRecordMail,
  IconThumbDown,
  IconUserOff,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { es } from '../i18n/es.ts'
import classes from './state-badge.module.css'

export type Hue = 'grey' | 'blue' | 'amber' | 'green' | 'red' | 'orange' | 'violet'
type Looks<State extends string> = Record<State, readonly [Hue, TablerIcon]>

const looks = {
  callStatus: {
    no_selected: ['grey', IconCircle],
    selected: ['blue', IconCircleDot],
    calling: ['amber', IconPhoneCall],
    completed: ['green', IconCircleCheck],
    error: ['red', IconX],
    busy: ['orange', IconPhonePause],
    no_answer: ['violet', IconPhoneOff],
  } satisfies Looks<keyof typeof es.common.callStatus>,
  disposition: {
    success: ['green', IconCircleCheck],
    not_successful: ['grey', IconThumbDown],
    talked: ['green', IconMessage],
    voicemail: ['violet', IconRecordMail],
    busy: ['orange', IconPhonePause],
    no_answer: ['violet', IconPhoneOff],
    unreachable: ['violet', IconPhoneOff],
    failed: ['red', IconX],
    cancelled: ['grey', IconX],
    blacklisted: ['red', IconBan],
    vendor_error: ['red', IconAlertTriangle],
    unknown: ['amber', IconEye],
    refused: ['red', IconX],
    unresolved: ['amber', IconEye],
    not_placed: ['grey', IconX],
  } satisfies Looks<keyof typeof es.common.disposition>,
  leadStatus: {
    open: ['blue', IconLockOpen],
    closed: ['grey', IconLock],
  } satisfies Looks<keyof typeof es.common.leadStatus>,
  appointmentState: {
    held: ['grey', IconClockPause],
    pending: ['amber', IconClockPause],
    booked: ['blue', IconCalendarEvent],
    confirmed: ['blue', IconCalendarCheck],
    kept: ['green', IconCircleCheck],
    no_show: ['red', IconUserOff],
    cancelled: ['grey', IconX],
  } satisfies Looks<keyof typeof es.common.appointmentState>,
  importStatus: {
    previewed: ['grey', IconEye],
    running: ['amber', IconLoader],
    applied: ['green', IconCheck],
    failed: ['red', IconX],
    cancelled: ['grey', IconX],
    undone: ['violet', IconArrowBackUp],
  } satisfies Looks<keyof typeof es.common.importStatus>,
}
type Kind = keyof typeof looks

/** Colour and icon of a state, for what draws it in its own way; a state that we do not know is grey. */
export const lookOf = (kind: Kind, state: string): readonly [Hue, TablerIcon] =>
  (looks[kind] as Looks<string>)[state] ?? ['grey', IconCircle]

interface Props {
  kind: Kind
  /** As the server says it; one that we do not know is shown as it is, in grey. */
  state: string
  /** On a tint of its colour, where it stands alone; plain inside a table. */
  tinted?: boolean
}

export function StateBadge({ kind, state, tinted = false }: Props) {
  const { t } = useTranslation()
  const known = state in looks[kind]
  const [hue, Icon] = lookOf(kind, state)
  return (
    <span
      className={classes.badge}
      data-tinted={tinted || undefined}
      style={{ '--hue': `var(--${hue})` } as React.CSSProperties}
    >
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>{known ? t(`common.${kind}.${state}` as 'common.leadStatus.open') : state}</span>
    </span>
  )
}

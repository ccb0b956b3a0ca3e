/** An appointment in its place: when, who, what for, and how it stands by colour and icon. */
import { type PointerEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire, ServiceWire } from '../../../../contract/appointments.ts'
import { lookOf } from '../../ui/state-badge.tsx'
import classes from './agenda.module.css'
import type { Placed } from './lanes.rules.ts'
import { MINUTE_PX } from './measures.ts'
import { clock } from './wall.ts'

interface Props {
  placed: Placed
  top: number
  services: readonly ServiceWire[]
  open: boolean
  /** Its ghost is on the way. */
  lifted: boolean
  onTake: ((event: PointerEvent<HTMLElement>, placed: Placed) => void) | undefined
  onOpen: (appointment: AppointmentWire) => void
}

const MOVABLE: readonly AppointmentWire['state'][] = ['pending', 'booked', 'confirmed']
/** Below this many minutes there is room for one line. */
const ONE_LINE_MIN = 28

export function EventBlock({ placed, top, services, open, lifted, onTake, onOpen }: Props) {
  const { t } = useTranslation()
  const { appointment, start, end, side, sides } = placed
  const [hue, Icon] = lookOf('appointmentState', appointment.state)
  const service = useMemo(
    () => services.find(({ id }) => id === appointment.service_id)?.name ?? '',
    [services, appointment.service_id],
  )
  const name = appointment.contact?.name ?? (appointment.state === 'held' ? t('agenda.held') : t('agenda.nobody'))
  const state = t(`common.appointmentState.${appointment.state}`)
  const short = end - start < ONE_LINE_MIN
  const movable = onTake && MOVABLE.includes(appointment.state)
  const label = t('agenda.event', { from: clock(start), until: clock(end), name, service, state })
  return (
    <button
      type="button"
      className={classes.event}
      data-state={appointment.state}
      data-open={open || undefined}
      data-lifted={lifted || undefined}
      data-movable={movable || undefined}
      data-line={short || undefined}
      aria-label={label}
      title={label}
      style={
        {
          '--hue': `var(--${hue})`,
          top,
          height: Math.max(18, (end - start) * MINUTE_PX - 2),
          left: `calc(${(side / sides) * 100}% + 2px)`,
          width: `calc(${100 / sides}% - 5px)`,
        } as React.CSSProperties
      }
      onPointerDown={movable ? (event) => onTake(event, placed) : undefined}
      onClick={() => onOpen(appointment)}
    >
      <span className={classes.eventTop}>
        <Icon size={14} stroke={1.9} aria-hidden />
        <strong>{name}</strong>
        {short && <span className="tabular">{clock(start)}</span>}
      </span>
      {!short && (
        <span className={`${classes.eventBelow} tabular`}>
          {clock(start)} {service}
        </span>
      )}
    </button>
  )
}

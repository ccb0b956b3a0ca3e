/** One column: the open hours, what stands in them, the hint under the pointer, the ghost of what is dragged. */
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { type MouseEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire, ServiceWire } from '../../../../contract/appointments.ts'
import classes from './agenda.module.css'
import type { BookingStart } from './booking-dialog.tsx'
import { EventBlock } from './event-block.tsx'
import type { Lane, Placed, Span } from './lanes.rules.ts'
import { MINUTE_PX, STEP_MIN } from './measures.ts'
import type { Ghost } from './use-drag.ts'
import { clock, type Wall } from './wall.ts'

interface Props {
  lane: Lane
  hours: Span
  services: readonly ServiceWire[]
  present: Wall
  openId: string | undefined
  ghost: Ghost | null
  onTake: ((event: PointerEvent<HTMLElement>, placed: Placed) => void) | undefined
  onOpen: (appointment: AppointmentWire) => void
  onBook: ((start: BookingStart) => void) | undefined
}

export function LaneColumn({ lane, hours, services, present, openId, ghost, onTake, onOpen, onBook }: Props) {
  const { t } = useTranslation()
  const [hint, setHint] = useState<number | null>(null)
  const at = (minute: number) => (minute - hours.start) * MINUTE_PX
  const { staff } = lane

  const minuteUnder = (event: MouseEvent<HTMLElement>): number | null => {
    if (!onBook || !staff || event.target !== event.currentTarget) return null
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top
    const minute = Math.floor((hours.start + y / MINUTE_PX) / STEP_MIN) * STEP_MIN
    const gone = lane.day < present.day || (lane.day === present.day && minute + STEP_MIN <= present.minutes)
    const open = lane.open.some(({ start, end }) => start <= minute && minute < end)
    return open && !gone ? minute : null
  }
  const haunted = ghost?.laneKey === lane.key ? ghost : null

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's short cut; «Nueva cita» is the way by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      className={classes.lane}
      data-lane={lane.key}
      data-external={staff ? undefined : true}
      onPointerMove={(event) => event.pointerType === 'mouse' && setHint(ghost ? null : minuteUnder(event))}
      onPointerLeave={() => setHint(null)}
      onClick={(event) => {
        const minute = minuteUnder(event)
        if (minute !== null && staff) onBook?.({ day: lane.day, minute, staffId: staff.id })
      }}
    >
      {lane.open.map(({ start, end }) => (
        <div
          key={start}
          className={classes.open}
          style={{ top: at(start), height: (end - start) * MINUTE_PX }}
          aria-hidden
        />
      ))}
      {hint !== null && !ghost && (
        <div
          className={`${classes.hint} tabular`}
          style={{ top: at(hint), height: STEP_MIN * 2 * MINUTE_PX }}
          aria-hidden
        >
          + {clock(hint)}
        </div>
      )}
      {lane.placed.map((placed) => (
        <EventBlock
          key={placed.appointment.id}
          placed={placed}
          top={at(placed.start)}
          services={services}
          open={placed.appointment.id === openId}
          lifted={ghost?.appointment.id === placed.appointment.id}
          onTake={onTake}
          onOpen={onOpen}
        />
      ))}
      {haunted && (
        <div
          className={classes.ghost}
          data-fits={haunted.verdict === 'free' || haunted.verdict === 'same' || undefined}
          style={{ top: at(haunted.start), height: haunted.length * MINUTE_PX }}
          role="status"
        >
          <strong className="tabular">
            {clock(haunted.start)}–{clock(haunted.start + haunted.length)}
          </strong>
          <span>
            {haunted.verdict === 'free' || haunted.verdict === 'same' ? (
              <IconCheck size={14} aria-hidden />
            ) : (
              <IconAlertTriangle size={14} aria-hidden />
            )}
            {t(`agenda.drop.${haunted.verdict}`)}
          </span>
        </div>
      )}
      {lane.day === present.day && present.minutes >= hours.start && present.minutes <= hours.end && (
        <div className={classes.nowLine} style={{ top: at(present.minutes) }} aria-hidden />
      )}
    </div>
  )
}

/** The columns: hours down, professionals across, what is open on a clear ground, now as a line. */
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire, ServiceWire } from '../../../../contract/appointments.ts'
import classes from './agenda.module.css'
import type { BookingStart } from './booking-dialog.tsx'
import { LaneColumn } from './lane-column.tsx'
import { freeFrom, type Lane, minutesIn, shownHours } from './lanes.rules.ts'
import { MINUTE_PX } from './measures.ts'
import { useDayWords } from './use-day-words.ts'
import { useDrag } from './use-drag.ts'
import type { Target } from './use-move.ts'
import { usePresent } from './use-present.ts'
import { clock, type Wall, wallText } from './wall.ts'

interface Props {
  lanes: readonly Lane[]
  services: readonly ServiceWire[]
  openId: string | undefined
  /** Headed by days, professionals below them. */
  byDay: boolean
  onOpen: (appointment: AppointmentWire) => void
  onBook?: (start: BookingStart) => void
  onMove?: (appointment: AppointmentWire, target: Target) => void
}

export function AgendaGrid({ lanes, services, openId, byDay, onOpen, onBook, onMove }: Props) {
  const { t } = useTranslation()
  const words = useDayWords()
  const present = usePresent()
  const scroller = useRef<HTMLDivElement>(null)
  const hours = useMemo(() => shownHours(lanes), [lanes])
  const drag = useDrag({
    lanes,
    services,
    firstMinute: hours.start,
    minutePx: MINUTE_PX,
    present: words.present,
    onDrop: (appointment, lane, start) =>
      onMove?.(appointment, { start: wallText({ day: lane.day, minutes: start }), staffId: lane.staff?.id ?? null }),
  })
  const days = [...new Set(lanes.map(({ day }) => day))]
  const shownDays = days.join(' ')
  const isNow = days.includes(present.day)
  const first = Math.min(...lanes.flatMap(({ open, placed }) => [...open, ...placed]).map(({ start }) => start))

  // Today the present in the upper third, another day what comes first in it. Once for each view, not at every minute.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const [minute, above] = isNow ? [present.minutes, 180] : [Number.isFinite(first) ? first : hours.start, 12]
    scroller.current?.scrollTo({ top: Math.max(0, (minute - hours.start) * MINUTE_PX - above) })
  }, [shownDays])

  const marks = Array.from({ length: (hours.end - hours.start) / 60 }, (_, index) => hours.start + index * 60)
  const sizes = {
    '--hour': `${60 * MINUTE_PX}px`,
    '--lanes': String(lanes.length),
    '--height': `${(hours.end - hours.start) * MINUTE_PX}px`,
  } as React.CSSProperties

  return (
    <section
      ref={scroller}
      className={classes.scroller}
      style={sizes}
      aria-label={t('agenda.title')}
      data-dragging={drag.ghost ? true : undefined}
    >
      <div className={classes.heads}>
        <div className={classes.corner} />
        {byDay &&
          days.map((day) => (
            <div
              key={day}
              className={classes.dayHead}
              data-today={day === present.day || undefined}
              style={{ gridColumn: `span ${lanes.filter((lane) => lane.day === day).length}` }}
            >
              {words.short(day)}
            </div>
          ))}
        {(!byDay || lanes.length > days.length) && (
          <>
            {byDay && <div className={classes.corner} />}
            {lanes.map((lane) => (
              <LaneHead key={lane.key} lane={lane} present={present} />
            ))}
          </>
        )}
      </div>
      <div className={classes.body}>
        <div className={classes.gutter} aria-hidden>
          {marks.map((minute) => (
            <span key={minute} className="tabular" style={{ top: (minute - hours.start) * MINUTE_PX }}>
              {clock(minute)}
            </span>
          ))}
          {isNow && (
            <strong className="tabular" style={{ top: (present.minutes - hours.start) * MINUTE_PX }}>
              {clock(present.minutes)}
            </strong>
          )}
        </div>
        {lanes.map((lane) => (
          <LaneColumn
            key={lane.key}
            lane={lane}
            hours={hours}
            services={services}
            present={present}
            openId={openId}
            ghost={drag.ghost}
            onTake={onMove ? drag.take : undefined}
            onOpen={onOpen}
            onBook={onBook}
          />
        ))}
      </div>
    </section>
  )
}

function LaneHead({ lane, present }: { lane: Lane; present: Wall }) {
  const { t } = useTranslation()
  const words = useDayWords()
  const free = minutesIn(freeFrom(lane, present))
  const said = !lane.staff
    ? ''
    : lane.open.length === 0
      ? t('agenda.off')
      : free === 0
        ? t(isOver(lane, present) ? 'agenda.over' : 'agenda.full')
        : t('agenda.free', { time: words.length(free) })
  return (
    <div className={classes.laneHead} title={lane.staff ? undefined : t('agenda.externalHint')}>
      <strong>{lane.staff?.name ?? t('agenda.external')}</strong>
      <small className="tabular">{said}</small>
    </div>
  )
}

const isOver = ({ day, open }: Lane, now: Wall): boolean =>
  day < now.day || (day === now.day && open.every(({ end }) => end <= now.minutes))

/** The day on a phone: appointments in order; of one professional, the free times between them too. */
import { IconCalendarOff, IconPlus } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire, ServiceWire } from '../../../../contract/appointments.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import classes from './agenda.module.css'
import type { BookingStart } from './booking-dialog.tsx'
import { freeFrom, type Lane, type Placed, type Span } from './lanes.rules.ts'
import { useDayWords } from './use-day-words.ts'
import { usePresent } from './use-present.ts'
import { clock } from './wall.ts'

interface Props {
  lanes: readonly Lane[]
  services: readonly ServiceWire[]
  onOpen: (appointment: AppointmentWire) => void
  onBook?: (start: BookingStart) => void
}

type Row = Span & { lane: Lane; placed: Placed | null }

/** Shorter gaps are no offer. */
const LEAST_FREE_MIN = 15

export function DayList({ lanes, services, onOpen, onBook }: Props) {
  const { t } = useTranslation()
  const words = useDayWords()
  const present = usePresent()
  // Of one professional: free times of several would not read as one list.
  const alone = lanes.filter(({ staff }) => staff).length === 1
  const rows = lanes
    .flatMap((lane): Row[] => [
      ...lane.placed.map((placed) => ({ lane, placed, start: placed.start, end: placed.end })),
      ...(alone
        ? freeFrom(lane, present)
            .filter(({ start, end }) => end - start >= LEAST_FREE_MIN)
            .map((span) => ({ lane, placed: null, ...span }))
        : []),
    ])
    .sort((a, b) => a.start - b.start || a.end - b.end)
  if (rows.length === 0)
    return <EmptyState icon={IconCalendarOff} title={t('agenda.emptyDay')} hint={t('agenda.emptyDayHint')} />

  const today = lanes[0]?.day === present.day
  const nowAt = today ? rows.findIndex(({ start }) => start > present.minutes) : -1
  return (
    <div className={classes.list}>
      <ul className={classes.rows}>
        {rows.map((row, index) => (
          <Fragment key={row.placed?.appointment.id ?? `free ${row.start}`}>
            {index === nowAt && (
              <li className={classes.nowRow}>
                <span className="tabular">{clock(present.minutes)}</span> {t('agenda.now')}
              </li>
            )}
            <li>
              {row.placed ? (
                <button
                  type="button"
                  className={classes.row}
                  onClick={() => row.placed && onOpen(row.placed.appointment)}
                >
                  <time className="tabular">{clock(row.start)}</time>
                  <span>
                    <strong>{row.placed.appointment.contact?.name ?? t('agenda.held')}</strong>
                    <small>
                      {[
                        services.find(({ id }) => id === row.placed?.appointment.service_id)?.name,
                        row.lane.staff?.name ?? t('agenda.external'),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </small>
                  </span>
                  <StateBadge kind="appointmentState" state={row.placed.appointment.state} />
                </button>
              ) : (
                <FreeRow row={row} length={words.length(row.end - row.start)} onBook={onBook} />
              )}
            </li>
          </Fragment>
        ))}
      </ul>
    </div>
  )
}

function FreeRow(props: { row: Row; length: string; onBook: ((start: BookingStart) => void) | undefined }) {
  const { t } = useTranslation()
  const { row, onBook } = props
  const { staff } = row.lane
  return (
    <button
      type="button"
      className={classes.row}
      data-free
      disabled={!onBook}
      aria-label={t('agenda.bookAt', { time: clock(row.start), name: staff?.name ?? '' })}
      onClick={() => staff && onBook?.({ day: row.lane.day, minute: row.start, staffId: staff.id })}
    >
      <time className="tabular">{clock(row.start)}</time>
      <span>
        {t('agenda.freeRow')} · {props.length}
      </span>
      {onBook && <IconPlus size={18} stroke={1.75} aria-hidden />}
    </button>
  )
}

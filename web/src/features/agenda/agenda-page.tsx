/** Agenda: a day by professional or a week, booked by a click, moved by dragging; on a phone a list of the day. */
import { ActionIcon, Button, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCalendarPlus, IconChevronLeft, IconChevronRight, IconSettings, IconUsersGroup } from '@tabler/icons-react'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire } from '../../../../contract/appointments.ts'
import { useMay } from '../../api/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './agenda.module.css'
import { useAgenda, useServices, useStaff } from './agenda.queries.ts'
import { AgendaGrid } from './agenda-grid.tsx'
import { BookingDialog, type BookingStart } from './booking-dialog.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DayList } from './day-list.tsx'
import { freeFrom, type Lane, minutesIn } from './lanes.rules.ts'
import { useDayWords } from './use-day-words.ts'
import { useLanes } from './use-lanes.ts'
import { useMove } from './use-move.ts'
import { addDays, isDay, weekOf } from './wall.ts'

const TEAM = 'all'

export function AgendaPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useDayWords()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const { appointmentId } = useParams({ strict: false })
  const onPhone = useMediaQuery('(max-width: 48em)') ?? false
  const mayBook = useMay('appointments:write')
  const staff = useStaff()
  const services = useServices()
  const [booking, setBooking] = useState<BookingStart | null>(null)
  const move = useMove()

  const today = words.today()
  const day = isDay(search['day']) ? search['day'] : today
  const view = !onPhone && search['view'] === 'week' ? 'week' : 'day'
  const days = useMemo(() => (view === 'week' ? weekOf(day) : [day]), [view, day])
  const known = staff.data?.find(({ id }) => id === search['staff'])?.id
  // A week of everybody is wide: it opens with one of them, and everybody is a choice.
  const first = view === 'week' && search['staff'] !== TEAM ? (staff.data?.[0]?.id ?? null) : null
  const only = known ?? first
  const agenda = useAgenda(days[0] ?? day, days.at(-1) ?? day)
  const lanes = useLanes({ days, staff: staff.data, appointments: agenda.data, only })
  const shown = useMemo(() => worthShowing(lanes, view), [lanes, view])

  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: (now) => ({ ...now, ...change }), replace: true })
  const goTo = (next: string) => go({ day: next === today ? undefined : next })
  const open = (appointment: AppointmentWire) =>
    void navigate({ to: '/agenda/$appointmentId', params: { appointmentId: appointment.id }, search: true })
  const step = view === 'week' ? 7 : 1
  const failed = [staff, services, agenda].find(({ error, data }) => error && !data)
  const loading = !staff.data || !services.data || !agenda.data

  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <PageHeader
          title={view === 'week' ? words.week(days) : capital(words.long(day))}
          summary={loading ? ' ' : <Summary lanes={lanes} />}
        >
          <Button
            component={Link}
            to="/agenda/settings"
            variant="default"
            visibleFrom="sm"
            leftSection={<IconSettings size={17} stroke={1.75} />}
          >
            {t('agenda.settings')}
          </Button>
          {mayBook && (
            <Button leftSection={<IconCalendarPlus size={17} stroke={1.75} />} onClick={() => setBooking({ day })}>
              {t('agenda.book')}
            </Button>
          )}
        </PageHeader>
        <div className={classes.controls}>
          <ActionIcon
            variant="default"
            aria-label={t(view === 'week' ? 'agenda.previousWeek' : 'agenda.previousDay')}
            onClick={() => goTo(addDays(day, -step))}
          >
            <IconChevronLeft size={18} stroke={1.75} />
          </ActionIcon>
          <Button variant="default" disabled={days.includes(today)} onClick={() => goTo(today)}>
            {t('agenda.today')}
          </Button>
          <ActionIcon
            variant="default"
            aria-label={t(view === 'week' ? 'agenda.nextWeek' : 'agenda.nextDay')}
            onClick={() => goTo(addDays(day, step))}
          >
            <IconChevronRight size={18} stroke={1.75} />
          </ActionIcon>
          <input
            type="date"
            className={classes.dayField}
            aria-label={t('agenda.pickDay')}
            value={day}
            onChange={(event) => isDay(event.currentTarget.value) && goTo(event.currentTarget.value)}
          />
          <Select
            variant="filled"
            className={classes.who ?? ''}
            aria-label={t('agenda.who')}
            allowDeselect={false}
            data={[
              { value: TEAM, label: t('agenda.team') },
              ...(staff.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={only ?? TEAM}
            onChange={(value) => go({ staff: value === TEAM && view === 'day' ? undefined : (value ?? undefined) })}
          />
          {!onPhone && (
            <SegmentedControl
              className={classes.view ?? ''}
              aria-label={t('agenda.view')}
              value={view}
              onChange={(value) => go({ view: value === 'week' ? 'week' : undefined })}
              data={[
                { value: 'day', label: t('agenda.day') },
                { value: 'week', label: t('agenda.week') },
              ]}
            />
          )}
        </div>
        {failed ? (
          <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
        ) : loading ? (
          <Loading />
        ) : staff.data.length === 0 && agenda.data.length === 0 ? (
          <EmptyState icon={IconUsersGroup} title={t('agenda.noStaff')} hint={t('agenda.noStaffHint')}>
            <Button component={Link} to="/agenda/settings">
              {t('agenda.noStaffStep')}
            </Button>
          </EmptyState>
        ) : onPhone ? (
          <DayList
            lanes={lanes}
            services={services.data}
            onOpen={open}
            {...(mayBook ? { onBook: (start: BookingStart) => setBooking(start) } : {})}
          />
        ) : (
          <AgendaGrid
            lanes={shown}
            services={services.data}
            openId={appointmentId}
            byDay={view === 'week'}
            onOpen={open}
            {...(mayBook ? { onBook: (start: BookingStart) => setBooking(start), onMove: move.run } : {})}
          />
        )}
      </div>
      <Outlet />
      {booking && services.data && staff.data && (
        <BookingDialog
          start={booking}
          services={services.data}
          staff={staff.data}
          onClose={() => setBooking(null)}
          onBooked={(booked) => {
            setBooking(null)
            if (!days.includes(booked.start.slice(0, 10))) goTo(booked.start.slice(0, 10))
          }}
        />
      )}
      {move.conflict && (
        <ConflictDialog conflict={move.conflict} staff={staff.data ?? []} onChoose={move.run} onClose={move.leave} />
      )}
    </div>
  )

  function Summary({ lanes: all }: { lanes: readonly Lane[] }) {
    const count = all.reduce((sum, lane) => sum + lane.placed.length, 0)
    const free = all.reduce((sum, lane) => sum + minutesIn(freeFrom(lane, words.present())), 0)
    const appointments = t('agenda.summary', { count, total: format.number(count) })
    return free > 0 ? t('agenda.summaryFree', { appointments, free: words.length(free) }) : appointments
  }
}

/** Of a week, whoever does not work on a day and has nothing booked is left out; of a day, they stand at the end. */
function worthShowing(lanes: Lane[], view: 'day' | 'week'): Lane[] {
  const full = lanes.filter(({ open, placed }) => open.length > 0 || placed.length > 0)
  if (view === 'day') return [...full, ...lanes.filter((lane) => !full.includes(lane))]
  return full.length > 0 ? full : lanes
}

function Loading() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('common.loading')} className={classes.loading}>
      {[0, 1, 2, 3].map((column) => (
        <Skeleton key={column} height="100%" />
      ))}
    </div>
  )
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

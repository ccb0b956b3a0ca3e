/** What can follow for an appointment: confirm, kept, no show, another time, cancel; each slip can be taken back. */
import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCalendarCheck,
  IconCircleCheck,
  IconClockEdit,
  IconUserOff,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AppointmentPatch, AppointmentWire } from '../../../../contract/appointments.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { useChangeAppointment } from './agenda.queries.ts'
import classes from './panel.module.css'
import { usePresent } from './use-present.ts'
import { wallOf } from './wall.ts'

type Next = NonNullable<AppointmentPatch['state']>

export function AppointmentActions({ appointment, onMove }: { appointment: AppointmentWire; onMove: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const confirm = useConfirm()
  const change = useChangeAppointment()
  const present = usePresent()
  const { id, state } = appointment
  const standing = state === 'pending' || state === 'booked' || state === 'confirmed'
  const from = wallOf(appointment.start)
  // People come early, so all of its day counts; before that nobody has come or stayed away yet.
  const itsDay = from.day <= present.day
  const begun = from.day < present.day || (itsDay && from.minutes <= present.minutes)

  const set = (next: Exclude<Next, 'cancelled'>) =>
    change.mutate(
      { id, patch: { state: next } },
      {
        onSuccess: () =>
          toasts.done(t(`agenda.one.did.${next}`), {
            // What it was before, where that can follow again.
            ...(state === 'held' || state === 'pending' || state === 'cancelled'
              ? {}
              : { undo: async () => void (await backTo(state, next)) }),
          }),
        onError: (error) => toasts.failed(error),
      },
    )
  /** From kept or missed to confirmed there is no direct way: over booked. */
  const backTo = async (before: Next, now: Next) => {
    if (before === 'confirmed' && now !== 'booked') await change.mutateAsync({ id, patch: { state: 'booked' } })
    await change.mutateAsync({ id, patch: { state: before } })
  }
  const cancel = async () => {
    const sure = await confirm({
      title: t('agenda.one.cancelTitle', { name: appointment.contact?.name ?? t('agenda.nobody') }),
      body: t('agenda.one.cancelBody', { when: format.when(appointment.start, { time: true }) }),
      verb: t('agenda.one.cancelVerb'),
      danger: true,
    })
    if (!sure) return
    change.mutate(
      { id, patch: { state: 'cancelled' } },
      {
        onSuccess: () => toasts.done(t('agenda.one.cancelled')),
        onError: (error) => toasts.failed(error),
      },
    )
  }
  const button = (next: Exclude<Next, 'cancelled'>, label: string, Icon: typeof IconX, main = false) => (
    <Button
      variant={main ? 'filled' : 'default'}
      leftSection={<Icon size={16} stroke={1.75} />}
      disabled={change.isPending}
      onClick={() => set(next)}
    >
      {label}
    </Button>
  )
  if (state === 'cancelled') return null
  return (
    <div className={classes.actions}>
      {standing && itsDay && button('kept', t('agenda.one.kept'), IconCircleCheck, true)}
      {standing && itsDay && button('no_show', t('agenda.one.no_show'), IconUserOff)}
      {state === 'booked' && !begun && button('confirmed', t('agenda.one.confirm'), IconCalendarCheck, !itsDay)}
      {state === 'confirmed' && !begun && button('booked', t('agenda.one.unconfirm'), IconArrowBackUp)}
      {state === 'kept' && button('no_show', t('agenda.one.no_show'), IconUserOff)}
      {state === 'no_show' && button('kept', t('agenda.one.kept'), IconCircleCheck)}
      {(state === 'kept' || state === 'no_show') && button('booked', t('agenda.one.reopen'), IconArrowBackUp)}
      {standing && (
        <Button variant="default" leftSection={<IconClockEdit size={16} stroke={1.75} />} onClick={onMove}>
          {t('agenda.one.move')}
        </Button>
      )}
      {(standing || state === 'held') && (
        <Button
          variant="subtle"
          color="red"
          className={classes.danger ?? ''}
          leftSection={<IconX size={16} stroke={1.75} />}
          disabled={change.isPending}
          onClick={() => void cancel()}
        >
          {t('agenda.one.cancel')}
        </Button>
      )}
      {standing && !itsDay && (
        <p className={classes.early}>{t('agenda.one.early', { day: format.day(appointment.start) })}</p>
      )}
    </div>
  )
}

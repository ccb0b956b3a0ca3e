/** Moves an appointment: at once on the screen, then for good; where the server says no, back with other times. */
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire, SlotWire } from '../../../../contract/appointments.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useErrorText } from '../../ui/use-error-text.ts'
import { useFormat } from '../../ui/use-format.tsx'
import { alternativesOf, useChangeAppointment } from './agenda.queries.ts'

export interface Conflict {
  appointment: AppointmentWire
  message: string
  alternatives: readonly SlotWire[]
}

/** `start`: ISO-8601, or `YYYY-MM-DD HH:MM` on the workspace's wall. */
export interface Target {
  start: string
  staffId: string | null
}

export function useMove() {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const textOf = useErrorText()
  const { mutate, mutateAsync } = useChangeAppointment()
  const [conflict, setConflict] = useState<Conflict | null>(null)

  const run = useCallback(
    (appointment: AppointmentWire, target: Target) => {
      setConflict(null)
      const staff = target.staffId && target.staffId !== appointment.staff_id ? { staff_id: target.staffId } : {}
      mutate(
        { id: appointment.id, patch: { start: target.start, ...staff }, shown: shownAt(appointment, target) },
        {
          onSuccess: (moved) =>
            toasts.done(t('agenda.moved', { when: format.when(moved.start, { time: true }) }), {
              undo: async () => {
                const back =
                  appointment.staff_id === moved.staff_id ? {} : { staff_id: appointment.staff_id ?? undefined }
                await mutateAsync({ id: appointment.id, patch: { start: appointment.start, ...back } })
              },
            }),
          onError: (error) => {
            const alternatives = alternativesOf(error)
            if (alternatives) setConflict({ appointment, message: textOf(error), alternatives })
            else toasts.failed(error)
          },
        },
      )
    },
    [mutate, mutateAsync, toasts, textOf, t, format],
  )
  return { run, conflict, leave: useCallback(() => setConflict(null), []) }
}

/** Its wall time there, as the grid reads it; the true instant comes with the answer. */
function shownAt(appointment: AppointmentWire, { start, staffId }: Target): Partial<AppointmentWire> {
  const wall = start.slice(0, 16).replace(' ', 'T')
  const offset = appointment.start.slice(19)
  const from = Date.parse(`${wall}:00${offset}`)
  const length = appointment.end ? Date.parse(appointment.end) - Date.parse(appointment.start) : 0
  return {
    start: `${wall}:00${offset}`,
    ...(appointment.end ? { end: new Date(from + length).toISOString() } : {}),
    ...(staffId ? { staff_id: staffId } : {}),
  }
}

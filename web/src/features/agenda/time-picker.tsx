/** A day and its free times, for a service and a professional; the one nearest to what was clicked is chosen. */
import { Button, Loader, Text, TextInput } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SlotWire, StaffWire } from '../../../../contract/appointments.ts'
import { useErrorText } from '../../ui/use-error-text.ts'
import { useAvailability } from './agenda.queries.ts'
import classes from './booking.module.css'
import { SlotButtons } from './slot-buttons.tsx'
import { addDays, isDay, wallOf } from './wall.ts'

interface Props {
  serviceId: string | null
  /** `any`: whoever is free. */
  staffId: string
  staff: readonly StaffWire[]
  day: string
  onDay: (day: string) => void
  /** The minute that was clicked: the first free time from there is chosen by itself. */
  wished: number | undefined
  slot: SlotWire | null
  onSlot: (slot: SlotWire | null) => void
}

export function TimePicker({ serviceId, staffId, staff, day, onDay, wished, slot, onSlot }: Props) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const times = useAvailability({ service_id: serviceId, staff_id: staffId, from: day, to: day })
  const slots = times.data
  useEffect(() => {
    if (!slots) return
    const still = slots.find((one) => one.start === slot?.start && one.staff_id === slot.staff_id)
    if (still) {
      if (still !== slot) onSlot(still)
      return
    }
    const near = wished === undefined ? null : (slots.find(({ start }) => wallOf(start).minutes >= wished) ?? null)
    if (near !== slot) onSlot(near)
  }, [slots, slot, wished, onSlot])

  return (
    <>
      <TextInput
        type="date"
        label={t('agenda.booking.day')}
        value={day}
        onChange={(event) => isDay(event.currentTarget.value) && onDay(event.currentTarget.value)}
      />
      <div>
        <p className={classes.label} id="free-times">
          {t('agenda.booking.time')}
        </p>
        <section className={classes.times} aria-labelledby="free-times" aria-busy={times.isFetching}>
          {serviceId === null && <Text c="dimmed">{t('agenda.booking.firstService')}</Text>}
          {times.isLoading && <Loader size="sm" />}
          {times.error && <Text c="red">{textOf(times.error)}</Text>}
          {slots?.length === 0 && (
            <div className={classes.none}>
              <Text c="dimmed">{t('agenda.booking.noTimes')}</Text>
              <Button variant="subtle" size="compact-sm" onClick={() => onDay(addDays(day, 1))}>
                {t('agenda.booking.nextDay')}
              </Button>
            </div>
          )}
          {slots && slots.length > 0 && (
            <SlotButtons slots={slots} staff={staff} chosen={slot?.offer_id ?? null} onChoose={onSlot} />
          )}
        </section>
      </div>
    </>
  )
}

/** Free times as buttons; with the day and the professional where they differ. */
import { UnstyledButton } from '@mantine/core'
import type { SlotWire, StaffWire } from '../../../../contract/appointments.ts'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './booking.module.css'

interface Props {
  slots: readonly SlotWire[]
  staff: readonly StaffWire[]
  /** Alternatives may be on another day, with somebody else. */
  withDay?: boolean
  chosen: string | null
  onChoose: (slot: SlotWire) => void
}

export function SlotButtons({ slots, staff, withDay = false, chosen, onChoose }: Props) {
  const format = useFormat()
  return (
    <div className={classes.slots} data-wide={withDay || undefined}>
      {slots.map((slot) => {
        const name = staff.find(({ id }) => id === slot.staff_id)?.name
        return (
          <UnstyledButton
            key={slot.offer_id}
            className={`${classes.slot} tabular`}
            aria-pressed={chosen === slot.offer_id}
            title={name}
            onClick={() => onChoose(slot)}
          >
            {withDay ? format.when(slot.start, { time: true }) : slot.start.slice(11, 16)}
            {withDay && name && <small>{name}</small>}
          </UnstyledButton>
        )
      })}
    </div>
  )
}

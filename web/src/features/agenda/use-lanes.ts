/** The columns of some days: one for each professional, one more where another agenda has appointments. */
import { useMemo } from 'react'
import type { AppointmentWire, StaffWire } from '../../../../contract/appointments.ts'
import { useFormat } from '../../ui/use-format.tsx'
import { type Lane, openOf, placeAll } from './lanes.rules.ts'

interface Wish {
  days: readonly string[]
  staff: readonly StaffWire[] | undefined
  appointments: readonly AppointmentWire[] | undefined
  /** One of them, or null for all. */
  only: string | null
}

export function useLanes({ days, staff, appointments, only }: Wish): Lane[] {
  const { zone } = useFormat()
  return useMemo(() => {
    const all = appointments ?? []
    const shown = (staff ?? []).filter(({ id }) => only === null || id === only)
    return days.flatMap((day) => {
      const ofDay = all.filter(({ start }) => start.startsWith(day))
      const lanes = shown.map(
        (one): Lane => ({
          key: `${day} ${one.id}`,
          day,
          staff: one,
          open: openOf(one, day, zone),
          placed: placeAll(ofDay.filter(({ staff_id }) => staff_id === one.id)),
        }),
      )
      // Also what was with somebody who has left: it happened, so it is shown.
      const elsewhere = ofDay.filter(({ staff_id }) => !staff?.some(({ id }) => id === staff_id))
      if (elsewhere.length > 0)
        lanes.push({ key: `${day} external`, day, staff: null, open: [], placed: placeAll(elsewhere) })
      return lanes
    })
  }, [days, staff, appointments, only, zone])
}

/** Keeps a time for minutes while somebody decides. */
import { newId } from '../../kernel/ids.ts'
import type { Scope } from '../../platform/scope.ts'
import { type Appointment, HOLD_MINUTES, type ShownAppointment } from './appointment.ts'
import { insertAppointment } from './appointments.store.ts'
import type { OfferDeps } from './find-slots.ts'
import { inBooking } from './in-booking.ts'
import { show } from './show-appointment.ts'
import { takeTime } from './take-time.ts'
import { tell } from './tell.ts'
import { type NamedTime, readNamedTime } from './time-wish.ts'

/** Throws 409 `booking.…` with alternatives where the time cannot be had. */
export async function holdSlot(scope: Scope, wish: NamedTime, deps: OfferDeps): Promise<ShownAppointment> {
  const now = scope.clock.now()
  const expiresAt = new Date(now.getTime() + HOLD_MINUTES * 60_000)
  return inBooking(scope, deps, async (tx) => {
    const id = newId()
    const time = await readNamedTime(tx, scope, wish, deps)
    const taken = await takeTime(tx, scope, time, { id, expiresAt })
    const hold: Appointment = {
      id,
      desk: 'own',
      state: 'held',
      contactId: null,
      leadId: null,
      serviceId: taken.service.id,
      staffId: taken.staffId,
      start: taken.start,
      end: taken.end,
      expiresAt,
      cancelReason: null,
      createdAt: now,
    }
    await insertAppointment(tx, hold)
    await tell(tx, scope, 'held', hold)
    const [shown] = await show(tx, scope, [hold])
    return shown!
  })
}

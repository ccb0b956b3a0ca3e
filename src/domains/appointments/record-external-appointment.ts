/** A time in somebody else's agenda, as a result told us: no staff of ours, its start alone, outside the exclusion. */
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { Appointment } from './appointment.ts'
import { insertAppointment, lockExternal, updateAppointment } from './appointments.store.ts'
import { tell } from './tell.ts'

export interface ExternalTime {
  leadId: string
  contactId: string
  start: Date
}

/**
 * A lead has one external appointment that stands: another start moves it, the same start changes nothing. In the
 * caller's transaction, which holds the lead's row, so that two results of one lead come one after the other.
 */
export async function recordExternalAppointment(
  tx: Tx,
  scope: Scope,
  time: ExternalTime,
): Promise<{ outcome: 'booked' | 'moved' | 'unchanged'; appointmentId: string }> {
  const now = scope.clock.now()
  const standing = await lockExternal(tx, time.leadId)
  if (!standing) {
    const booked: Appointment = {
      id: newId(),
      desk: 'external',
      state: 'booked',
      contactId: time.contactId,
      leadId: time.leadId,
      serviceId: null,
      staffId: null,
      start: time.start,
      end: null,
      expiresAt: null,
      cancelReason: null,
      createdAt: now,
    }
    await insertAppointment(tx, booked)
    await tell(tx, scope, 'booked', booked)
    return { outcome: 'booked', appointmentId: booked.id }
  }
  if (standing.start.getTime() === time.start.getTime()) return { outcome: 'unchanged', appointmentId: standing.id }
  const moved: Appointment = { ...standing, start: time.start }
  await updateAppointment(tx, moved, now)
  await tell(tx, scope, 'moved', moved, standing)
  return { outcome: 'moved', appointmentId: moved.id }
}

/** False where the lead has none that stands. */
export async function cancelExternalAppointment(tx: Tx, scope: Scope, leadId: string): Promise<boolean> {
  const standing = await lockExternal(tx, leadId)
  if (!standing) return false
  const cancelled: Appointment = { ...standing, state: 'cancelled' }
  await updateAppointment(tx, cancelled, scope.clock.now())
  await tell(tx, scope, 'cancelled', cancelled)
  return true
}

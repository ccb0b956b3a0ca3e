/** What a change of the agenda leaves behind: the person's story, the audit log, and news for open consoles. */
import { toWire } from '../../kernel/dates.ts'
import type { Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimeline } from '../contacts/index.ts'
import { getWorkspace, recordAudit } from '../workspaces/index.ts'
import type { Appointment } from './appointment.ts'
import { selectNames } from './staff.store.ts'

export type Happening =
  | 'held'
  | 'released'
  | 'booked'
  | 'moved'
  | 'confirmed'
  | 'kept'
  | 'no_show'
  | 'cancelled'
  /** Marked kept or missed by mistake, or a confirmation taken back. */
  | 'reopened'

/** In the transaction of the change itself. `before` is where a move came from. */
export async function tell(
  tx: Tx,
  scope: Scope,
  happening: Happening,
  appointment: Appointment,
  before?: Pick<Appointment, 'start' | 'staffId'>,
): Promise<void> {
  const { zone } = await getWorkspace(tx, scope)
  const start = toWire(appointment.start, zone)
  if (appointment.contactId !== null) {
    const names = await selectNames(tx, {
      serviceId: appointment.serviceId,
      staffIds: [appointment.staffId, before?.staffId ?? null].filter((id) => id !== null),
    })
    await appendTimeline(tx, scope, {
      contactId: appointment.contactId,
      leadId: appointment.leadId,
      kind: `appointment.${happening}`,
      refs: { appointmentId: appointment.id },
      data: {
        start,
        desk: appointment.desk,
        ...(names.service && { service: names.service }),
        ...(appointment.staffId && { staff: names.staff.get(appointment.staffId) }),
        ...(before && { from: toWire(before.start, zone) }),
        ...(before?.staffId && { from_staff: names.staff.get(before.staffId) }),
        ...(appointment.cancelReason && { reason: appointment.cancelReason }),
      },
    })
  }
  await recordAudit(tx, scope, {
    action: `appointment.${happening}`,
    subject: { kind: 'appointment', id: appointment.id },
    detail: { start, state: appointment.state, ...(before && { from: toWire(before.start, zone) }) },
  })
  await publish(tx, {
    topic: 'appointments',
    type: `appointment.${happening}`,
    data: { id: appointment.id, state: appointment.state, start, staff_id: appointment.staffId },
  })
}

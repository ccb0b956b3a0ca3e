/** The port to the agenda, one step up the ladder: what a result says about an appointment made elsewhere. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'

export interface ExternalAppointments {
  /**
   * Writes the lead's appointment at a desk that is not ours, or moves the one that stands. Runs in the caller's
   * transaction, which holds the lead's row; the person's timeline is the agenda's to write.
   */
  recordExternalAppointment(
    tx: Tx,
    scope: Scope,
    time: { leadId: string; contactId: string; start: Date },
  ): Promise<{ outcome: 'booked' | 'moved' | 'unchanged' }>
  /** False where the lead has none that stands. */
  cancelExternalAppointment(tx: Tx, scope: Scope, leadId: string): Promise<boolean>
}

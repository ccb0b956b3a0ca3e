/** The port to the agenda, one step up the ladder: what a result says about an appointment made elsewhere. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'

export interface ExternalAppointments {
  /**
   * Writes the lead's appointment at a desk that is not ours, or moves the one that is there. `changed` is false where
   * it stands at that time already. Runs in the caller's transaction; the person's timeline is the agenda's to write.
   */
  recordExternalAppointment(
    tx: Tx,
    scope: Scope,
    appointment: { leadId: string; contactId: string; start: Date },
  ): Promise<{ changed: boolean }>
  /** Cancels it; `changed` is false where there is none. */
  cancelExternalAppointment(tx: Tx, scope: Scope, leadId: string): Promise<{ changed: boolean }>
}

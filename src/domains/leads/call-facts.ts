/** The port to the calls, up the ladder: what is counted from their rows and shown on a lead. */
import type { Tx } from '../../platform/db/database.ts'

export interface CallFacts {
  /** Calls placed, by lead; leads without any may be left out. */
  attemptsOf(tx: Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, number>>
}

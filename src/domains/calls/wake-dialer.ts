/** Wakes the dialer: now, or when the next call falls due. */
import type { Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/queue/job.ts'
import type { Scope } from '../../platform/scope.ts'

export const TICK_JOB = 'calls.tick'

/** Two keys, so that a tick for later never takes the place of one for now. */
export const wakeDialer = (tx: Tx): Promise<void> => enqueue(tx, TICK_JOB, {}, { key: 'calls.tick' })

export const wakeDialerAt = (tx: Tx, scope: Pick<Scope, 'clock'>, at: Date): Promise<void> =>
  enqueue(tx, TICK_JOB, {}, { key: 'calls.tick-later', runAt: scope.clock.toMachine(at) })

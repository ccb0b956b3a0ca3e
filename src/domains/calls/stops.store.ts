/** SQL of the operator's last word: a STOP stands until the next START, and while it stands nothing is dialled by itself. */
import { over, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { CallsTables } from './calls.tables.ts'

const stops = (tx: Tx) => over<CallsTables>(tx)

/** False where one stood already. */
export async function keepStop(tx: Tx, { workspaceId, actor, clock }: Scope): Promise<boolean> {
  const kept = await stops(tx)
    .insertInto('standing_stops')
    .values({ workspace_id: workspaceId, stopped_by: JSON.stringify(actor), stopped_at: clock.now() })
    .onConflict((conflict) => conflict.column('workspace_id').doNothing())
    .returning('workspace_id')
    .executeTakeFirst()
  return kept !== undefined
}

export async function liftStop(tx: Tx): Promise<void> {
  await stops(tx).deleteFrom('standing_stops').execute()
}

export async function isStopped(tx: Tx): Promise<boolean> {
  const row = await stops(tx).selectFrom('standing_stops').select('stopped_at').executeTakeFirst()
  return row !== undefined
}

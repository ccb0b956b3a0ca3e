/** SQL of intake: deliveries, written once and marked as they move. */
import { newId } from '../../kernel/ids.ts'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Delivery, DeliveryState } from './delivery.ts'
import type { IntakeTables } from './intake.tables.ts'

export interface NewDelivery {
  workspaceId: string
  source: string
  key: string
  headers: Record<string, string>
  body: string
  receivedAt: Date
}

/** Also when two arrive together, one is new and the other finds it. */
export async function insertDelivery(
  tx: Tx,
  delivery: NewDelivery,
): Promise<{ deliveryId: string; duplicate: boolean }> {
  const db = over<IntakeTables>(tx)
  const inserted = await db
    .insertInto('deliveries')
    .values({
      workspace_id: delivery.workspaceId,
      id: newId(),
      source: delivery.source,
      delivery_key: delivery.key,
      headers: JSON.stringify(delivery.headers),
      body: delivery.body,
      received_at: delivery.receivedAt,
    })
    .onConflict((conflict) => conflict.constraint('deliveries_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { deliveryId: inserted.id, duplicate: false }
  const first = await db
    .selectFrom('deliveries')
    .select('id')
    .where('source', '=', delivery.source)
    .where('delivery_key', '=', delivery.key)
    .executeTakeFirstOrThrow()
  return { deliveryId: first.id, duplicate: true }
}

export async function readDelivery(tx: Tx, id: string): Promise<Delivery | null> {
  const row = await over<IntakeTables>(tx).selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    source: row.source,
    headers: row.headers,
    body: row.body,
    state: row.state,
    receivedAt: row.received_at,
    handledAt: row.handled_at,
    error: row.error,
  }
}

/** `error` is our code for why it was ignored or failed. */
export async function markDelivery(
  tx: Tx,
  id: string,
  mark: { state: DeliveryState; at: Date; error?: string },
): Promise<void> {
  await over<IntakeTables>(tx)
    .updateTable('deliveries')
    .set({ state: mark.state, handled_at: mark.at, error: mark.error ?? null })
    .where('id', '=', id)
    .execute()
}

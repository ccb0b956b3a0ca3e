/** Row types of this domain, as migration 0007 made them. */
import type { ColumnType } from 'kysely'
import type { DeliveryState } from './delivery.ts'

type WrittenOnce<T> = ColumnType<T, T, never>

interface DeliveriesTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  source: WrittenOnce<string>
  delivery_key: WrittenOnce<string>
  headers: ColumnType<Record<string, string>, string, never>
  body: WrittenOnce<string>
  state: ColumnType<DeliveryState, DeliveryState | undefined, DeliveryState>
  received_at: WrittenOnce<Date>
  handled_at: ColumnType<Date | null, undefined, Date | null>
  error: ColumnType<string | null, undefined, string | null>
}

export interface IntakeTables {
  deliveries: DeliveriesTable
}

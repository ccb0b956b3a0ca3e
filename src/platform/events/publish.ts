/** Tells the console, in every process, that something changed: sent by PostgreSQL when the transaction commits. */
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

export const CHANNEL = 'antesala_events'

/** `topic` is a domain's word (`calls`, `leads`, `appointments`, `imports`); `data` is small (NOTIFY takes 8,000 bytes). */
export interface LiveEvent {
  topic: string
  type: string
  data?: Record<string, unknown>
}

export async function publish(tx: Tx, event: LiveEvent): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, json_build_object('workspaceId', app.workspace(), 'event', ${JSON.stringify(event)}::json)::text)`.execute(
    tx,
  )
}

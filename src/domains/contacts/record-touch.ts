/** Remembers that somebody reached out to a person: the gap and the caps of every channel are counted from these rows. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { ContactIntent } from './contact.ts'
import { insertTouch } from './permissions.store.ts'

/** In the transaction of whoever touches the person. */
export async function recordTouch(
  tx: Tx,
  scope: Pick<Scope, 'workspaceId' | 'clock'>,
  touch: ContactIntent & { contactId: string; at?: Date },
): Promise<void> {
  await insertTouch(tx, { ...touch, workspaceId: scope.workspaceId, at: touch.at ?? scope.clock.now() })
}

/** Puts people back as a bulk change found them, where nobody has touched them since. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { ContactFields } from './contact.ts'
import { selectContacts } from './contacts.store.ts'
import type { Change } from './upsert.rules.ts'
import {
  deleteContacts,
  deleteIdentities,
  placeIdentities,
  selectTouchedContacts,
  writeContacts,
} from './upsert-contacts.store.ts'

export interface ContactUndo {
  contactId: string
  /** Made by the change: deleted with all that hangs on them. */
  created: boolean
  change?: Pick<Change, 'before' | 'added' | 'order'>
}

/** What the change left as its mark: its instant on the rows, and its id in the `refs` of each person's timeline entry. */
export interface ChangeMark {
  at: Date
  ref: { key: string; id: string }
}

/** Those of `contactIds` whom somebody changed, or to whom something happened, after the change. */
export async function touchedContacts(tx: Tx, contactIds: readonly string[], mark: ChangeMark): Promise<string[]> {
  return selectTouchedContacts(tx, contactIds, mark)
}

/** The caller has made sure with `touchedContacts` that these may be put back. */
export async function takeBackContacts(
  tx: Tx,
  scope: Pick<Scope, 'clock'>,
  undos: readonly ContactUndo[],
): Promise<void> {
  await deleteContacts(
    tx,
    undos.filter((undo) => undo.created).map((undo) => undo.contactId),
  )
  const changed = undos.flatMap(({ contactId, created, change }) => (created || !change ? [] : [{ contactId, change }]))
  if (changed.length === 0) return
  await deleteIdentities(
    tx,
    changed.flatMap(({ contactId, change }) => change.added.map(({ kind, value }) => ({ contactId, kind, value }))),
  )
  await placeIdentities(
    tx,
    changed.flatMap(({ contactId, change }) =>
      change.order.flatMap(({ kind, before }) =>
        before.map((value, position) => ({ contactId, kind, value, position })),
      ),
    ),
  )
  const now = new Map(
    (
      await selectContacts(
        tx,
        changed.map((one) => one.contactId),
      )
    ).map((contact) => [contact.id, contact]),
  )
  const people = changed.flatMap(({ contactId, change }): (ContactFields & { id: string })[] => {
    const contact = now.get(contactId)
    if (!contact) return []
    const { identities: _, createdAt: __, updatedAt: ___, ...fields } = contact
    return [{ ...fields, ...change.before }]
  })
  await writeContacts(tx, people, scope.clock.now())
}

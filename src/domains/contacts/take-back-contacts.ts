/** Puts people back as a bulk change found them, where nobody has touched them since. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
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

/**
 * Undos come last change first: of several to one person, the state before the earliest is what comes back. The caller
 * has made sure with `touchedContacts` that these may be put back.
 */
export async function takeBackContacts(
  tx: Tx,
  scope: Pick<Scope, 'clock'>,
  undos: readonly ContactUndo[],
): Promise<void> {
  await deleteContacts(
    tx,
    undos.filter((undo) => undo.created).map((undo) => undo.contactId),
  )
  const changes = new Map<string, NonNullable<ContactUndo['change']>>()
  for (const { contactId, created, change } of undos) {
    if (created || !change) continue
    const later = changes.get(contactId)
    changes.set(contactId, later ? together(later, change) : change)
  }
  if (changes.size === 0) return
  const rows = [...changes].map(([contactId, change]) => ({ contactId, ...change }))
  await deleteIdentities(
    tx,
    rows.flatMap(({ contactId, added }) => added.map(({ kind, value }) => ({ contactId, kind, value }))),
  )
  await placeIdentities(
    tx,
    rows.flatMap(({ contactId, order }) =>
      order.flatMap(({ kind, before }) => before.map((value, position) => ({ contactId, kind, value, position }))),
    ),
  )
  const people = await selectContacts(tx, [...changes.keys()])
  await writeContacts(
    tx,
    people.map(({ identities: _, createdAt: __, updatedAt: ___, ...fields }) => ({
      ...fields,
      ...changes.get(fields.id)!.before,
    })),
    scope.clock.now(),
  )
}

function together(
  later: NonNullable<ContactUndo['change']>,
  earlier: NonNullable<ContactUndo['change']>,
): NonNullable<ContactUndo['change']> {
  const kinds = new Set(earlier.order.map((order) => order.kind))
  return {
    before: { ...later.before, ...earlier.before },
    added: [...later.added, ...earlier.added],
    order: [...later.order.filter((order) => !kinds.has(order.kind)), ...earlier.order],
  }
}

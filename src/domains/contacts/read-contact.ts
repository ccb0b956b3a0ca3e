/** Looks people up. */
import { notFound } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Contact, IdentityKind } from './contact.ts'
import { selectContactIdsByIdentity, selectContacts } from './contacts.store.ts'

/** Throws `contact.not_found`. */
export async function getContact(tx: Tx, id: string): Promise<Contact> {
  const [contact] = isUuid(id) ? await selectContacts(tx, [id]) : []
  if (!contact) throw notFound('contact.not_found')
  return contact
}

/** By id; who does not exist is left out. */
export async function getContacts(tx: Tx, ids: readonly string[]): Promise<Map<string, Contact>> {
  const contacts = await selectContacts(tx, ids)
  return new Map(contacts.map((contact) => [contact.id, contact]))
}

/** Who answers to a phone (E.164), an address or a vendor's id: several where relatives share it, the oldest first. */
export async function findContacts(tx: Tx, kind: IdentityKind, value: string): Promise<Contact[]> {
  const ids = await selectContactIdsByIdentity(tx, kind, value)
  const contacts = await getContacts(tx, ids)
  return ids.flatMap((id) => contacts.get(id) ?? [])
}

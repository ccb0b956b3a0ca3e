/** For whom a time is booked: a contact we know by id, or somebody who names themselves, found again or made. */

import { readEmail } from '../../kernel/email.ts'
import { invalid } from '../../kernel/errors.ts'
import { readPhone } from '../../kernel/phone.ts'
import { tidy } from '../../kernel/text.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimeline, changeContact, createContact, findContacts, getContact, valuesOf } from '../contacts/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { appointmentsMessages } from './appointments.messages.ts'
import { lockWords } from './appointments.store.ts'
import { type KnownPerson, samePerson } from './same-person.rules.ts'

export type BookingPerson = { contactId: string } | { name: string; email?: string; phone?: string }

/** Read, nothing written: E.164 and a lower-case address. */
export type ReadPerson = { contactId: string } | { name: string; email: string | null; phone: string | null }

/** Throws `booking.phone_invalid` or `booking.email_invalid`, naming the field: a booking's phone must be a valid number, its e-mail an address. */
export async function readPerson(tx: Tx, scope: Scope, person: BookingPerson): Promise<ReadPerson> {
  if ('contactId' in person) return person
  const { region } = await getWorkspace(tx, scope)
  const phone = given(person.phone) === null ? null : readPhone(person.phone!, region)
  if (phone && phone.kind !== 'valid') throw unusable(scope, 'contact.phone', 'booking.phone_invalid')
  const email = given(person.email) === null ? null : readEmail(person.email!)
  if (given(person.email) !== null && email === null) throw unusable(scope, 'contact.email', 'booking.email_invalid')
  return { name: tidy(person.name), email, phone: phone?.e164 ?? null }
}

/**
 * Finds the person by phone and e-mail where the name fits too, else makes them; a phone or an e-mail that we did not have
 * is added. Two first bookings of one person at one moment make one person. Throws `contact.not_found`.
 */
export async function contactOf(
  tx: Tx,
  scope: Scope,
  person: ReadPerson,
): Promise<{ id: string; name: string | null }> {
  if ('contactId' in person) return getContact(tx, person.contactId)
  const { name, email, phone } = person
  await lockWords(
    tx,
    [phone, email].filter((word) => word !== null),
  )
  const known = [
    ...(phone ? await findContacts(tx, 'phone', phone) : []),
    ...(email ? await findContacts(tx, 'email', email) : []),
  ]
  const found = samePerson(name, tally(known))
  if (!found) return createContact(tx, scope, { name, phones: phone ? [phone] : [], emails: email ? [email] : [] })
  const contact = known.find((one) => one.id === found.id)!
  const missing = {
    ...(contact.name === null && { name }),
    ...(phone && valuesOf(contact, 'phone').length === 0 && { phones: [phone] }),
    ...(email && valuesOf(contact, 'email').length === 0 && { emails: [email] }),
  }
  if (Object.keys(missing).length === 0) return contact
  const { contact: filled, changed } = await changeContact(tx, scope, contact.id, missing)
  await appendTimeline(tx, scope, { contactId: contact.id, kind: 'contact.updated', data: { changed } })
  return filled
}

function tally(known: readonly { id: string; name: string | null }[]): KnownPerson[] {
  const people = new Map<string, KnownPerson>()
  for (const { id, name } of known) people.set(id, { id, name, matches: (people.get(id)?.matches ?? 0) + 1 })
  return [...people.values()]
}

const given = (text: string | undefined): string | null => text?.trim() || null

function unusable(scope: Scope, field: string, code: 'booking.phone_invalid' | 'booking.email_invalid') {
  const message = appointmentsMessages[code][scope.locale]
  return invalid(code, { details: { fields: [{ field, code, message }] } })
}

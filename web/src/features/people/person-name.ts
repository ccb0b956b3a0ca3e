/** What a person is called: their name, else how they are reached. */
import type { ContactSummary } from '../../../../contract/contacts.ts'
import { sayPhone } from '../../ui/format.ts'

export function personName(contact: Pick<ContactSummary, 'name' | 'phones' | 'emails'>): string {
  const [phone] = contact.phones
  return contact.name || (phone ? sayPhone(phone) : contact.emails[0]) || '—'
}

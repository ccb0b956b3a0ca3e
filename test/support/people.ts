/** Invented people and their leads, for tests that need some. */

import { type ContactChanges, createContact } from '../../src/domains/contacts/index.ts'
import type { LeadFields } from '../../src/domains/leads/lead.ts'
import { insertLead } from '../../src/domains/leads/leads.store.ts'
import { newId } from '../../src/kernel/ids.ts'
import { inWorkspace } from '../../src/platform/db/database.ts'
import type { Scope } from '../../src/platform/scope.ts'

let serial = 0

/** `612 000 001` and on: valid, and nobody's. */
export const nextPhone = (): string => `+3461${String(2_000_000 + ++serial)}`

export interface MadeLead {
  leadId: string
  contactId: string
  phone: string
}

/** A person with one phone of their own and one open lead, unless told otherwise. */
export async function makeLead(
  scope: Scope,
  { person = {}, lead = {} }: { person?: ContactChanges; lead?: Partial<LeadFields> } = {},
): Promise<MadeLead> {
  return inWorkspace(scope, async (tx) => {
    const phone = person.phones?.[0] ?? nextPhone()
    const contact = await createContact(tx, scope, { name: 'Marta Invento Pérez', phones: [phone], ...person })
    const leadId = newId()
    const at = scope.clock.now()
    await insertLead(tx, { workspaceId: scope.workspaceId, id: leadId, contactId: contact.id, at, fields: lead })
    return { leadId, contactId: contact.id, phone }
  })
}

/** Makes a lead by hand, for a person we know or a new one. */
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import {
  appendTimeline,
  type Contact,
  type ContactChanges,
  createContact,
  findContacts,
  getContact,
  valuesOf,
} from '../contacts/index.ts'
import { recordAudit } from '../workspaces/index.ts'
import { unknownReference } from './change-lead.ts'
import type { LeadChanges } from './lead-wire.ts'
import { insertLead } from './leads.store.ts'

export interface LeadWish extends Omit<LeadChanges, 'contact' | 'status' | 'closureReason'> {
  person: { contactId: string } | { contact: ContactChanges; allowDuplicate: boolean }
}

/**
 * Throws `contact.not_found`, `contact.invalid`, `contact.exists` (with candidates) where somebody has one of the phones
 * or addresses already, `campaign.not_found` and its like.
 */
export async function createLead(scope: Scope, wish: LeadWish): Promise<{ leadId: string }> {
  const created = inWorkspace(scope, async (tx) => {
    const contact = await personOf(tx, scope, wish.person)
    const { person: _, custom, ...fields } = wish
    const leadId = newId()
    const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    await insertLead(tx, {
      workspaceId: scope.workspaceId,
      id: leadId,
      contactId: contact.id,
      at: scope.clock.now(),
      fields: { source: 'manual', ...sent, ...(custom ? { custom: withoutNulls(custom) } : {}) },
    })
    await appendTimeline(tx, scope, {
      contactId: contact.id,
      leadId,
      kind: 'lead.created',
      data: { source: wish.source ?? 'manual', campaign_id: wish.campaignId ?? null },
    })
    await recordAudit(tx, scope, { action: 'lead.created', subject: { kind: 'lead', id: leadId } })
    await publish(tx, { topic: 'leads', type: 'lead.created', data: { leadId } })
    return { leadId }
  })
  return created.catch((error: unknown) => {
    throw unknownReference(error) ?? error
  })
}

async function personOf(tx: Tx, scope: Scope, person: LeadWish['person']): Promise<Contact> {
  if ('contactId' in person) return getContact(tx, person.contactId)
  const { name, firstName, lastName, phones = [], emails = [] } = person.contact
  if (!name && !firstName && !lastName && phones.length + emails.length === 0) throw invalid('lead.person_nameless')
  const contact = await createContact(tx, scope, person.contact)
  if (!person.allowDuplicate) await refuseDuplicate(tx, contact)
  return contact
}

/** Looked up after writing, by what was stored: the transaction takes it back. */
async function refuseDuplicate(tx: Tx, contact: Contact): Promise<void> {
  const alike = new Map<string, Contact>()
  for (const kind of ['phone', 'email'] as const)
    for (const value of valuesOf(contact, kind))
      for (const other of await findContacts(tx, kind, value)) if (other.id !== contact.id) alike.set(other.id, other)
  if (alike.size === 0) return
  const candidates = [...alike.values()].map((other) => ({
    contact_id: other.id,
    name: other.name,
    phones: valuesOf(other, 'phone'),
    emails: valuesOf(other, 'email'),
  }))
  throw conflict('contact.exists', { details: { candidates } })
}

const withoutNulls = (custom: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(custom).filter(([, value]) => value !== null))

/** A person as others see them: on the wire, with what happened to them and whether they may be contacted. */
import type { ContactSummary, ContactWire, TimelineEntryWire } from '../../../contract/contacts.ts'
import { toWire } from '../../kernel/dates.ts'
import { invalid } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { type Caller, type Contact, type ContactChannel, type Purpose, validPhones, valuesOf } from './contact.ts'
import type { PolicyDecision } from './contact-policy.rules.ts'
import { mayContactMany } from './may-contact.ts'
import { getContact } from './read-contact.ts'
import { readTimeline, type TimelineEntry } from './timeline.store.ts'

/** The valid phones first: whoever takes the first one takes one that can be dialled. */
export function toContactSummary(contact: Contact): ContactSummary {
  const valid = validPhones(contact)
  return {
    id: contact.id,
    name: contact.name,
    first_name: contact.firstName,
    last_name: contact.lastName,
    phones: [...valid, ...valuesOf(contact, 'phone').filter((phone) => !valid.includes(phone))],
    emails: valuesOf(contact, 'email'),
    national_id: contact.nationalId,
    birth_date: contact.birthDate,
    postal_code: contact.postalCode,
    city: contact.city,
    province: contact.province,
    manychat_id: valuesOf(contact, 'manychat')[0] ?? null,
  }
}

export async function showContact(scope: Scope, id: string): Promise<ContactWire> {
  return inWorkspace(scope, async (tx) => {
    const contact = await getContact(tx, id)
    const { zone } = await getWorkspace(tx, scope)
    return {
      ...toContactSummary(contact),
      sex: contact.sex,
      address: contact.address,
      country: contact.country,
      language: contact.language,
      zone: contact.zone,
      created_at: toWire(contact.createdAt, zone),
      updated_at: toWire(contact.updatedAt, zone),
    }
  })
}

export interface TimelineQuestion {
  order: 'newest' | 'oldest'
  limit: number
  cursor?: string | undefined
}

/** Throws `contact.not_found`, `timeline.bad_cursor`. */
export async function showTimeline(
  scope: Scope,
  contactId: string,
  question: TimelineQuestion,
): Promise<{ items: TimelineEntryWire[]; nextCursor: string | null }> {
  const after = question.cursor === undefined ? undefined : readCursor(question.cursor)
  return inWorkspace(scope, async (tx) => {
    await getContact(tx, contactId)
    const { zone } = await getWorkspace(tx, scope)
    const entries = await readTimeline(tx, {
      contactId,
      order: question.order,
      limit: question.limit + 1,
      ...(after ? { after } : {}),
    })
    const page = entries.slice(0, question.limit)
    const last = page.at(-1)
    return {
      items: page.map((entry) => entryToWire(entry, zone)),
      nextCursor: entries.length > page.length && last ? writeCursor(last) : null,
    }
  })
}

const entryToWire = (entry: TimelineEntry, zone: string): TimelineEntryWire => ({
  id: entry.id,
  at: toWire(entry.at, zone),
  kind: entry.kind,
  lead_id: entry.leadId,
  actor: { kind: entry.actor.kind, name: entry.actor.name },
  refs: entry.refs,
  data: entry.data,
})

const writeCursor = (entry: TimelineEntry): string =>
  Buffer.from(`${entry.at.getTime()}.${entry.id}`).toString('base64url')

function readCursor(cursor: string): { at: Date; id: string } {
  const [ms = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('.')
  if (!/^\d{1,16}$/.test(ms) || !isUuid(id)) throw invalid('timeline.bad_cursor')
  return { at: new Date(Number(ms)), id }
}

export interface PolicyView {
  intent: { channel: ContactChannel; purpose: Purpose; caller: Caller }
  profile: string
  decision: PolicyDecision
  zone: string
}

/** May they be contacted now, and why. `purpose` defaults to the workspace's. Throws `contact.not_found`. */
export async function showPolicy(
  scope: Scope,
  contactId: string,
  question: { channel: ContactChannel; purpose?: Purpose | undefined; caller: Caller },
): Promise<PolicyView> {
  return inWorkspace(scope, async (tx) => {
    await getContact(tx, contactId)
    const workspace = await getWorkspace(tx, scope)
    const { policy } = workspace.settings
    const intent = { ...question, purpose: question.purpose ?? policy.defaultPurpose }
    const decisions = await mayContactMany(tx, scope, [contactId], intent, workspace)
    return { intent, profile: policy.profile, decision: decisions.get(contactId)!, zone: workspace.zone }
  })
}

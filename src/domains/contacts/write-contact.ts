/** Makes a person, or changes what is known of one: everything is read before anything is written. */
import { type AppError, conflict, type FieldProblem, invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import { brokeConstraint } from '../../platform/db/database-error.ts'
import { fill } from '../../platform/http/messages.ts'
import type { Locale, Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { type Contact, type ContactFields, type IdentityKind, valuesOf, wholeName } from './contact.ts'
import { contactsMessages } from './contacts.messages.ts'
import { insertContact, lockContact, replaceIdentities, selectContacts, updateContactFields } from './contacts.store.ts'
import { readEmails, readPhones } from './read-identities.rules.ts'

/** Absent keeps, `null` clears; the lists replace what is there, in their order. */
export interface ContactChanges extends Partial<ContactFields> {
  /** As people write them. Impossible numbers are refused, merely possible ones kept and never dialled. */
  phones?: readonly string[]
  emails?: readonly string[]
  /** Ids at vendors and channels, as text. */
  vendorIds?: Partial<Record<Exclude<IdentityKind, 'phone' | 'email' | 'national_id'>, string>>
}

/** Throws `contact.invalid` with the fields, `contact.identity_taken`. Looks for no duplicate: that is the caller's question. */
export async function createContact(tx: Tx, scope: Scope, wish: ContactChanges): Promise<Contact> {
  const read = await readChanges(tx, scope, wish)
  const owner = { workspaceId: scope.workspaceId, contactId: newId(), at: scope.clock.now() }
  const { fields } = read
  const name = wholeName({ name: null, firstName: null, lastName: null, ...fields })
  await insertContact(tx, {
    workspaceId: owner.workspaceId,
    id: owner.contactId,
    fields: { ...fields, name },
    at: owner.at,
  })
  for (const [kind, identities] of read.identities) await hold(tx, owner, kind, identities)
  const [contact] = await selectContacts(tx, [owner.contactId])
  return contact!
}

export interface ChangedContact {
  contact: Contact
  /** Names of what is different now, in `ContactChanges`' words; empty where all was so already. */
  changed: string[]
  before: Record<string, unknown>
}

/** Throws `contact.not_found`, `contact.invalid`. Trace and timeline are the caller's. */
export async function changeContact(
  tx: Tx,
  scope: Scope,
  id: string,
  changes: ContactChanges,
): Promise<ChangedContact> {
  if (!(await lockContact(tx, id))) throw notFound('contact.not_found')
  const [before] = await selectContacts(tx, [id])
  const { fields, identities } = await readChanges(tx, scope, changes)
  if (!('name' in fields) && ('firstName' in fields || 'lastName' in fields))
    fields.name = wholeName({ ...before!, ...fields, name: null })

  const changedFields = Object.keys(fields).filter(
    (field) => fields[field as keyof ContactFields] !== before![field as keyof ContactFields],
  )
  const changedKinds = identities.filter(([kind, list]) => {
    const now = valuesOf(before!, kind)
    return list.length !== now.length || list.some((identity, index) => identity.value !== now[index])
  })
  const at = scope.clock.now()
  if (changedFields.length + changedKinds.length > 0) {
    const changedOnly = Object.fromEntries(Object.entries(fields).filter(([field]) => changedFields.includes(field)))
    await updateContactFields(tx, id, changedOnly, at)
  }
  for (const [kind, list] of changedKinds)
    await hold(tx, { workspaceId: scope.workspaceId, contactId: id, at }, kind, list)
  const [contact] = await selectContacts(tx, [id])
  const nameOf = (kind: IdentityKind) => (kind === 'phone' ? 'phones' : kind === 'email' ? 'emails' : kind)
  return {
    contact: contact!,
    changed: [...changedFields, ...changedKinds.map(([kind]) => nameOf(kind))],
    before: {
      ...Object.fromEntries(changedFields.map((field) => [field, before![field as keyof ContactFields]])),
      ...Object.fromEntries(changedKinds.map(([kind]) => [nameOf(kind), valuesOf(before!, kind)])),
    },
  }
}

interface ReadChanges {
  fields: Partial<ContactFields>
  identities: [IdentityKind, { value: string; raw: string | null; valid: boolean }[]][]
}

async function readChanges(tx: Tx, scope: Scope, changes: ContactChanges): Promise<ReadChanges> {
  const { phones, emails, vendorIds, ...fields } = changes
  const { region } = await getWorkspace(tx, scope)
  const identities: ReadChanges['identities'] = []
  const problems: FieldProblem[] = []
  if (phones) {
    const reading = readPhones(phones, fields.country ?? region, 'phones')
    identities.push(['phone', reading.identities])
    problems.push(...reading.problems)
  }
  if (emails) {
    const reading = readEmails(emails, 'emails')
    identities.push(['email', reading.identities])
    problems.push(...reading.problems)
  }
  for (const [kind, value] of Object.entries(vendorIds ?? {}))
    identities.push([kind as IdentityKind, [{ value, raw: null, valid: true }]])
  // The id number is also an identity, so that people can be found by it.
  if (fields.nationalId !== undefined) {
    const value = fields.nationalId
    identities.push(['national_id', value === null ? [] : [{ value, raw: null, valid: true }]])
  }
  if (problems.length > 0) throw unusable(problems, scope.locale)
  return { fields, identities }
}

/** Throws `contact.identity_taken` where a vendor's id is somebody else's already. */
async function hold(...change: Parameters<typeof replaceIdentities>): Promise<void> {
  try {
    await replaceIdentities(...change)
  } catch (error) {
    if (brokeConstraint(error, 'contact_identities_vendor')) throw conflict('contact.identity_taken', { cause: error })
    throw error
  }
}

function unusable(problems: FieldProblem[], locale: Locale): AppError {
  const messages: Record<string, Record<Locale, string>> = contactsMessages
  const fields = problems.map((problem) => ({ ...problem, message: fill(messages[problem.code]?.[locale] ?? '') }))
  return invalid('contact.invalid', { details: { fields }, params: { fields: fields.map((f) => f.field).join(', ') } })
}

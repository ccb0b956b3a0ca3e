/** Who a row of a file means, and what it changes in them. No clock, no database. */
import { fold } from '../../kernel/text.ts'
import { CONTACT_FIELDS, type Contact, type ContactFields, type IdentityKind, wholeName } from './contact.ts'

/** `create` skips who exists, `fill_empty` adds what is missing, `overwrite` takes the newer word. */
export type UpsertPolicy = 'create' | 'fill_empty' | 'overwrite'

export interface InputIdentity {
  kind: IdentityKind
  value: string
  raw?: string | null
  valid?: boolean
}

/** What somebody knows of a person. Absent and null are the same: nothing is cleared. Identities in their order. */
export interface ContactInput {
  /** Who it is, where that is known already. */
  contactId?: string
  fields: Partial<ContactFields>
  identities: InputIdentity[]
}

export type Match =
  | { kind: 'nobody' }
  | { kind: 'one'; contact: Contact }
  | { kind: 'unclear'; reason: 'national_id_differs' | 'matches_two_people' }

/** Ids that belong to one person only, unlike a phone or an address that relatives share. */
const SURE_KINDS: readonly IdentityKind[] = ['manychat', 'telegram', 'odoo', 'vtiger', 'whatsapp']

/**
 * Among `candidates` (oldest first; all who share an identity with the input) the person who is meant.
 *
 * A vendor's id decides. Then the first phone: who has it as their first is the person, unless the identity numbers say
 * otherwise; who has it as a further one (a home's line) only where the name agrees. Then the identity number, then the
 * e-mail, where the name agrees or one of the two has no phone. Two different people found: nobody is guessed.
 */
export function matchContact(input: ContactInput, candidates: readonly Contact[]): Match {
  const sure = candidates.find(
    (contact) =>
      contact.id === input.contactId ||
      input.identities.some(({ kind, value }) => SURE_KINDS.includes(kind) && holds(contact, kind, value)),
  )
  if (sure) return { kind: 'one', contact: sure }

  const nationalId = input.fields.nationalId
  const byNationalId = nationalId ? candidates.filter((contact) => contact.nationalId === nationalId) : []
  const phone = input.identities.find((identity) => identity.kind === 'phone')?.value
  const byPhone = phone ? candidates.filter((contact) => holds(contact, 'phone', phone)) : []

  const both = byPhone.find((contact) => byNationalId.includes(contact))
  if (both) return { kind: 'one', contact: both }
  const first = byPhone.filter((contact) => positionOf(contact, 'phone', phone!) === 0)
  const agreeing = first.find((contact) => !differ(contact.nationalId, nationalId))
  const found =
    agreeing ?? byPhone.find((contact) => namesAgree(contact, input) && !differ(contact.nationalId, nationalId))
  if (found)
    return byNationalId.length > 0 ? { kind: 'unclear', reason: 'matches_two_people' } : { kind: 'one', contact: found }
  if (first.length > 0) return { kind: 'unclear', reason: 'national_id_differs' }
  if (byNationalId.length > 0) return { kind: 'one', contact: byNationalId[0]! }

  const emails = input.identities.filter((identity) => identity.kind === 'email').map((identity) => identity.value)
  const byEmail = candidates.find(
    (contact) =>
      emails.some((email) => holds(contact, 'email', email)) &&
      !differ(contact.nationalId, nationalId) &&
      (namesAgree(contact, input) || !phone || !contact.identities.some((identity) => identity.kind === 'phone')),
  )
  return byEmail ? { kind: 'one', contact: byEmail } : { kind: 'nobody' }
}

export interface Change {
  /** The fields with their new values. */
  fields: Partial<ContactFields>
  /** The same fields as they were. */
  before: Partial<ContactFields>
  added: InputIdentity[]
  /** `overwrite` only: kinds whose order becomes this (values). */
  order: { kind: IdentityKind; values: string[]; before: string[] }[]
  /** Names for the report: fields, and `phones`, `emails`… */
  changed: string[]
}

/** What the input changes in the person under the policy; nothing where `changed` is empty. */
export function planChange(contact: Contact, input: ContactInput, policy: Exclude<UpsertPolicy, 'create'>): Change {
  const fields: Record<string, unknown> = {}
  const before: Record<string, unknown> = {}
  const wished = wishedFields(contact, input.fields, policy)
  for (const field of CONTACT_FIELDS) {
    const value = wished[field]
    if (value === undefined || value === null || value === contact[field]) continue
    if (policy === 'fill_empty' && contact[field] !== null) continue
    fields[field] = value
    before[field] = contact[field]
  }
  const nationalId = (fields['nationalId'] as string | undefined) ?? contact.nationalId
  const added = input.identities.filter(
    // A number that the person does not take does not become theirs by the back door.
    ({ kind, value }) => !holds(contact, kind, value) && (kind !== 'national_id' || value === nationalId),
  )
  const order = policy === 'overwrite' ? newOrder(contact, input.identities) : []
  const kinds = new Set([...added, ...order].map((identity) => listName(identity.kind)))
  return {
    fields: fields as Partial<ContactFields>,
    before: before as Partial<ContactFields>,
    added,
    order,
    changed: [...Object.keys(fields), ...[...kinds].filter((name) => !(name in fields))],
  }
}

/** The whole name follows its parts where the sender gave only these. */
export function wishedFields(
  contact: Pick<ContactFields, 'name' | 'firstName' | 'lastName'> | null,
  given: Partial<ContactFields>,
  policy: UpsertPolicy,
): Partial<ContactFields> {
  if (given.name || (!given.firstName && !given.lastName)) return given
  const overwrite = policy === 'overwrite'
  const part = (field: 'firstName' | 'lastName') =>
    overwrite ? (given[field] ?? contact?.[field] ?? null) : (contact?.[field] ?? given[field] ?? null)
  return { ...given, name: wholeName({ name: null, firstName: part('firstName'), lastName: part('lastName') }) }
}

/** Kinds of which the input names the order: its values first, the others after them. */
function newOrder(contact: Contact, identities: readonly InputIdentity[]): Change['order'] {
  const orders: Change['order'] = []
  for (const kind of ['phone', 'email'] as const) {
    const given = identities.filter((identity) => identity.kind === kind).map((identity) => identity.value)
    const before = contact.identities
      .filter((identity) => identity.kind === kind)
      .toSorted((a, b) => a.position - b.position)
      .map((identity) => identity.value)
    const values = [...given, ...before.filter((value) => !given.includes(value))]
    const known = values.filter((value) => before.includes(value))
    if (given.length > 0 && (known.join() !== before.join() || (before.length > 0 && values[0] !== before[0]))) {
      orders.push({ kind, values, before })
    }
  }
  return orders
}

export const listName = (kind: IdentityKind): string =>
  kind === 'phone' ? 'phones' : kind === 'email' ? 'emails' : kind === 'national_id' ? 'nationalId' : kind

const holds = (contact: Contact, kind: IdentityKind, value: string): boolean =>
  contact.identities.some((identity) => identity.kind === kind && identity.value === value)

const positionOf = (contact: Contact, kind: IdentityKind, value: string): number | undefined =>
  contact.identities.find((identity) => identity.kind === kind && identity.value === value)?.position

const differ = (a: string | null | undefined, b: string | null | undefined): boolean => Boolean(a && b && a !== b)

/** The same words, or one of the two has no name to compare. */
function namesAgree(contact: Contact, input: ContactInput): boolean {
  const mine = wholeName(contact)
  const theirs = wholeName({
    name: input.fields.name ?? null,
    firstName: input.fields.firstName ?? null,
    lastName: input.fields.lastName ?? null,
  })
  return !mine || !theirs || fold(mine) === fold(theirs)
}

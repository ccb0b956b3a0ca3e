/** Makes or completes people, one or thousands at a time, without making anybody twice. */
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { CONTACT_FIELDS, type Contact, type ContactFields, type Identity } from './contact.ts'
import { selectContacts } from './contacts.store.ts'
import {
  type Change,
  type ContactInput,
  listName,
  matchContact,
  planChange,
  type UpsertPolicy,
  wishedFields,
} from './upsert.rules.ts'
import {
  insertContacts,
  insertIdentities,
  lockIdentities,
  type PlacedIdentity,
  placeIdentities,
  selectHolders,
  writeContacts,
} from './upsert-contacts.store.ts'

export type UpsertOutcome =
  | { outcome: 'created'; contactId: string; changed: string[] }
  | { outcome: 'updated'; contactId: string; changed: string[]; change: Change }
  | { outcome: 'unchanged'; contactId: string; changed: [] }
  /** `exists` under `create`; else who is meant is unclear, and nobody is guessed. */
  | { outcome: 'skipped'; contactId: string | null; changed: []; reason: SkipReason }

export type SkipReason = 'exists' | 'national_id_differs' | 'matches_two_people'

/** A person as this batch will leave them. */
interface Draft {
  contact: Contact
  isNew: boolean
  touched: boolean
}

/**
 * One outcome a row, in the rows' order. Earlier rows of the batch count as existing people for later ones. Phones and
 * e-mails must be normalised already; an identity number in `fields` becomes an identity by itself.
 */
export async function upsertContacts(
  tx: Tx,
  scope: Pick<Scope, 'workspaceId' | 'clock'>,
  rows: readonly ContactInput[],
  policy: UpsertPolicy,
): Promise<UpsertOutcome[]> {
  const inputs = rows.map(withNationalId)
  const identities = inputs.flatMap((input) => input.identities)
  await lockIdentities(tx, scope.workspaceId, identities)
  const known = inputs.flatMap((input) => input.contactId ?? [])
  const holders = await selectHolders(tx, identities)
  const batch = new Batch(await selectContacts(tx, [...new Set([...holders, ...known])]), scope.clock.now())
  const outcomes = inputs.map((input) => batch.take(input, policy))
  await batch.write(tx)
  return outcomes
}

function withNationalId(input: ContactInput): ContactInput {
  const value = input.fields.nationalId
  if (!value || input.identities.some((identity) => identity.kind === 'national_id')) return input
  return { ...input, identities: [...input.identities, { kind: 'national_id', value }] }
}

const EMPTY = Object.fromEntries(CONTACT_FIELDS.map((field) => [field, null])) as unknown as ContactFields

/** The rows' work in memory: who exists, who is new, what changes; written at the end in a handful of statements. */
class Batch {
  readonly #at: Date
  readonly #drafts = new Map<string, Draft>()
  /** `kind value` → who holds it. */
  readonly #holders = new Map<string, Draft[]>()
  readonly #added: PlacedIdentity[] = []
  readonly #places: { contactId: string; kind: string; value: string; position: number }[] = []

  constructor(existing: Contact[], at: Date) {
    this.#at = at
    for (const contact of existing) this.#register({ contact, isNew: false, touched: false })
  }

  take(input: ContactInput, policy: UpsertPolicy): UpsertOutcome {
    const match = matchContact(input, this.#candidates(input))
    if (match.kind === 'unclear') return { outcome: 'skipped', contactId: null, changed: [], reason: match.reason }
    if (match.kind === 'nobody') return this.#create(input)
    const contactId = match.contact.id
    if (policy === 'create') return { outcome: 'skipped', contactId, changed: [], reason: 'exists' }
    const change = planChange(match.contact, input, policy)
    if (change.changed.length === 0) return { outcome: 'unchanged', contactId, changed: [] }
    this.#change(this.#drafts.get(contactId)!, change)
    return { outcome: 'updated', contactId, changed: change.changed, change }
  }

  async write(tx: Tx): Promise<void> {
    const drafts = [...this.#drafts.values()]
    await insertContacts(
      tx,
      drafts.filter((draft) => draft.isNew).map((draft) => draft.contact),
      this.#at,
    )
    const changed = drafts.filter((draft) => draft.touched && !draft.isNew).map((draft) => draft.contact)
    await writeContacts(
      tx,
      changed.map(({ identities: _, createdAt: __, updatedAt: ___, ...person }) => person),
      this.#at,
    )
    await insertIdentities(tx, this.#added, this.#at)
    await placeIdentities(tx, this.#places)
  }

  #candidates(input: ContactInput): Contact[] {
    const known = input.contactId ? this.#drafts.get(input.contactId) : undefined
    const found = new Set<Draft>(known ? [known] : [])
    for (const { kind, value } of input.identities) {
      for (const draft of this.#holders.get(`${kind} ${value}`) ?? []) found.add(draft)
    }
    if (found.size < 2) return [...found].map((draft) => draft.contact)
    return [...found]
      .map((draft) => draft.contact)
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
  }

  #create(input: ContactInput): UpsertOutcome {
    const given = Object.entries(wishedFields(null, input.fields, 'overwrite')).filter(
      ([, value]) => value !== undefined,
    )
    const fields: ContactFields = { ...EMPTY, ...Object.fromEntries(given) }
    const contact: Contact = { id: newId(), ...fields, identities: [], createdAt: this.#at, updatedAt: this.#at }
    const draft = { contact, isNew: true, touched: true }
    this.#register(draft)
    for (const identity of input.identities) this.#add(draft, identity)
    const kinds = input.identities.map((identity) => listName(identity.kind))
    const known = CONTACT_FIELDS.filter((field) => fields[field] !== null)
    return { outcome: 'created', contactId: contact.id, changed: [...new Set([...known, ...kinds])] }
  }

  #change(draft: Draft, change: Change): void {
    Object.assign(draft.contact, change.fields)
    draft.touched = true
    for (const identity of change.added) this.#add(draft, identity)
    for (const { kind, values } of change.order) {
      for (const [position, value] of values.entries()) {
        const identity = draft.contact.identities.find((one) => one.kind === kind && one.value === value)
        if (!identity || identity.position === position) continue
        identity.position = position
        this.#places.push({ contactId: draft.contact.id, kind, value, position })
      }
    }
  }

  #add(draft: Draft, input: ContactInput['identities'][number]): void {
    const { identities, id } = draft.contact
    if (identities.some((one) => one.kind === input.kind && one.value === input.value)) return
    const position = identities
      .filter((one) => one.kind === input.kind)
      .reduce((next, one) => Math.max(next, one.position + 1), 0)
    const identity: Identity = {
      kind: input.kind,
      value: input.value,
      raw: input.raw ?? null,
      valid: input.valid ?? true,
      position,
    }
    identities.push(identity)
    this.#added.push({ ...identity, contactId: id })
    this.#index(draft, identity)
  }

  #register(draft: Draft): void {
    this.#drafts.set(draft.contact.id, draft)
    for (const identity of draft.contact.identities) this.#index(draft, identity)
  }

  #index(draft: Draft, identity: Identity): void {
    const key = `${identity.kind} ${identity.value}`
    const holders = this.#holders.get(key)
    if (holders) holders.push(draft)
    else this.#holders.set(key, [draft])
  }
}

/** SQL of people and their identities. Every write of a person ends here or in upsert-contacts. */
import { type SelectExpression, sql } from 'kysely'
import { newId } from '../../kernel/ids.ts'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Contact, ContactFields, Identity, IdentityKind } from './contact.ts'
import type { ContactsTables } from './contacts.tables.ts'

export interface NewIdentity {
  value: string
  raw?: string | null
  valid?: boolean
}

const COLUMN_OF = {
  name: 'name',
  firstName: 'first_name',
  lastName: 'last_name',
  nationalId: 'national_id',
  birthDate: 'birth_date',
  sex: 'sex',
  address: 'address',
  postalCode: 'postal_code',
  city: 'city',
  province: 'province',
  country: 'country',
  language: 'language',
  zone: 'zone',
} as const satisfies Record<keyof ContactFields, keyof ContactsTables['contacts']>

const SELECTED = [
  'id',
  'name',
  'first_name as firstName',
  'last_name as lastName',
  'national_id as nationalId',
  sql<string | null>`birth_date::text`.as('birthDate'),
  'sex',
  'address',
  'postal_code as postalCode',
  'city',
  'province',
  'country',
  'language',
  'zone',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const satisfies SelectExpression<ContactsTables, 'contacts'>[]

/** People with their identities, in no particular order; ids that are nobody's are left out. */
export async function selectContacts(tx: Tx, ids: readonly string[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  const db = over<ContactsTables>(tx)
  const people = await db.selectFrom('contacts').select(SELECTED).where('id', '=', sql<string>`any(${ids})`).execute()
  const identities = await db
    .selectFrom('contact_identities')
    .select(['contact_id', 'kind', 'value', 'raw', 'valid', 'position'])
    .where('contact_id', '=', sql<string>`any(${ids})`)
    .orderBy('position')
    .execute()
  const byContact = Map.groupBy(identities, (identity) => identity.contact_id)
  return people.map((person) => ({
    ...person,
    identities: (byContact.get(person.id) ?? []).map(({ contact_id: _, ...identity }): Identity => identity),
  }))
}

/** Keeps the person from being changed by another transaction until this one ends. */
export async function lockContact(tx: Tx, id: string): Promise<boolean> {
  const row = await over<ContactsTables>(tx)
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function insertContact(
  tx: Tx,
  contact: { workspaceId: string; id: string; fields: Partial<ContactFields>; at: Date },
): Promise<void> {
  await over<ContactsTables>(tx)
    .insertInto('contacts')
    .values({
      workspace_id: contact.workspaceId,
      id: contact.id,
      ...columns(contact.fields),
      created_at: contact.at,
      updated_at: contact.at,
    })
    .execute()
}

/** Writes the fields that are there, `null` included. */
export async function updateContactFields(tx: Tx, id: string, fields: Partial<ContactFields>, at: Date): Promise<void> {
  await over<ContactsTables>(tx)
    .updateTable('contacts')
    .set({ ...columns(fields), updated_at: at })
    .where('id', '=', id)
    .execute()
}

/** Makes the identities of `kind` exactly these, in this order. */
export async function replaceIdentities(
  tx: Tx,
  owner: { workspaceId: string; contactId: string; at: Date },
  kind: IdentityKind,
  identities: readonly NewIdentity[],
): Promise<void> {
  const db = over<ContactsTables>(tx)
  const kept = identities.map((identity) => identity.value)
  await db
    .deleteFrom('contact_identities')
    .where('contact_id', '=', owner.contactId)
    .where('kind', '=', kind)
    .where(sql<boolean>`value <> all(${kept})`)
    .execute()
  if (identities.length === 0) return
  await db
    .insertInto('contact_identities')
    .values(
      identities.map((identity, position) => ({
        workspace_id: owner.workspaceId,
        id: newId(),
        contact_id: owner.contactId,
        kind,
        value: identity.value,
        raw: identity.raw ?? null,
        valid: identity.valid ?? true,
        position,
        created_at: owner.at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'contact_id', 'kind', 'value']).doUpdateSet((set) => ({
        raw: set.ref('excluded.raw'),
        valid: set.ref('excluded.valid'),
        position: set.ref('excluded.position'),
      })),
    )
    .execute()
}

/** Who answers to this identity: oldest first. Relatives share phones and addresses, so there may be several. */
export async function selectContactIdsByIdentity(tx: Tx, kind: IdentityKind, value: string): Promise<string[]> {
  const rows = await over<ContactsTables>(tx)
    .selectFrom('contact_identities')
    .select('contact_id')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .orderBy('created_at')
    .orderBy('contact_id')
    .execute()
  return rows.map((row) => row.contact_id)
}

function columns(fields: Partial<ContactFields>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(COLUMN_OF)
      .filter(([field]) => fields[field as keyof ContactFields] !== undefined)
      .map(([field, column]) => [column, fields[field as keyof ContactFields]]),
  )
}

/** SQL of people in bulk: one statement for thousands of rows, whichever the table. */
import { sql } from 'kysely'
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Contact, ContactFields } from './contact.ts'
import type { InputIdentity } from './upsert.rules.ts'

interface KeyedIdentity {
  kind: string
  value: string
}

/** A few people at once lock only their own identities; a file's thousands lock the workspace's people. */
const FEW = 16

/**
 * Keeps two writers from making the same person twice until this transaction ends. Locks are taken in one order, and
 * one bulk writer waits for all single ones.
 */
export async function lockIdentities(tx: Tx, workspaceId: string, identities: readonly KeyedIdentity[]): Promise<void> {
  const bulk = identities.length > FEW
  await sql`select ${bulk ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`}
    (hashtextextended(${`contacts ${workspaceId}`}, 0))`.execute(tx)
  if (bulk || identities.length === 0) return
  const keys = [...new Set(identities.map(({ kind, value }) => `${workspaceId} ${kind} ${value}`))]
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(k, 0) as key from unnest(${keys}::text[]) k order by 1) keys`.execute(tx)
}

/**
 * Ids of all who hold one of these identities. Each is looked up by itself (`offset 0`): a join would be planned as a walk
 * through all identities of the workspace, longer with every block of a file.
 */
export async function selectHolders(tx: Tx, identities: readonly KeyedIdentity[]): Promise<string[]> {
  if (identities.length === 0) return []
  const kinds = identities.map((identity) => identity.kind)
  const values = identities.map((identity) => identity.value)
  const { rows } = await sql<{ contact_id: string }>`
    select distinct held.contact_id
    from unnest(${kinds}::text[], ${values}::text[]) wanted(kind, value)
    cross join lateral (
      select i.contact_id from contact_identities i
      where i.workspace_id = app.workspace() and i.kind = wanted.kind and i.value = wanted.value offset 0) held`.execute(
    tx,
  )
  return rows.map((row) => row.contact_id)
}

const FIELDS_AS_COLUMNS = sql`id uuid, name text, "firstName" text, "lastName" text, "nationalId" text, "birthDate" date, sex text,
  address text, "postalCode" text, city text, province text, country text, language text, zone text`

export async function insertContacts(tx: Tx, people: readonly Contact[], at: Date): Promise<void> {
  if (people.length === 0) return
  const rows = JSON.stringify(people.map(({ identities: _, createdAt: __, updatedAt: ___, ...person }) => person))
  await sql`
    insert into contacts (workspace_id, id, name, first_name, last_name, national_id, birth_date, sex, address, postal_code,
      city, province, country, language, zone, created_at, updated_at)
    select app.workspace(), r.id, r.name, r."firstName", r."lastName", r."nationalId", r."birthDate", r.sex, r.address, r."postalCode",
      r.city, r.province, r.country, r.language, r.zone, ${at}, ${at}
    from jsonb_to_recordset(${rows}::jsonb) as r(${FIELDS_AS_COLUMNS})`.execute(tx)
}

/** Writes every field of each of these people, as they are to be. */
export async function writeContacts(
  tx: Tx,
  people: readonly (ContactFields & { id: string })[],
  at: Date,
): Promise<void> {
  if (people.length === 0) return
  await sql`
    update contacts c set name = r.name, first_name = r."firstName", last_name = r."lastName", national_id = r."nationalId",
      birth_date = r."birthDate", sex = r.sex, address = r.address, postal_code = r."postalCode", city = r.city,
      province = r.province, country = r.country, language = r.language, zone = r.zone, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(${FIELDS_AS_COLUMNS})
    where c.workspace_id = app.workspace() and c.id = r.id`.execute(tx)
}

export interface PlacedIdentity extends InputIdentity {
  contactId: string
  position: number
}

export async function insertIdentities(tx: Tx, identities: readonly PlacedIdentity[], at: Date): Promise<void> {
  if (identities.length === 0) return
  const rows = JSON.stringify(
    identities.map(({ contactId, kind, value, raw, valid, position }) => ({
      id: newId(),
      contact_id: contactId,
      kind,
      value,
      raw: raw ?? null,
      valid: valid ?? true,
      position,
    })),
  )
  await sql`
    insert into contact_identities (workspace_id, id, contact_id, kind, value, raw, valid, position, created_at)
    select app.workspace(), r.id, r.contact_id, r.kind, r.value, r.raw, r.valid, r.position, ${at}
    from jsonb_to_recordset(${rows}::jsonb)
      as r(id uuid, contact_id uuid, kind text, value text, raw text, valid boolean, position smallint)`.execute(tx)
}

export async function placeIdentities(
  tx: Tx,
  places: readonly { contactId: string; kind: string; value: string; position: number }[],
): Promise<void> {
  if (places.length === 0) return
  await sql`
    update contact_identities i set position = r.position
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as r("contactId" uuid, kind text, value text, position smallint)
    where i.workspace_id = app.workspace() and i.contact_id = r."contactId" and i.kind = r.kind and i.value = r.value`.execute(
    tx,
  )
}

export async function deleteIdentities(
  tx: Tx,
  identities: readonly { contactId: string; kind: string; value: string }[],
): Promise<void> {
  if (identities.length === 0) return
  await sql`
    delete from contact_identities i
    using jsonb_to_recordset(${JSON.stringify(identities)}::jsonb) as r("contactId" uuid, kind text, value text)
    where i.workspace_id = app.workspace() and i.contact_id = r."contactId" and i.kind = r.kind and i.value = r.value`.execute(
    tx,
  )
}

export async function deleteContacts(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from contacts where workspace_id = app.workspace() and id = any(${ids}::uuid[])`.execute(tx)
}

/**
 * Who was written later than the mark's instant, is gone, or has another newest timeline entry than the mark's.
 * Rows are locked until the transaction ends.
 */
export async function selectTouchedContacts(
  tx: Tx,
  ids: readonly string[],
  mark: { at: Date; ref: { key: string; id: string } },
): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with held as materialized (
      select c.id, c.updated_at from contacts c where c.workspace_id = app.workspace() and c.id = any(${ids}::uuid[]) for update)
    select wanted.id from unnest(${ids}::uuid[]) wanted(id)
    left join held on held.id = wanted.id
    left join lateral (
      select t.refs from timeline t where t.workspace_id = app.workspace() and t.contact_id = wanted.id
      order by t.at desc, t.id desc limit 1) newest on true
    where held.id is null or held.updated_at > ${mark.at} or newest.refs->>${mark.ref.key} is distinct from ${mark.ref.id}`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

export interface ConsentForMany {
  channel: string
  purpose: string
  wording: string
  source: string
  at: Date
  expiresAt: Date | null
  recordedBy: string
}

/** The source of a withdrawal that only undoes what a file had said: the person has said nothing. */
const TAKEN_BACK = 'import.undone'

/** For each of these people with no word of their own on that channel and purpose. Returns whom it was noted for. */
export async function insertConsents(
  tx: Tx,
  contactIds: readonly string[],
  consent: ConsentForMany,
): Promise<string[]> {
  if (contactIds.length === 0) return []
  const { rows } = await sql<{ contact_id: string }>`
    insert into consents (workspace_id, id, contact_id, channel, purpose, state, wording, source, at, expires_at, recorded_by)
    select app.workspace(), wanted.id, wanted.contact_id, ${consent.channel}, ${consent.purpose}, 'given', ${consent.wording},
      ${consent.source}, ${consent.at}, ${consent.expiresAt}, ${consent.recordedBy}
    from unnest(${contactIds.map(() => newId())}::uuid[], ${contactIds}::uuid[]) wanted(id, contact_id)
    left join lateral (
      select k.state, k.source, k.expires_at from consents k
      where k.workspace_id = app.workspace() and k.contact_id = wanted.contact_id
        and k.channel = ${consent.channel} and k.purpose = ${consent.purpose}
      order by k.at desc, k.id desc limit 1) newest on true
    where newest.state is null or newest.source = ${TAKEN_BACK}
      or (newest.state = 'given' and newest.expires_at <= ${consent.at})
    returning contact_id`.execute(tx)
  return rows.map((row) => row.contact_id)
}

/** What a file said, unsaid: where its consent is still the newest word. */
export async function insertTakenBack(
  tx: Tx,
  contactIds: readonly string[],
  consent: { wording: string; source: string; at: Date; recordedBy: string },
): Promise<void> {
  if (contactIds.length === 0) return
  await sql`
    insert into consents (workspace_id, id, contact_id, channel, purpose, state, wording, source, at, recorded_by)
    select app.workspace(), wanted.id, newest.contact_id, newest.channel, newest.purpose, 'withdrawn', newest.wording, ${TAKEN_BACK},
      greatest(newest.at + interval '1 microsecond', ${consent.at}::timestamptz), ${consent.recordedBy}
    from (
      select distinct on (k.contact_id, k.channel, k.purpose) k.* from consents k
      where k.workspace_id = app.workspace() and k.contact_id = any(${contactIds}::uuid[])
      order by k.contact_id, k.channel, k.purpose, k.at desc, k.id desc) newest
    join lateral (select gen_random_uuid() as id) wanted on true
    where newest.state = 'given' and newest.source = ${consent.source} and newest.wording = ${consent.wording}`.execute(
    tx,
  )
}

/** SQL of what decides whether a person may be contacted: touches, consents and objections. Added to, never changed. */
import { sql } from 'kysely'
import { newId } from '../../kernel/ids.ts'
import { over, type Tx } from '../../platform/db/database.ts'
import type { ConsentState, ContactChannel, ContactIntent, Purpose } from './contact.ts'
import type { ConsentFact, ObjectionFact } from './contact-policy.rules.ts'
import type { ContactsTables } from './contacts.tables.ts'

export async function insertTouch(
  tx: Tx,
  touch: ContactIntent & { workspaceId: string; contactId: string; at: Date },
): Promise<void> {
  await over<ContactsTables>(tx)
    .insertInto('touches')
    .values({
      workspace_id: touch.workspaceId,
      id: newId(),
      contact_id: touch.contactId,
      channel: touch.channel,
      purpose: touch.purpose,
      caller: touch.caller,
      at: touch.at,
    })
    .execute()
}

export interface NewConsent {
  workspaceId: string
  contactId: string
  channel: ContactChannel
  purpose: Purpose
  state: ConsentState
  wording: string
  source: string
  at: Date
  expiresAt: Date | null
  recordedBy: string
}

export async function insertConsent(tx: Tx, consent: NewConsent): Promise<void> {
  await over<ContactsTables>(tx)
    .insertInto('consents')
    .values({
      workspace_id: consent.workspaceId,
      id: newId(),
      contact_id: consent.contactId,
      channel: consent.channel,
      purpose: consent.purpose,
      state: consent.state,
      wording: consent.wording,
      source: consent.source,
      at: consent.at,
      expires_at: consent.expiresAt,
      recorded_by: consent.recordedBy,
    })
    .execute()
}

export interface NewObjection {
  workspaceId: string
  contactId: string
  /** null: every channel, whatever for. */
  channel: ContactChannel | null
  purpose: Purpose | null
  reason: string | null
  source: string
  at: Date
  recordedBy: string
}

export async function insertObjection(tx: Tx, objection: NewObjection): Promise<void> {
  await over<ContactsTables>(tx)
    .insertInto('objections')
    .values({
      workspace_id: objection.workspaceId,
      id: newId(),
      contact_id: objection.contactId,
      channel: objection.channel,
      purpose: objection.purpose,
      reason: objection.reason,
      source: objection.source,
      at: objection.at,
      recorded_by: objection.recordedBy,
    })
    .execute()
}

export async function selectObjections(tx: Tx, contactIds: readonly string[]): Promise<Map<string, ObjectionFact[]>> {
  const rows = await over<ContactsTables>(tx)
    .selectFrom('objections')
    .select(['contact_id', 'channel', 'purpose'])
    .where('contact_id', '=', sql<string>`any(${contactIds})`)
    .execute()
  return group(rows)
}

/** The newest word on each channel and purpose. */
export async function selectConsents(tx: Tx, contactIds: readonly string[]): Promise<Map<string, ConsentFact[]>> {
  const rows = await over<ContactsTables>(tx)
    .selectFrom('consents')
    .distinctOn(['contact_id', 'channel', 'purpose'])
    .select(['contact_id', 'channel', 'purpose', 'state', 'expires_at as expiresAt'])
    .where('contact_id', '=', sql<string>`any(${contactIds})`)
    .orderBy('contact_id')
    .orderBy('channel')
    .orderBy('purpose')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return group(rows)
}

/** When each person was touched since `since`, on any channel. */
export async function selectTouches(
  tx: Tx,
  contactIds: readonly string[],
  since: Date,
): Promise<Map<string, { at: Date }[]>> {
  const rows = await over<ContactsTables>(tx)
    .selectFrom('touches')
    .select(['contact_id', 'at'])
    .where('contact_id', '=', sql<string>`any(${contactIds})`)
    .where('at', '>=', since)
    .execute()
  return group(rows)
}

export interface ReachFact {
  /** The person's own zone; null: the workspace's. */
  zone: string | null
  /** Kinds of identity that can be used. */
  kinds: string[]
}

/** Zone and usable identities of people; who does not exist is left out. */
export async function selectReach(tx: Tx, contactIds: readonly string[]): Promise<Map<string, ReachFact>> {
  const { rows } = await sql<{ id: string } & ReachFact>`
    select c.id, c.zone, array(select distinct i.kind from contact_identities i
      where i.contact_id = c.id and i.workspace_id = c.workspace_id and i.valid) as kinds
    from contacts c where c.id = any(${contactIds})`.execute(tx)
  return new Map(rows.map((row) => [row.id, { zone: row.zone, kinds: row.kinds }]))
}

function group<Row extends { contact_id: string }>(rows: Row[]): Map<string, Omit<Row, 'contact_id'>[]> {
  const byContact = new Map<string, Omit<Row, 'contact_id'>[]>()
  for (const { contact_id, ...fact } of rows) {
    const facts = byContact.get(contact_id)
    if (facts) facts.push(fact)
    else byContact.set(contact_id, [fact])
  }
  return byContact
}

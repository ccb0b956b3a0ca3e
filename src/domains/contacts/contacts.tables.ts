/** Row types of this domain, as migration 0004 made them. */
import type { ColumnType } from 'kysely'
import type { Actor } from '../../platform/scope.ts'
import type { Caller, ConsentState, ContactChannel, IdentityKind, Language, Purpose, Sex } from './contact.ts'

type WrittenOnce<T> = ColumnType<T, T, never>
type JsonOnce = ColumnType<Record<string, unknown>, string, never>

export interface ContactsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  name: string | null
  first_name: string | null
  last_name: string | null
  national_id: string | null
  /** Read it as `birth_date::text`: the driver would make an instant of it. */
  birth_date: ColumnType<never, string | null, string | null>
  sex: Sex | null
  address: string | null
  postal_code: string | null
  city: string | null
  province: string | null
  country: string | null
  language: Language | null
  zone: string | null
  created_at: WrittenOnce<Date>
  updated_at: Date
}

export interface ContactIdentitiesTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  contact_id: WrittenOnce<string>
  kind: WrittenOnce<IdentityKind>
  value: WrittenOnce<string>
  raw: string | null
  valid: boolean
  position: number
  created_at: WrittenOnce<Date>
}

export interface TimelineTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  contact_id: WrittenOnce<string>
  lead_id: WrittenOnce<string | null>
  kind: WrittenOnce<string>
  at: WrittenOnce<Date>
  actor_kind: WrittenOnce<Actor['kind']>
  actor_id: WrittenOnce<string>
  actor_name: WrittenOnce<string>
  refs: ColumnType<Record<string, string>, string, never>
  data: JsonOnce
}

export interface TouchesTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  contact_id: WrittenOnce<string>
  channel: WrittenOnce<ContactChannel>
  purpose: WrittenOnce<Purpose>
  caller: WrittenOnce<Caller>
  at: WrittenOnce<Date>
}

export interface ConsentsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  contact_id: WrittenOnce<string>
  channel: WrittenOnce<ContactChannel>
  purpose: WrittenOnce<Purpose>
  state: WrittenOnce<ConsentState>
  wording: WrittenOnce<string>
  source: WrittenOnce<string>
  at: WrittenOnce<Date>
  expires_at: WrittenOnce<Date | null>
  recorded_by: WrittenOnce<string>
}

export interface ObjectionsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  contact_id: WrittenOnce<string>
  channel: WrittenOnce<ContactChannel | null>
  purpose: WrittenOnce<Purpose | null>
  reason: WrittenOnce<string | null>
  source: WrittenOnce<string>
  at: WrittenOnce<Date>
  recorded_by: WrittenOnce<string>
}

export interface ContactsTables {
  contacts: ContactsTable
  contact_identities: ContactIdentitiesTable
  timeline: TimelineTable
  touches: TouchesTable
  consents: ConsentsTable
  objections: ObjectionsTable
}

/** A person: what we know of them and by what names the channels and vendors know them. */
import type { Caller, ContactChannel, Purpose, Sex } from '../../../contract/contacts.ts'

export {
  type BlockReason,
  CALLERS,
  type Caller,
  CONTACT_CHANNELS,
  type ContactChannel,
  PURPOSES,
  type Purpose,
  SEXES,
  type Sex,
} from '../../../contract/contacts.ts'

export const IDENTITY_KINDS = [
  'phone',
  'email',
  'whatsapp',
  'telegram',
  'manychat',
  'odoo',
  'vtiger',
  'national_id',
] as const
export type IdentityKind = (typeof IDENTITY_KINDS)[number]

export const CONSENT_STATES = ['given', 'withdrawn'] as const
export type ConsentState = (typeof CONSENT_STATES)[number]

export const LANGUAGES = ['es', 'en', 'ca'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Identity {
  kind: IdentityKind
  /** E.164, lower-case address or the vendor's id; what could not be normalised, as it came. */
  value: string
  raw: string | null
  /** False: kept and shown, never dialled or written to. */
  valid: boolean
  /** 0 is the first of its kind. */
  position: number
}

/** What is known about a person, apart from their identities. */
export interface ContactFields {
  name: string | null
  firstName: string | null
  lastName: string | null
  nationalId: string | null
  /** `YYYY-MM-DD` */
  birthDate: string | null
  sex: Sex | null
  address: string | null
  postalCode: string | null
  city: string | null
  province: string | null
  /** ISO 3166; null: the workspace's region. */
  country: string | null
  language: Language | null
  /** IANA; null: the workspace's. */
  zone: string | null
}

export const CONTACT_FIELDS = [
  'name',
  'firstName',
  'lastName',
  'nationalId',
  'birthDate',
  'sex',
  'address',
  'postalCode',
  'city',
  'province',
  'country',
  'language',
  'zone',
] as const satisfies (keyof ContactFields)[]

export interface Contact extends ContactFields {
  id: string
  identities: Identity[]
  createdAt: Date
  updatedAt: Date
}

/** E.164 of the phones that may be dialled, the first one first. */
export const validPhones = (contact: Pick<Contact, 'identities'>): string[] => valuesOf(contact, 'phone', true)

/** Values of one kind in their order; `onlyValid` leaves out what is kept but not used. */
export const valuesOf = (contact: Pick<Contact, 'identities'>, kind: IdentityKind, onlyValid = false): string[] =>
  contact.identities
    .filter((identity) => identity.kind === kind && (identity.valid || !onlyValid))
    .sort((a, b) => a.position - b.position)
    .map((identity) => identity.value)

/** The whole name where only its parts are known. */
export function wholeName(fields: Pick<ContactFields, 'name' | 'firstName' | 'lastName'>): string | null {
  if (fields.name) return fields.name
  return [fields.firstName, fields.lastName].filter(Boolean).join(' ') || null
}

/** In what way, what for and by whom somebody would be contacted. */
export interface ContactIntent {
  channel: ContactChannel
  purpose: Purpose
  caller: Caller
}

/** A lead as a row of a file that the import reads back as the same lead. */

import { toWire } from '../../kernel/dates.ts'
import type { Contact } from '../contacts/index.ts'
import { validPhones, valuesOf, wholeName } from '../contacts/index.ts'
import { LEAD_ID_HEADER, STATE_HEADERS } from './import-columns.rules.ts'
import { asText } from './import-lead.rules.ts'
import type { LeadWithContact } from './lead.ts'

const SEX_WORDS = { female: 'MUJER', male: 'VARÓN', other: 'OTRO' } as const
/** Further phones and addresses share the last column of their kind; the import takes them apart again. */
const AND = ' / '

interface Column {
  header: string
  text(lead: LeadWithContact, zone: string): string | null
}

const phone = (at: number) => (lead: LeadWithContact) => validPhones(lead.contact)[at] ?? null
const field = (name: Exclude<keyof Contact, 'identities' | 'createdAt' | 'updatedAt'>) => (lead: LeadWithContact) =>
  lead.contact[name]
const instant = (at: Date | null, zone: string): string | null => at && toWire(at, zone)

/** Read by the import: all that a person and their lead carry. */
const PERSON: readonly Column[] = [
  { header: 'NOMBRE', text: field('firstName') },
  { header: 'APELLIDOS', text: field('lastName') },
  // Only where it is not simply the two together.
  {
    header: 'NOMBRE_COMPLETO',
    text: ({ contact }) => (contact.name === wholeName({ ...contact, name: null }) ? null : contact.name),
  },
  { header: 'TELEFONO1', text: phone(0) },
  { header: 'TELEFONO2', text: phone(1) },
  { header: 'TELEFONO3', text: ({ contact }) => validPhones(contact).slice(2).join(AND) },
  { header: 'EMAIL', text: ({ contact }) => valuesOf(contact, 'email')[0] ?? null },
  { header: 'EMAIL2', text: ({ contact }) => valuesOf(contact, 'email').slice(1).join(AND) },
  { header: 'NIF', text: field('nationalId') },
  { header: 'FECHA_NACIMIENTO', text: field('birthDate') },
  { header: 'SEXO', text: ({ contact }) => contact.sex && SEX_WORDS[contact.sex] },
  { header: 'DIRECCION', text: field('address') },
  { header: 'CODIGO_POSTAL', text: field('postalCode') },
  { header: 'CIUDAD', text: field('city') },
  { header: 'PROVINCIA', text: field('province') },
  { header: 'PAIS', text: field('country') },
  { header: 'IDIOMA', text: field('language') },
  { header: 'ORIGEN', text: (lead) => lead.source },
]

/** For whoever reads the file; the import leaves them out. */
const STATE: Record<(typeof STATE_HEADERS)[number], Column['text']> = {
  ANTESALA_ESTADO: (lead) => lead.status,
  ANTESALA_MOTIVO_CIERRE: (lead) => lead.closureReason,
  ANTESALA_STATUS_LEVEL_1: (lead) => lead.statusLevel1,
  ANTESALA_STATUS_LEVEL_2: (lead) => lead.statusLevel2,
  ANTESALA_CON_PACK: (lead) => (lead.conPack === null ? null : String(lead.conPack)),
  ANTESALA_ESTADO_LLAMADA: (lead) => lead.callStatus,
  ANTESALA_PRIORIDAD: (lead) => String(lead.callPriority),
  ANTESALA_PROXIMA_LLAMADA: (lead, zone) => instant(lead.nextCallAt, zone),
  ANTESALA_CAMPANA: (lead) => (lead.campaignId === null ? null : String(lead.campaignId)),
  ANTESALA_ASESOR: (lead) => (lead.ownerId === null ? null : String(lead.ownerId)),
  ANTESALA_CREADO: (lead, zone) => instant(lead.createdAt, zone),
  ANTESALA_ACTUALIZADO: (lead, zone) => instant(lead.updatedAt, zone),
}

const COLUMNS: readonly Column[] = [
  ...PERSON,
  { header: LEAD_ID_HEADER, text: (lead) => lead.id },
  ...STATE_HEADERS.map((header) => ({ header, text: STATE[header] })),
]

/** The header row; custom fields come last, under their own headers, also where one is called like a column of ours. */
export const exportHeader = (customHeaders: readonly string[]): string[] => [
  ...COLUMNS.map((column) => column.header),
  ...customHeaders,
]

export const exportRow = (lead: LeadWithContact, customHeaders: readonly string[], zone: string): string[] => [
  ...COLUMNS.map((column) => column.text(lead, zone) ?? ''),
  ...customHeaders.map((header) => (Object.hasOwn(lead.custom, header) ? asText(lead.custom[header]) : '')),
]

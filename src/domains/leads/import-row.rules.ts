/** Judges one row of a file: the person and lead it makes, or why it makes none, and what could not be read. */
import type { ImportField } from '../../../contract/imports.ts'
import { readEmail } from '../../kernel/email.ts'
import { isUuid } from '../../kernel/ids.ts'
import { isSpanishId, tidyNationalId } from '../../kernel/national-id.ts'
import { readPhone } from '../../kernel/phone.ts'
import { foldKey } from '../../kernel/text.ts'
import type { ContactInput } from '../contacts/index.ts'
import type { ImportColumn } from './import-columns.rules.ts'
import {
  cellValue,
  customValue,
  plainDigits,
  readBirthDate,
  readCountry,
  readLanguage,
  readPostalCode,
  readSex,
} from './import-values.rules.ts'

export interface RowProblem {
  /** The column's header; null: the row as a whole. */
  column: string | null
  /** Names a message. */
  code: string
  params?: Record<string, string | number>
}

/** What a good row asks for. */
export interface RowLead {
  contact: ContactInput
  source?: string
  /** Header → text. */
  custom: Record<string, string>
  /** From an export of ours: the very lead that is meant, where it exists. */
  leadId?: string
}

export interface JudgedRow {
  /** The sheet's row, the header being 1. */
  row: number
  /** There is none where the row was rejected. */
  lead?: RowLead
  /** Why the row was rejected or, with a lead, will be skipped. */
  stop?: RowProblem & { outcome: 'rejected' | 'skipped' }
  warnings: RowProblem[]
}

export interface RowContext {
  columns: readonly ImportColumn[]
  /** The workspace's region: the country of numbers and postal codes that do not say theirs. */
  region: string
  /** `YYYY-MM-DD` */
  today: string
}

const LIST_SEPARATOR = /\s*[/;|,]\s*|\s+[-–]\s+/

/** Null for a blank row. */
export function judgeRow(row: number, cells: readonly string[], context: RowContext): JudgedRow | null {
  const reader = new RowReader(cells, context)
  if (reader.isBlank) return null
  const lead = reader.read()
  const { warnings } = reader
  return reader.rejection
    ? { row, stop: { outcome: 'rejected', ...reader.rejection }, warnings }
    : { row, lead, warnings }
}

class RowReader {
  readonly warnings: RowProblem[] = []
  rejection: RowProblem | undefined
  readonly isBlank: boolean
  readonly #context: RowContext
  readonly #values: string[]
  /** There are values to the right of the last header. */
  readonly #beyond: boolean
  readonly #custom: Record<string, string> = {}

  constructor(cells: readonly string[], context: RowContext) {
    this.#context = context
    this.#values = context.columns.map((column) =>
      column.field === 'ignore' ? '' : cellValue(cells[column.index] ?? ''),
    )
    const last = context.columns.at(-1)?.index ?? -1
    this.#beyond = cells.slice(last + 1).some((cell) => cell.trim() !== '')
    this.isBlank = !this.#beyond && this.#values.every((value) => value === '')
  }

  read(): RowLead {
    for (const [at, column] of this.#context.columns.entries()) {
      if (column.field === 'custom') this.#keep(column, customValue(foldKey(column.header), this.#values[at]!))
    }
    const country = this.#take('country', readCountry, 'import.country_unknown')
    const place = country ?? this.#context.region
    const fields: ContactInput['fields'] = {
      ...text('name', this.#text('name')),
      ...text('firstName', this.#text('first_name')),
      ...text('lastName', this.#text('last_name')),
      ...text('nationalId', this.#nationalId(place)),
      ...text(
        'birthDate',
        this.#take('birth_date', (value) => readBirthDate(value, this.#context.today), 'import.birth_date_unreadable'),
      ),
      ...text('sex', this.#take('sex', readSex, 'import.sex_unknown')),
      ...text('address', this.#text('address')),
      ...text('postalCode', this.#postalCode(place)),
      ...text('city', this.#text('city')),
      ...text('province', this.#text('province')),
      ...text('country', country),
      ...text('language', this.#take('language', readLanguage, 'import.language_unknown')),
    }
    const phones = this.#phones(place)
    const emails = this.#emails()
    if (!this.rejection && phones.length === 0 && emails.length === 0) {
      this.rejection = { column: null, code: 'import.no_phone_no_email' }
    }
    const source = this.#text('source')
    const leadId = this.#text('lead_id')
    if (this.#beyond) this.warnings.push({ column: null, code: 'import.cells_without_header' })
    return {
      contact: { fields, identities: [...phones, ...emails] },
      ...(source ? { source } : {}),
      custom: this.#custom,
      ...(leadId && isUuid(leadId) ? { leadId } : {}),
    }
  }

  #phones(country: string): ContactInput['identities'] {
    const phones = new Map<string, ContactInput['identities'][number]>()
    for (const field of ['phone', 'phone2', 'phone3'] as const) {
      const found = this.#cell(field)
      if (!found) continue
      for (const raw of this.#numbersIn(found.value, country)) {
        const phone = readPhone(raw, country)
        if (phone.kind === 'valid') {
          if (!phones.has(phone.e164)) {
            phones.set(phone.e164, {
              kind: 'phone',
              value: phone.e164,
              raw: raw === phone.e164 ? null : raw,
              valid: true,
            })
          }
          continue
        }
        const fault = phone.kind === 'possible' ? 'not_assigned' : phone.reason
        const problem = { column: found.column.key, code: `import.phone_${fault}`, params: shown(raw) }
        if (field === 'phone') this.rejection ??= problem
        else {
          this.warnings.push(problem)
          this.#keep(found.column, found.value)
        }
      }
    }
    return [...phones.values()]
  }

  /** One cell may hold several numbers, but only where each of its parts is one. */
  #numbersIn(value: string, country: string): string[] {
    const plain = plainDigits(value)
    if (readPhone(plain, country).kind === 'valid') return [plain]
    const parts = plain.split(LIST_SEPARATOR).filter(Boolean)
    return parts.length > 1 && parts.every((part) => readPhone(part, country).kind === 'valid') ? parts : [plain]
  }

  #emails(): ContactInput['identities'] {
    const emails = new Map<string, ContactInput['identities'][number]>()
    for (const field of ['email', 'email2'] as const) {
      const found = this.#cell(field)
      if (!found) continue
      const whole = readEmail(found.value)
      const addresses = whole
        ? [whole]
        : found.value
            .split(/[\s;,/|]+/)
            .filter(Boolean)
            .map(readEmail)
      if (addresses.length === 0 || addresses.includes(null)) {
        this.warnings.push({ column: found.column.key, code: 'import.email_unreadable', params: shown(found.value) })
        this.#keep(found.column, found.value)
        continue
      }
      for (const address of addresses) emails.set(address!, { kind: 'email', value: address!, valid: true })
    }
    return [...emails.values()]
  }

  #nationalId(country: string): string | null {
    const found = this.#cell('national_id')
    if (!found) return null
    const id = tidyNationalId(found.value)
    if (country === 'ES' && !isSpanishId(id)) {
      this.warnings.push({ column: found.column.key, code: 'import.national_id_odd', params: shown(found.value) })
    }
    return id || null
  }

  #postalCode(country: string): string | null {
    const found = this.#cell('postal_code')
    if (!found) return null
    const { value, plausible } = readPostalCode(found.value, country)
    if (!plausible)
      this.warnings.push({ column: found.column.key, code: 'import.postal_code_odd', params: shown(found.value) })
    return value
  }

  /** What cannot be read is warned of and kept as a custom field. */
  #take<T extends string>(field: ImportField, read: (value: string) => T | null, code: string): T | null {
    const found = this.#cell(field)
    if (!found) return null
    const value = read(found.value)
    if (value !== null) return value
    this.warnings.push({ column: found.column.key, code, params: shown(found.value) })
    this.#keep(found.column, found.value)
    return null
  }

  #text(field: ImportField): string | null {
    return this.#cell(field)?.value ?? null
  }

  #cell(field: ImportField): { column: ImportColumn; value: string } | null {
    const at = this.#context.columns.findIndex((column) => column.field === field)
    const value = at < 0 ? '' : this.#values[at]!
    return value === '' ? null : { column: this.#context.columns[at]!, value }
  }

  /** Under its header; a second column of the same name under its own key, so that neither is lost. */
  #keep(column: ImportColumn, value: string): void {
    if (value === '') return
    const name = Object.hasOwn(this.#custom, column.header) ? column.key : column.header
    Object.defineProperty(this.#custom, name, { value, enumerable: true, configurable: true, writable: true })
  }
}

const text = <Name extends string, T extends string>(name: Name, value: T | null): { [name in Name]?: T } =>
  (value === null ? {} : { [name]: value }) as { [name in Name]?: T }

/** The value, short enough for a sentence. */
const shown = (value: string): { value: string } => ({ value: value.length > 60 ? `${value.slice(0, 59)}…` : value })

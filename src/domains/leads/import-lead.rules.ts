/** What a row changes in a lead that is there already. */

import { tidy } from '../../kernel/text.ts'
import type { ImportPolicy } from './import.ts'
import type { RowLead } from './import-row.rules.ts'

export interface LeadChange {
  source: string | null
  custom: Record<string, unknown>
  /** `source`, or the headers of custom fields; empty: nothing. */
  changed: string[]
}

/**
 * `fill_empty` adds custom fields that are not there, `overwrite` also replaces; neither removes any. A value that was
 * stored otherwise (a number, stray spaces) and reads the same is the same.
 */
export function planLead(
  lead: { source: string | null; custom: Record<string, unknown> },
  wish: Pick<RowLead, 'source' | 'custom'>,
  policy: ImportPolicy,
): LeadChange {
  const changed: string[] = []
  const custom = { ...lead.custom }
  for (const [header, value] of Object.entries(wish.custom)) {
    const now = Object.hasOwn(lead.custom, header) ? asText(lead.custom[header]) : ''
    if (now === value || (now !== '' && policy !== 'overwrite')) continue
    custom[header] = value
    changed.push(header)
  }
  const newSource =
    wish.source !== undefined && wish.source !== lead.source && (lead.source === null || policy === 'overwrite')
  if (newSource) changed.unshift('source')
  return { source: newSource ? wish.source! : lead.source, custom, changed }
}

/** A custom value as an export writes it and an import reads it back. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return tidy((typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed())
}

/** Rows of one file that mean the same person: the first counts, the others are skipped and say which it was. */
import type { JudgedRow } from './import-row.rules.ts'

export class RepeatFinder {
  readonly #seen = new Map<string, number>()

  /**
   * Marks `judged` as skipped where an earlier row has its first phone or its identity number or, having no phone, its
   * e-mail. A further phone is no sign: one person's second may be another's first. Of our own exports' rows only the same
   * lead repeats: a person may have several.
   */
  look(judged: JudgedRow): void {
    const { lead } = judged
    if (!lead) return
    for (const { key, column, code } of keysOf(lead)) {
      const row = this.#seen.get(key)
      if (row === undefined) continue
      judged.stop = { outcome: 'skipped', column, code, params: { row } }
      return
    }
    for (const { key } of keysOf(lead)) this.#seen.set(key, judged.row)
  }
}

function keysOf(lead: NonNullable<JudgedRow['lead']>): { key: string; column: null; code: string }[] {
  const { identities, fields } = lead.contact
  const phone = identities.find((identity) => identity.kind === 'phone')?.value
  const email = identities.find((identity) => identity.kind === 'email')?.value
  const sign = (key: string, code: string) => ({ key, column: null, code })
  if (lead.leadId) return [sign(`lead ${lead.leadId}`, 'import.repeated_lead')]
  return [
    ...(phone ? [sign(phone, 'import.repeated_phone')] : email ? [sign(email, 'import.repeated_email')] : []),
    ...(fields.nationalId ? [sign(`id ${fields.nationalId}`, 'import.repeated_national_id')] : []),
  ]
}

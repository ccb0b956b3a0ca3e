/** Text as people type and spreadsheets mangle it: tidied to keep, folded to compare. */

/** Format signs that nobody sees (soft hyphen, zero-width, direction marks) and controls other than white space. */
const INVISIBLE = /[\p{Cf}]|(?!\s)\p{Cc}/gu

/** What is kept and shown: composed, without invisible signs, single spaces. `'GAR\u00adCÍA  LÓPEZ '` → `'GARCÍA LÓPEZ'`. */
export function tidy(text: string): string {
  return text.replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim().normalize('NFC')
}

/** What is compared and searched: lower case, no accents, no invisible signs, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(INVISIBLE, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** A column header or code as a key: only `[a-z0-9]` is left. `'TELÉFONO 1'` → `'telefono1'`. */
export function foldKey(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '')
}

/** The one reading of an e-mail address. */

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u
const TOP_LEVEL = /^(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/u
const INVISIBLE = /[\p{Cf}]/gu

/**
 * The address in lower case, or null where it is none. Takes what address books hand over
 * (`mailto:ana@ejemplo.es`, `Ana Ruiz <ana@ejemplo.es>`); corrects nothing.
 */
export function readEmail(raw: string): string | null {
  const text = raw.replace(INVISIBLE, '').trim().normalize('NFC')
  const bare = (/^[^<>]*<([^<>]+)>$/.exec(text)?.[1] ?? text)
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase()
  const at = bare.lastIndexOf('@')
  const local = bare.slice(0, at)
  const labels = bare.slice(at + 1).split('.')
  if (at < 1 || at > 64 || bare.length > 254 || !LOCAL.test(local)) return null
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || !TOP_LEVEL.test(labels.at(-1)!)) return null
  return bare
}

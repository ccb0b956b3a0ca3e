/** The one reading of a phone number: E.164, or why not. Digits are never added, dropped or guessed. */
import {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'

export type PhoneReason = 'empty' | 'not_a_number' | 'too_short' | 'too_long' | 'wrong_length' | 'unknown_country'

/**
 * `valid`: in the country's numbering plan. `possible`: of a right length, in no known range; kept, never dialled.
 * `impossible`: no phone can look like this.
 */
export type PhoneReading =
  | { kind: 'valid'; e164: string }
  | { kind: 'possible'; e164: string }
  | { kind: 'impossible'; reason: PhoneReason }

/** Invisible signs (direction marks, soft hyphens) that address books leave around a copied number. */
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu
/** WhatsApp's name for an old Mexican mobile: a 1 between the country and the ten digits. */
const OLD_MEXICAN_MOBILE = /^\+521(\d{10})$/

const REASONS: Record<string, PhoneReason> = {
  NOT_A_NUMBER: 'not_a_number',
  TOO_SHORT: 'too_short',
  TOO_LONG: 'too_long',
  INVALID_LENGTH: 'wrong_length',
  INVALID_COUNTRY: 'unknown_country',
}

/**
 * Reads `raw` as people write it (`600 123 456`, `600-123-456`, `0034600123456`, `+34 600 123 456`, `tel:…`).
 * `region` (ISO 3166, default ES) is the country of a number written without one.
 */
export function readPhone(raw: string, region = 'ES'): PhoneReading {
  const text = raw
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/^\s*tel:/i, '')
    .trim()
  if (text === '') return { kind: 'impossible', reason: 'empty' }
  const international = text.replace(/^00(?=[\s\d(.-])/, '+')
  try {
    const number = parsePhoneNumberWithError(international, {
      ...(isSupportedCountry(region) ? { defaultCountry: region as CountryCode } : {}),
      extract: false,
    })
    const mexican = OLD_MEXICAN_MOBILE.exec(number.number)
    if (mexican) return readPhone(`+52${mexican[1]}`)
    if (number.isValid()) return { kind: 'valid', e164: number.number }
    // No trunk prefix is taken off a number that nobody knows: with its country it stays as it was written.
    if (number.isPossible()) {
      return {
        kind: 'possible',
        e164: international.startsWith('+') ? `+${international.replace(/\D/g, '')}` : number.number,
      }
    }
    return { kind: 'impossible', reason: REASONS[validatePhoneNumberLength(number.number) ?? ''] ?? 'wrong_length' }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return { kind: 'impossible', reason: REASONS[error.message] ?? 'not_a_number' }
  }
}

/** The E.164 form where the number is valid, else null. */
export function validPhone(raw: string, region = 'ES'): string | null {
  const phone = readPhone(raw, region)
  return phone.kind === 'valid' ? phone.e164 : null
}

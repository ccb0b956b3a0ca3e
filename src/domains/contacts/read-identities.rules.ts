/** Phones and e-mails as somebody typed them, read before they are written. Nothing is guessed. */
import { readEmail } from '../../kernel/email.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { type PhoneReason, readPhone } from '../../kernel/phone.ts'

export interface ReadIdentity {
  value: string
  raw: string | null
  valid: boolean
}

export interface IdentityReading {
  identities: ReadIdentity[]
  problems: FieldProblem[]
}

/**
 * Possible numbers are kept and marked, impossible ones are a problem; the same number twice counts once.
 * `field` names the list in a problem (`contact.phones`).
 */
export function readPhones(list: readonly string[], region: string, field: string): IdentityReading {
  return readAll(list, field, (raw) => {
    const phone = readPhone(raw, region)
    if (phone.kind === 'impossible') return phoneProblem(phone.reason)
    return { value: phone.e164, raw: phone.e164 === raw ? null : raw, valid: phone.kind === 'valid' }
  })
}

export function readEmails(list: readonly string[], field: string): IdentityReading {
  return readAll(list, field, (raw) => {
    const address = readEmail(raw)
    return address ? { value: address, raw: address === raw ? null : raw, valid: true } : 'email.invalid'
  })
}

const phoneProblem = (reason: PhoneReason): string => `phone.${reason}`

function readAll(
  list: readonly string[],
  field: string,
  read: (raw: string) => ReadIdentity | string,
): IdentityReading {
  const identities = new Map<string, ReadIdentity>()
  const problems: FieldProblem[] = []
  for (const [index, raw] of list.entries()) {
    const reading = read(raw)
    if (typeof reading === 'string') problems.push({ field: `${field}.${index}`, code: reading, message: '' })
    else if (!identities.has(reading.value)) identities.set(reading.value, reading)
  }
  return { identities: [...identities.values()], problems }
}

/** What the vendor's agent is told about a person: only the fields that the workspace lists, and only what is known. */
import type { AgentField } from '../../../contract/workspace.ts'
import { instantToWall } from '../../kernel/dates.ts'
import type { Contact } from '../contacts/index.ts'

const AFTERNOON_FROM_HOUR = 14

export function agentKnows(
  contact: Contact,
  fields: readonly AgentField[],
  now: Date,
  zone: string,
): Record<string, string> {
  const hour = Number(instantToWall(now, contact.zone ?? zone).time.slice(0, 2))
  const email = contact.identities.find((identity) => identity.kind === 'email' && identity.valid)?.value ?? null
  const known: Partial<Record<AgentField, string | null>> = {
    firstName: contact.firstName ?? contact.name,
    lastName: contact.lastName,
    // The documented greeting, by the person's own clock.
    dias_tardes: hour < AFTERNOON_FROM_HOUR ? 'Buenos días' : 'Buenas tardes',
    emailAddress: email,
    codigoPostal: contact.postalCode,
    delegacion: contact.province,
    fechaNacimiento: contact.birthDate,
    nif: contact.nationalId,
    sexo: contact.sex,
  }
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = known[field]
      return value ? [[field, value]] : []
    }),
  )
}

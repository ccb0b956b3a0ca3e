/** Makes the demo's people; those who are there already stay as they are. */
import { upsertContacts } from '../../domains/contacts/index.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { demoPeople } from './people.ts'

/** The ids of the forty, in their order. */
export async function seedPeople(scope: Scope): Promise<string[]> {
  return inWorkspace(scope, async (tx) => {
    const inputs = demoPeople.map(({ phone, email, ...person }) => ({
      fields: {
        firstName: person.firstName,
        lastName: person.lastName,
        city: person.city,
        province: person.province,
        postalCode: person.postalCode,
        birthDate: person.birthDate ?? null,
        country: 'ES',
      },
      identities: [
        { kind: 'phone' as const, value: phone, valid: true },
        ...(email ? [{ kind: 'email' as const, value: email }] : []),
      ],
    }))
    const outcomes = await upsertContacts(tx, scope, inputs, 'create')
    return outcomes.flatMap((outcome) => outcome.contactId ?? [])
  })
}

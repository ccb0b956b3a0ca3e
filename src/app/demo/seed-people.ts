/** Makes the demo's channel, campaign, advisors and people; what is there already stays as it is. */
import { sql } from 'kysely'
import { createLead } from '../../domains/leads/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type DemoPerson, demoPeople } from './people.ts'

/** The ids of the documents' bodies, under names of our own. */
const CHANNEL = { id: 1, name: 'Formulario web' }
const CAMPAIGN = { id: 85, name: 'Revisión de otoño' }
const ADVISORS = [
  { id: 700, name: 'Berta Olmedo', email: 'berta.olmedo@correo.example', kind: 'commercial' },
  { id: 101, name: 'Dr. Isidro Galarza', email: 'isidro.galarza@correo.example', kind: 'medical' },
]

/** The ids of the forty, in their order. */
export async function seedPeople(scope: Scope): Promise<string[]> {
  await seedCampaign(scope)
  for (const [index, person] of demoPeople.entries()) await seedPerson(scope, person, index)
  const phones = demoPeople.map((person) => person.phone)
  const found = await inWorkspace(scope, (tx) =>
    sql<{ contact_id: string; value: string }>`select contact_id, value from contact_identities
      where workspace_id = app.workspace() and kind = 'phone' and value in (${sql.join(phones)})`.execute(tx),
  )
  const byPhone = new Map(found.rows.map((row) => [row.value, row.contact_id]))
  return phones.flatMap((phone) => byPhone.get(phone) ?? [])
}

async function seedPerson(scope: Scope, person: DemoPerson, index: number): Promise<void> {
  const { firstName, lastName, phone, email, city, province, postalCode, birthDate = null, source } = person
  const contact = {
    firstName,
    lastName,
    phones: [phone],
    emails: email ? [email] : [],
    city,
    province,
    postalCode,
    birthDate,
  }
  try {
    await createLead(scope, {
      person: { contact, allowDuplicate: false },
      source,
      channelId: source === 'web' ? CHANNEL.id : null,
      campaignId: index % 2 === 0 ? CAMPAIGN.id : null,
      ownerId: index % 3 === 0 ? ADVISORS[index % 2]!.id : null,
    })
  } catch (error) {
    // A start that was interrupted had made them already.
    if (!(error instanceof AppError && error.code === 'contact.exists')) throw error
  }
}

async function seedCampaign(scope: Scope): Promise<void> {
  const at = scope.clock.now()
  await inWorkspace(scope, async (tx) => {
    await sql`insert into channels (workspace_id, id, name, created_at)
      values (app.workspace(), ${CHANNEL.id}, ${CHANNEL.name}, ${at}) on conflict do nothing`.execute(tx)
    await sql`insert into campaigns (workspace_id, id, name, channel_id, status, created_at)
      values (app.workspace(), ${CAMPAIGN.id}, ${CAMPAIGN.name}, ${CHANNEL.id}, 'activa', ${at}) on conflict do nothing`.execute(
      tx,
    )
    for (const { id, name, email, kind } of ADVISORS)
      await sql`insert into advisors (workspace_id, id, name, email, kind, created_at)
        values (app.workspace(), ${id}, ${name}, ${email}, ${kind}, ${at}) on conflict do nothing`.execute(tx)
  })
}

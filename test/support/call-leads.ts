/** People with a phone and a lead, for tests of calls. */
import { sql } from 'kysely'
import { createContact } from '../../src/domains/contacts/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { inWorkspace } from '../../src/platform/db/database.ts'
import type { Scope } from '../../src/platform/scope.ts'

export interface TestLead {
  leadId: string
  contactId: string
  phone: string
}

/** Calls of any hour, as often as a test needs them. */
export const ALWAYS_ALLOWED = {
  policy: {
    profile: 'general',
    gapMinutes: 0,
    capPerDay: 100,
    capPerWeek: 500,
    hours: Object.fromEntries(
      ['service', 'commercial'].map((purpose) => [
        purpose,
        Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]])),
      ]),
    ),
  },
}

/** `+3460001` and five digits; the last four choose the simulator's outcome. */
export const testPhone = (ending: number): string => `+346000${String(ending).padStart(5, '0')}`

export async function makeLeads(scope: Scope, phones: readonly string[]): Promise<TestLead[]> {
  return inWorkspace(scope, async (tx) => {
    const made: TestLead[] = []
    for (const [index, phone] of phones.entries()) {
      const contact = await createContact(tx, scope, {
        firstName: 'Persona',
        lastName: `Prueba ${index}`,
        phones: [phone],
      })
      const leadId = newId()
      const now = scope.clock.now()
      await sql`insert into leads (workspace_id, id, contact_id, selected_for_calling, call_status, created_at, updated_at)
        values (${scope.workspaceId}, ${leadId}, ${contact.id}, true, 'selected', ${now}, ${now})`.execute(tx)
      made.push({ leadId, contactId: contact.id, phone })
    }
    return made
  })
}

export async function leadRow(scope: Scope, leadId: string): Promise<Record<string, any>> {
  const { rows } = await inWorkspace(scope, (tx) =>
    sql<Record<string, unknown>>`select * from leads where id = ${leadId}`.execute(tx),
  )
  return rows[0]!
}

export async function callRows(scope: Scope, leadId?: string): Promise<Record<string, any>[]> {
  const { rows } = await inWorkspace(scope, (tx) =>
    sql<
      Record<string, unknown>
    >`select * from calls where (${leadId ?? null}::uuid is null or lead_id = ${leadId ?? null})
      order by claimed_at, id`.execute(tx),
  )
  return rows
}

export async function timelineKinds(scope: Scope, contactId: string): Promise<string[]> {
  const { rows } = await inWorkspace(scope, (tx) =>
    sql<{ kind: string }>`select kind from timeline where contact_id = ${contactId} order by at, id`.execute(tx),
  )
  return rows.map((row) => row.kind)
}

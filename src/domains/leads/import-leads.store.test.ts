import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { makeLead } from '../../../test/support/people.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type ContactInput, changeContact, upsertContacts } from '../contacts/index.ts'
import { insertLeads } from './import-leads.store.ts'

interface Texts {
  contactId: string
  kept: { person: string; city: string; search: string }
  fresh: { person: string; city: string; search: string }
}

let scope: Scope
beforeAll(async () => {
  scope = await makeWorkspace(await testDatabase())
})

const person = (n: number, city: string): ContactInput => ({
  fields: { firstName: 'Íñigo', lastName: `Peña ${n}`, city },
  identities: [
    { kind: 'phone', value: `+34600${String(100_000 + n)}` },
    { kind: 'email', value: `inigo${n}@ejemplo.es` },
  ],
})

async function fillWith(people: ContactInput[]): Promise<string[]> {
  return inWorkspace(scope, async (tx) => {
    const made = (await upsertContacts(tx, scope, people, 'overwrite')).flatMap((one) => one.contactId ?? [])
    const leads = made.map((contactId) => ({ id: newId(), contactId, source: 'x', custom: {} }))
    await insertLeads(tx, leads, scope.clock.now())
    return made
  })
}

/** What each lead keeps of its person, beside what the person says now. */
async function texts(contactIds: string[]): Promise<Texts[]> {
  const { rows } = await inWorkspace(scope, (tx) =>
    sql<Texts>`
      select l.contact_id as "contactId",
        json_build_object('person', l.person_fold, 'city', l.city_fold, 'search', l.search_text) as kept,
        json_build_object('person', t.person, 'city', t.city, 'search', t.search) as fresh
      from leads l, lateral app.person_text(l.workspace_id, l.contact_id) t
      where l.contact_id = any(${contactIds}::uuid[])`.execute(tx),
  )
  return rows
}

describe('what a lead keeps of its person for lists and search', () => {
  test('comes along with leads that are made by the thousand', async () => {
    const [one] = await texts(await fillWith([person(1, 'Málaga'), person(2, 'León')]))
    expect(one!.kept).toEqual(one!.fresh)
    expect(one!.kept).toMatchObject({ person: 'inigo pena 1', city: 'malaga' })
    for (const part of [' inigo pena 1 malaga', ' 34600100001', ' inigo1@ejemplo.es'])
      expect(one!.kept.search).toContain(part)
  })

  test('follows whatever changes in many people at once, and nobody else', async () => {
    const changed = await fillWith(Array.from({ length: 30 }, (_, n) => person(100 + n, 'Málaga')))
    const others = await fillWith([person(3, 'León')])
    const before = await texts(others)
    await inWorkspace(scope, (tx) =>
      upsertContacts(
        tx,
        scope,
        Array.from({ length: 30 }, (_, n) => ({
          ...person(100 + n, 'Cádiz'),
          identities: [...person(100 + n, '').identities, { kind: 'email' as const, value: `otro${n}@ejemplo.es` }],
        })),
        'overwrite',
      ),
    )
    const after = await texts(changed)
    expect(after).toHaveLength(30)
    for (const lead of after) {
      expect(lead.kept).toEqual(lead.fresh)
      expect(lead.kept.city).toBe('cadiz')
      expect(lead.kept.search).toMatch(/ otro\d+@ejemplo\.es/)
    }
    expect(await texts(others)).toEqual(before)
  })

  test('follows one person whose phones are replaced, in each of their leads', async () => {
    const [contactId] = await fillWith([person(4, 'León')])
    await inWorkspace(scope, (tx) =>
      insertLeads(tx, [{ id: newId(), contactId: contactId!, source: 'y', custom: {} }], scope.clock.now()),
    )
    await inWorkspace(scope, (tx) => changeContact(tx, scope, contactId!, { phones: ['+34600999888'] }))
    const leads = await texts([contactId!])
    expect(leads).toHaveLength(2)
    for (const { kept, fresh } of leads) {
      expect(kept).toEqual(fresh)
      expect(kept.search).toContain(' 34600999888')
      expect(kept.search).not.toContain('34600100004')
    }
  })

  test('is another person’s when the lead becomes theirs', async () => {
    const { leadId, contactId } = await makeLead(scope, { person: { name: 'Ana Vidal', city: 'Girona' } })
    const { contactId: other } = await makeLead(scope, { person: { name: 'Pau Soler', city: 'Teruel' } })
    await inWorkspace(scope, (tx) => sql`update leads set contact_id = ${other} where id = ${leadId}`.execute(tx))
    expect(await texts([contactId])).toEqual([])
    for (const { kept, fresh } of await texts([other])) {
      expect(kept).toEqual(fresh)
      expect(kept).toMatchObject({ person: 'pau soler', city: 'teruel' })
    }
  })
})

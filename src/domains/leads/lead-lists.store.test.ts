import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { makeLead } from '../../../test/support/people.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { changeContact } from '../contacts/index.ts'
import { CALL_STATUSES, LEAD_SORTS, type LeadFilter, type LeadOrder } from './lead.ts'
import { countLeads, type Place, selectLeadPage } from './lead-lists.store.ts'
import { listLeads } from './list-leads.ts'

let scope: Scope
let neighbour: Scope

const NEWEST: LeadOrder = { sort: 'created_at', descending: true }
const CITIES = ['Teruel', 'Cádiz', 'Alcalá de Henares', null]
const NAMES = ['Ana Ñúñez', 'Álvaro García-Peña', 'Òscar Puig', 'Zoë Brandt', 'Luis 100%_seguro']

beforeAll(async () => {
  const db = await testDatabase()
  scope = await makeWorkspace(db)
  neighbour = await makeWorkspace(db)
  await inWorkspace(scope, async (tx) => {
    await sql`insert into campaigns (workspace_id, id, name, created_at) values (app.workspace(), 85, 'Otoño', now())`.execute(
      tx,
    )
    await sql`insert into advisors (workspace_id, id, name, created_at) values (app.workspace(), 700, 'Ana', now())`.execute(
      tx,
    )
  })
  for (let i = 0; i < 40; i++) {
    await makeLead(scope, {
      person: { name: NAMES[i % NAMES.length]!, city: CITIES[i % CITIES.length]!, emails: [`persona${i}@ejemplo.es`] },
      lead: {
        callStatus: CALL_STATUSES[i % CALL_STATUSES.length]!,
        callPriority: (i % 5) + 1,
        selectedForCalling: i % 2 === 0,
        campaignId: i % 3 === 0 ? 85 : null,
        ownerId: i % 4 === 0 ? 700 : null,
        nextCallAt: i % 3 === 1 ? new Date(scope.clock.now().getTime() + i * 60_000) : null,
        ...(i % 5 === 0 ? { status: 'closed', closureReason: 'not_interested' } : {}),
      },
    })
    // Two of a kind at one moment, so that the id has to decide.
    if (i % 2) (scope.clock as unknown as { advance(ms: number): void }).advance(1000)
  }
  await makeLead(neighbour, { person: { name: 'Ana Ñúñez', city: 'Teruel' } })
})

const ids = (filter: LeadFilter, order = NEWEST) =>
  inWorkspace(scope, async (tx) => (await selectLeadPage(tx, filter, order, { limit: 500 })).map((lead) => lead.id))
const found = async (search: string) => (await ids({ search })).length

describe('search', () => {
  test.each([
    ['nunez', 8],
    ['ÑÚÑEZ', 8],
    ['ana ñu', 8],
    ['garcia pena', 8],
    ['garcia-peña', 8],
    ['  puig   òscar ', 8],
    ['alcala', 10],
    ['ana teruel', 2],
    ['persona7@ejemplo.es', 1],
    ['100%_seguro', 8],
    ['zzz nadie', 0],
    ['%', 0],
    ['á', 22],
  ])('%s finds %i', async (words, count) => {
    expect(await found(words)).toBe(count)
  })

  test('a phone is found in any grouping, with or without its country', async () => {
    const { phone } = await makeLead(scope, { person: { name: 'Única Suya', phones: ['+34655443322'] } })
    for (const typed of [
      phone,
      '655443322',
      '655 44 33 22',
      '655-443-322',
      '+34 655 443 322',
      '0034655443322',
      '443322',
    ])
      expect([typed, await found(typed)]).toEqual([typed, 1])
  })

  test('an id number is found however it is written', async () => {
    await makeLead(scope, { person: { name: 'Con Documento', nationalId: '00000014Z' } })
    for (const typed of ['00000014Z', '00000014-z', '00000014 z'])
      expect([typed, await found(typed)]).toEqual([typed, 1])
  })

  test('follows the person: a changed name, phone or city is found at once, the old one no more', async () => {
    const { contactId } = await makeLead(scope, { person: { name: 'Antigua Primera', city: 'Lugo' } })
    expect(await found('antigua lugo')).toBe(1)
    await inWorkspace(scope, (tx) =>
      changeContact(tx, scope, contactId, { name: 'Nueva Segunda', city: 'Vigo', phones: ['+34611000999'] }),
    )
    expect(await found('antigua')).toBe(0)
    expect(await found('nueva vigo 611000999')).toBe(1)
    expect(await ids({ city: 'VIGO' })).toHaveLength(1)
  })
})

test('with and without a search the same filter finds the same leads, in the same order, page by page', async () => {
  const everybody = ' '
  const filters = fc.record(
    {
      city: fc.constantFrom('teruel', 'CADIZ', 'alcalá de henares', 'nowhere'),
      status: fc.constantFrom('open' as const, 'closed' as const),
      callStatus: fc.constantFrom(...CALL_STATUSES),
      callPriority: fc.integer({ min: 1, max: 5 }),
      selectedForCalling: fc.boolean(),
      campaignId: fc.constantFrom(85, 1),
      ownerId: fc.constantFrom(700, 1),
      updatedSince: fc.constantFrom(new Date('2026-11-24T09:00:10Z'), new Date('2026-11-24T08:00:00Z')),
    },
    { requiredKeys: [] },
  )
  const orders = fc.record({ sort: fc.constantFrom(...LEAD_SORTS), descending: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(filters, orders, fc.integer({ min: 1, max: 7 }), async (filter, order, size) => {
      await inWorkspace(scope, async (tx) => {
        // Every phone begins with the country's 34.
        const both = [{ ...filter }, { ...filter, search: `34${everybody}` }]
        const [plain, searched] = await Promise.all(
          both.map(async (one) => {
            const all: string[] = []
            let after: Place | undefined
            do {
              const page = await selectLeadPage(tx, one, order, { limit: size, ...(after ? { after } : {}) })
              all.push(...page.map((lead) => lead.id))
              after = page.length === size ? page.at(-1)!.place : undefined
            } while (after)
            return all
          }),
        )
        expect(searched).toEqual(plain)
        expect(new Set(plain).size).toBe(plain!.length)
        for (const one of both) expect(await countLeads(tx, { filter: one })).toBe(plain!.length)
      })
    }),
    { numRuns: 60 },
  )
})

test('a search finds the same whether it walks to a full page, goes on walking, or takes all matches', async () => {
  const orders = ['created', 'updated', 'name', 'city', 'call_status', 'next_call']
  const questions = fc.record({
    word: fc.constantFrom('34', 'ana', 'puig', 'teruel', 'persona7', 'zz'),
    city: fc.constantFrom(null, 'Teruel'),
    owner: fc.constantFrom(null, 700),
    sort: fc.constantFrom(...orders),
    descending: fc.boolean(),
    page: fc.integer({ min: 1, max: 9 }),
    walks: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 60 })),
  })
  await fc.assert(
    fc.asyncProperty(questions, async ({ word, city, owner, sort, descending, page, walks: [first, longest] }) => {
      await inWorkspace(scope, async (tx) => {
        const search = async (way: RawBuilder<unknown>) =>
          (
            await sql<{
              id: string
              place: Place
            }>`select id, place from app.search_leads(words => array[${word}]::text[],
              city => ${city}::text, owner => ${owner}::int, sort => ${sort}, descending => ${descending}, ${way})`.execute(
              tx,
            )
          ).rows
        const all = await search(sql`page => null`)
        const walked = []
        for (let after: Place | null = null; ; ) {
          const found: { id: string; place: Place }[] = await search(
            sql`page => ${page}, after => ${after}::text[], first_walk => ${first}, longest_walk => ${longest}`,
          )
          walked.push(...found)
          if (found.length < page) break
          after = found.at(-1)!.place
        }
        expect(walked).toEqual(all)
      })
    }),
    { numRuns: 100 },
  )
})

test('a search that comes down to nothing finds nobody, never everybody', async () => {
  expect(await found('-')).toBe(0)
  expect(await inWorkspace(scope, (tx) => countLeads(tx, { filter: { search: '·' } }))).toBe(0)
})

test('a neighbour sees nothing: no list, no search, no count, not even by id', async () => {
  const mine = await ids({})
  await inWorkspace(neighbour, async (tx) => {
    expect(await countLeads(tx, { filter: {} })).toBe(1)
    expect(await countLeads(tx, { filter: { search: 'nunez' } })).toBe(1)
    expect(await countLeads(tx, { filter: { search: 'garcia' } })).toBe(0)
    expect(await countLeads(tx, { leadIds: mine })).toBe(0)
  })
})

test('a cursor of another order, or none of ours, is refused', async () => {
  const { nextCursor } = await inWorkspace(scope, (tx) => listLeads(tx, {}, { limit: 3 }))
  const withCursor = (cursor: string, order: LeadOrder) =>
    inWorkspace(scope, (tx) => listLeads(tx, {}, { limit: 3, cursor, order }))
  expect((await withCursor(nextCursor!, NEWEST)).items).toHaveLength(3)
  const forged = Buffer.from(JSON.stringify([0, 1, "'; drop table leads", 'x', 'y'])).toString('base64url')
  for (const [cursor, order] of [
    [nextCursor!, { sort: 'name', descending: true }],
    [nextCursor!, { sort: 'created_at', descending: false }],
    ['no cursor', NEWEST],
    [forged, NEWEST],
  ] as const)
    await expect(withCursor(cursor, order)).rejects.toMatchObject({ code: 'lead.bad_cursor' })
})

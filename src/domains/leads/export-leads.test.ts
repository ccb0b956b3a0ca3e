import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { importOptions } from '../../../contract/imports.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { newId } from '../../kernel/ids.ts'
import { tidy } from '../../kernel/text.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { writeCsv, writeXlsx } from '../../platform/files/write-sheet.ts'
import type { Scope } from '../../platform/scope.ts'
import { type ContactInput, upsertContacts } from '../contacts/index.ts'
import { exportLeads } from './export-leads.ts'
import { insertLeads } from './import-leads.store.ts'
import { listLeads } from './list-leads.ts'
import { previewImport } from './preview-import.ts'
import { runImport } from './run-import.ts'
import { showImport } from './show-imports.ts'
import { applyImport } from './steer-import.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'antesala exports '))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
async function exportFile(scope: Scope, format: 'xlsx' | 'csv', filter = {}): Promise<string> {
  const file = path.join(folder, `${files++}.${format}`)
  const rows = await exportLeads(scope, filter)
  await pipeline(format === 'xlsx' ? writeXlsx(rows, 'Personas') : writeCsv(rows), createWriteStream(file))
  return file
}

async function importFile(scope: Scope, file: string, policy: string) {
  const record = await previewImport(scope, { path: file, name: 'export' }, importOptions.parse({ policy }))
  await applyImport(scope, record.id)
  await runImport(scope, record.id, { signal: new AbortController().signal })
  return showImport(scope, record.id)
}

interface Wish {
  contact: ContactInput
  source: string
  custom: Record<string, string>
}

async function fillWith(scope: Scope, wishes: Wish[]): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const people = await upsertContacts(
      tx,
      scope,
      wishes.map((wish) => wish.contact),
      'fill_empty',
    )
    const leads = wishes.flatMap(({ source, custom }, index) => {
      const person = people[index]!
      return person.outcome === 'created' ? [{ id: newId(), contactId: person.contactId, source, custom }] : []
    })
    await insertLeads(tx, leads, scope.clock.now())
  })
}

/** What a lead says, apart from ids and times. */
async function contentOf(scope: Scope): Promise<unknown[]> {
  const { items } = await inWorkspace(scope, (tx) =>
    listLeads(tx, {}, { limit: 500, order: { sort: 'created_at', descending: false } }),
  )
  return items.map(({ source, custom, contact: { id: _, createdAt: __, updatedAt: ___, identities, ...contact } }) => ({
    source,
    custom,
    contact,
    identities: identities.map(({ kind, value, position }) => `${kind} ${position} ${value}`).toSorted(),
  }))
}

const word = fc
  .string({ unit: fc.constantFrom(...'aZñÉ \'"=+-@;,\t\r\n|/<&0123'), minLength: 1, maxLength: 12 })
  .map(tidy)
  .filter((kept) => kept !== '')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const wish = (n: number): fc.Arbitrary<Wish> =>
  fc.record({
    source: word,
    custom: fc.dictionary(
      fc.oneof(word, fc.constantFrom('TELEFONO2', 'Nota', 'ANTESALA', 'constructor', '__proto__')),
      word,
      { maxKeys: 4 },
    ),
    contact: fc
      .record({
        fields: fc.record({
          firstName: maybe(word),
          lastName: maybe(word),
          birthDate: maybe(fc.constantFrom('1980-05-01', '2001-12-31')),
          sex: maybe(fc.constantFrom('female', 'male', 'other')),
          address: maybe(word),
          postalCode: maybe(fc.constantFrom('08001', '28013')),
          city: maybe(word),
          province: maybe(word),
          country: maybe(fc.constantFrom('ES', 'MX', 'FR')),
          language: maybe(fc.constantFrom('es', 'en', 'ca')),
        }),
        further: fc.nat(4),
      })
      .map(({ fields, further }) => ({
        fields: fields as ContactInput['fields'],
        identities: [
          ...Array.from({ length: further + 1 }, (_, i) => ({
            kind: 'phone' as const,
            value: `+3460${String(1_000_000 + n * 10 + i)}`,
          })),
          ...Array.from({ length: further }, (_, i) => ({ kind: 'email' as const, value: `p${n}.${i}@ejemplo.es` })),
        ],
      })),
  })

test('import after export is the identity: in the same workspace nothing changes, in an empty one the same people appear', async () => {
  const db = await testDatabase()
  let turn = 0
  await fc.assert(
    fc.asyncProperty(fc.tuple(...Array.from({ length: 4 }, (_, n) => wish(n))), async (wishes) => {
      const [here, there] = [await makeWorkspace(db), await makeWorkspace(db)]
      await fillWith(here, wishes)
      const content = await contentOf(here)
      const file = await exportFile(here, turn++ % 2 === 0 ? 'csv' : 'xlsx')
      for (const policy of ['fill_empty', 'overwrite']) {
        expect((await importFile(here, file, policy)).counts).toMatchObject({
          created: 0,
          updated: 0,
          skipped: 0,
          rejected: 0,
          unchanged: 4,
        })
      }
      await importFile(there, file, 'fill_empty')
      expect(await contentOf(there)).toEqual(content)
    }),
    { numRuns: 8 },
  )
}, 120_000)

test('a person with two leads keeps them apart', async () => {
  const scope = await makeWorkspace(await testDatabase())
  await fillWith(scope, [
    {
      contact: { fields: { firstName: 'ANA' }, identities: [{ kind: 'phone', value: '+34600111222' }] },
      source: 'a',
      custom: { Nota: 'uno' },
    },
  ])
  const { items } = await inWorkspace(scope, (tx) => listLeads(tx, {}, { limit: 1 }))
  await inWorkspace(scope, (tx) =>
    insertLeads(
      tx,
      [{ id: newId(), contactId: items[0]!.contactId, source: 'b', custom: { Nota: 'dos' } }],
      scope.clock.now(),
    ),
  )
  expect((await importFile(scope, await exportFile(scope, 'csv'), 'overwrite')).counts).toMatchObject({
    unchanged: 2,
    updated: 0,
    skipped: 0,
  })
})

test('the filter chooses; what a spreadsheet would run is harmless, a phone is left alone', async () => {
  const scope = await makeWorkspace(await testDatabase())
  const phone = (n: number) => [{ kind: 'phone' as const, value: `+3460011122${n}` }]
  await fillWith(scope, [
    { contact: { fields: { firstName: '=2+2', city: 'Sevilla' }, identities: phone(1) }, source: 'a', custom: {} },
    { contact: { fields: { firstName: 'LUIS', city: 'Madrid' }, identities: phone(2) }, source: 'a', custom: {} },
  ])
  const csv = await text(writeCsv(await exportLeads(scope, { city: 'sevilla' })))
  expect(csv.split('\r\n')).toHaveLength(3)
  expect(csv).toContain("'=2+2,")
  expect(csv).toContain(',+34600111221,')
})

test('exporting is in the audit log, and a neighbour exports nothing of it', async () => {
  const db = await testDatabase()
  const [scope, neighbour] = [await makeWorkspace(db), await makeWorkspace(db)]
  await fillWith(scope, [
    {
      contact: { fields: { firstName: 'ANA' }, identities: [{ kind: 'phone', value: '+34600111222' }] },
      source: 'a',
      custom: { Nota: 'x' },
    },
  ])
  expect((await text(writeCsv(await exportLeads(neighbour, {})))).split('\r\n')).toHaveLength(2)
  await exportLeads(scope, { city: 'Madrid' })
  const { rows } = await inWorkspace(scope, (tx) =>
    sql`select action, actor_name, detail from audit_log where action = 'leads.exported'`.execute(tx),
  )
  expect(rows).toEqual([{ action: 'leads.exported', actor_name: 'Prueba', detail: { filter: { city: 'Madrid' } } }])
})

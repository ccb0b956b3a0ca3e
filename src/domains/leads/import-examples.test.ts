import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importOptions } from '../../../contract/imports.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { listLeads } from './list-leads.ts'
import { previewImport } from './preview-import.ts'
import { runImport } from './run-import.ts'
import { importReport, showImport } from './show-imports.ts'
import { applyImport } from './steer-import.ts'

const EXAMPLES = path.join(import.meta.dirname, '../../../examples')

async function importExample(scope: Scope, name: string) {
  const preview = await previewImport(scope, { path: path.join(EXAMPLES, name), name }, importOptions.parse({}))
  await applyImport(scope, preview.id)
  await runImport(scope, preview.id, { signal: new AbortController().signal })
  return showImport(scope, preview.id)
}

async function reportOf(scope: Scope, id: string): Promise<string[][]> {
  const lines: string[][] = []
  for await (const batch of (await importReport(scope, id)).lines) lines.push(...batch)
  return lines.slice(1)
}

describe.each(['people.xlsx', 'people.csv'])('examples/%s', (name) => {
  test('500 people, every kind of fault reported by its row, and the second time nothing changes', async () => {
    const scope = await makeWorkspace(await testDatabase())
    const first = await importExample(scope, name)
    const report = await reportOf(scope, first.id)
    expect(report).toHaveLength(500)
    expect(reasonsOf(report, 'rejected')).toEqual([
      '14 import.phone_too_short',
      '63 import.no_phone_no_email',
      '81 import.phone_too_long',
      '147 import.phone_not_a_number',
      '205 import.phone_not_assigned',
      '206 import.phone_unknown_country',
      '226 import.no_phone_no_email',
      '323 import.phone_too_short',
      '415 import.no_phone_no_email',
    ])
    expect(reasonsOf(report, 'skipped')).toEqual([
      '154 import.repeated_phone',
      '155 import.repeated_phone',
      '338 import.repeated_phone',
      '408 import.repeated_national_id',
      '446 import.repeated_email',
    ])
    // A reader's message on each of them, and no row without an outcome.
    expect(
      report.every(([, outcome, code, , message]) => (code === '') === (message === '') && outcome !== 'valid'),
    ).toBe(true)
    expect(first.counts).toEqual({
      rows: 500,
      valid: 491,
      rejected: 9,
      created: 486,
      updated: 0,
      unchanged: 0,
      skipped: 5,
    })

    const again = await importExample(scope, name)
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 486, skipped: 5, rejected: 9 })
  })

  test('the quirks of real lists come out right', async () => {
    const scope = await makeWorkspace(await testDatabase())
    await importExample(scope, name)
    const find = (search: string) =>
      inWorkspace(scope, async (tx) => (await listLeads(tx, { search }, { limit: 2 })).items)
    const [soft] = await find('castañar encinar')
    expect(soft!.contact.lastName).toBe('CASTAÑAR ENCINAR')
    const [first] = await find('90000000B')
    expect(first).toMatchObject({
      contact: {
        firstName: 'FÉLIX',
        sex: 'male',
        birthDate: '1991-04-03',
        postalCode: '07004',
        city: 'Palma',
        nationalId: '90000000B',
      },
      custom: {
        areaId: expect.stringMatching(/^default@.{51}$/),
        match_source: 'nombre exacto',
        FECHA_ALTA_EFECTO: '2025-05-23',
        ORDEN: '1',
      },
    })
    const [formula] = await find('90058139')
    expect(formula!.custom['DE_PRODUCTO']).toBe('=SALUD PLUS')
    const inPalma = await inWorkspace(scope, (tx) => listLeads(tx, { city: 'PALMA' }, { limit: 500 }))
    expect(inPalma.items.length).toBeGreaterThan(20)
    expect(inPalma.items.every((lead) => lead.contact.postalCode?.startsWith('07'))).toBe(true)
  })

  test('nobody of the file has the number of the documents', async () => {
    const scope = await makeWorkspace(await testDatabase())
    await importExample(scope, name)
    const found = await inWorkspace(scope, (tx) => listLeads(tx, { search: '600123456' }, { limit: 1 }))
    expect(found.items).toEqual([])
  })
})

const reasonsOf = (report: string[][], outcome: string): string[] =>
  report.filter((line) => line[1] === outcome).map((line) => `${line[0]} ${line[2]}`)

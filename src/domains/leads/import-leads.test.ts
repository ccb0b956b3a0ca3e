import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { importOptions } from '../../../contract/imports.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { ImportRecord } from './import.ts'
import { listLeads } from './list-leads.ts'
import { previewImport } from './preview-import.ts'
import { runImport } from './run-import.ts'
import { showImport } from './show-imports.ts'
import { applyImport } from './steer-import.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'antesala imports '))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
async function preview(scope: Scope, text: string, options: object = {}): Promise<ImportRecord> {
  const file = path.join(folder, `${files++}.csv`)
  writeFileSync(file, text)
  return previewImport(scope, { path: file, name: 'personas.csv' }, importOptions.parse(options))
}

async function run(scope: Scope, record: ImportRecord) {
  await applyImport(scope, record.id)
  await runImport(scope, record.id, { signal: new AbortController().signal })
  return showImport(scope, record.id)
}

const leadsOf = (scope: Scope) =>
  inWorkspace(scope, async (tx) => (await listLeads(tx, {}, { limit: 500, order: { sort: 'created_at', descending: false } })).items)

test('a file makes people and leads; the same file again changes nothing', async () => {
  const scope = await makeWorkspace(await testDatabase())
  const text = 'NOMBRE;APELLIDOS;TELEFONO1;CIUDAD;areaId\nANA;RUIZ GIL;600111222;Madrid;abc\n\nLUIS;;600-111-333;Sevilla;\nMAL;;12;Sevilla;\n'
  const record = await preview(scope, text)
  expect(record).toMatchObject({ rowCount: 3, validCount: 2, rejectedCount: 1 })
  expect(await leadsOf(scope)).toEqual([])
  expect(await run(scope, record)).toMatchObject({ status: 'applied', counts: { created: 2, updated: 0, rejected: 1 } })
  const [ana] = await leadsOf(scope)
  expect(ana).toMatchObject({ custom: { areaId: 'abc' }, contact: { name: 'ANA RUIZ GIL', city: 'Madrid' } })
  expect(await run(scope, await preview(scope, text))).toMatchObject({ counts: { created: 0, updated: 0, unchanged: 2 } })
})

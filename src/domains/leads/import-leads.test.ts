import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { importOptions } from '../../../contract/imports.ts'
import type { TestClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { IMPORT_DIRECTIONS, IMPORT_POLICIES, IMPORT_STATUSES, type ImportRecord, ROWS_A_BLOCK } from './import.ts'
import { listLeads } from './list-leads.ts'
import { previewImport } from './preview-import.ts'
import { runImport } from './run-import.ts'
import { importReport, listImports, showImport } from './show-imports.ts'
import { applyImport, cancelImport, undoImport } from './steer-import.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'antesala imports '))
afterAll(() => rmSync(folder, { recursive: true }))

const workspace = async () => makeWorkspace(await testDatabase())
const calm = () => ({ signal: new AbortController().signal })

let files = 0
async function preview(scope: Scope, text: string, options: object = {}): Promise<ImportRecord> {
  const file = path.join(folder, `${files++}.csv`)
  writeFileSync(file, text)
  return previewImport(scope, { path: file, name: 'personas.csv' }, importOptions.parse(options))
}

async function run(scope: Scope, record: ImportRecord) {
  await applyImport(scope, record.id)
  await runImport(scope, record.id, calm())
  return showImport(scope, record.id)
}

const importText = async (scope: Scope, text: string, options: object = {}) =>
  run(scope, await preview(scope, text, options))

/** Asks the process to stop as soon as the first block looks at the clock. */
function stopping(scope: Scope, stop: AbortController): Scope {
  const now = () => {
    stop.abort()
    return scope.clock.now()
  }
  return { ...scope, clock: { ...scope.clock, now } }
}

const leadsOf = (scope: Scope) =>
  inWorkspace(
    scope,
    async (tx) => (await listLeads(tx, {}, { limit: 500, order: { sort: 'created_at', descending: false } })).items,
  )

async function reportOf(scope: Scope, id: string): Promise<string[]> {
  const lines: string[][] = []
  for await (const batch of (await importReport(scope, id)).lines) lines.push(...batch)
  return lines.slice(1).map(([row, outcome, code]) => [row, outcome, code].filter(Boolean).join(' '))
}

const count = async (scope: Scope, table: string): Promise<number> =>
  inWorkspace(scope, async (tx) =>
    Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(tx)).rows[0]!.n),
  )

const numbered = (n: number) =>
  `NOMBRE;TELEFONO1\n${Array.from({ length: n }, (_, i) => `P${i};${600_100_000 + i}`).join('\n')}\n`

describe('preview, then apply', () => {
  test('the preview writes no person and no lead; applying does what it said; the same file again changes nothing', async () => {
    const scope = await workspace()
    const text =
      'NOMBRE;APELLIDOS;TELEFONO1;CIUDAD;areaId\nANA;RUIZ GIL;600111222;Madrid;abc\n\nLUIS;;600-111-333;Sevilla;\nMAL;;12;Sevilla;\n'
    const record = await preview(scope, text)
    expect(record).toMatchObject({ rowCount: 3, validCount: 2, rejectedCount: 1 })
    expect([await count(scope, 'contacts'), await count(scope, 'leads')]).toEqual([0, 0])

    expect(await run(scope, record)).toMatchObject({
      status: 'applied',
      progress: 1,
      counts: { created: 2, rejected: 1 },
    })
    const [ana] = await leadsOf(scope)
    expect(ana).toMatchObject({
      source: 'import',
      custom: { areaId: 'abc' },
      contact: { name: 'ANA RUIZ GIL', city: 'Madrid' },
    })
    expect(await reportOf(scope, record.id)).toEqual(['2 created', '4 created', '5 rejected import.phone_too_short'])

    const again = await importText(scope, text)
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 1 })
    expect([await count(scope, 'contacts'), await count(scope, 'timeline')]).toEqual([2, 2])
  })

  test('each person made or changed has it in their timeline, as the doing of whoever sent the file', async () => {
    const scope = { ...(await workspace()), actor: { kind: 'key', id: 'k1', name: 'Centralita' } as const }
    const record = await preview(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n')
    await applyImport(scope, record.id)
    await runImport({ ...scope, actor: { kind: 'system', id: 'job', name: 'job' } }, record.id, calm())
    const { rows } = await inWorkspace(scope, (tx) =>
      sql`select kind, actor_name, refs, data from timeline`.execute(tx),
    )
    expect(rows).toEqual([
      {
        kind: 'lead.imported',
        actor_name: 'Centralita',
        refs: { importId: record.id },
        data: expect.objectContaining({ file: 'personas.csv', row: 2, outcome: 'created' }),
      },
    ])
  })

  test('the history says who, when, which file and what came of it, and a neighbour sees none of it', async () => {
    const [scope, neighbour] = [await workspace(), await workspace()]
    const done = await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n')
    const { items } = await listImports(scope, { limit: 10 })
    expect(items).toMatchObject([
      {
        id: done.id,
        file_name: 'personas.csv',
        created_by: scope.actor,
        created_at: '2026-11-24T10:00:00+01:00',
        counts: { created: 1 },
      },
    ])
    expect(await listImports(neighbour, { limit: 10 })).toEqual({ items: [], nextCursor: null })
    for (const look of [showImport, applyImport, cancelImport, undoImport, importReport]) {
      await expect(look(neighbour, done.id)).rejects.toMatchObject({ code: 'import.not_found' })
    }
  })
})

describe('who is who', () => {
  test('numbers written differently are one person; a repeat in the file is skipped and says which row it repeats', async () => {
    const scope = await workspace()
    await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n')
    const done = await importText(
      scope,
      'NOMBRE;TELEFONO1;CIUDAD\nANA;0034 600 111 222;Madrid\nOTRA;+34600111222;Cádiz\n',
    )
    expect(done.counts).toMatchObject({ created: 0, updated: 1, skipped: 1 })
    expect(done.problems).toMatchObject([
      {
        row: 3,
        code: 'import.repeated_phone',
        severity: 'skipped',
        message: 'El mismo teléfono está ya en la fila 2. Vale la primera.',
      },
    ])
  })

  test("one person's second phone may be another's first", async () => {
    const scope = await workspace()
    const text = 'NOMBRE;TELEFONO1;TELEFONO2\nANA;600111222;912345678\nLUIS;912345678;\n'
    expect((await importText(scope, text)).counts).toMatchObject({ created: 2 })
    expect((await importText(scope, text)).counts).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  })

  test('a phone whose owner has another identity number is nobody to be guessed', async () => {
    const scope = await workspace()
    await importText(scope, 'NOMBRE;TELEFONO1;NIF\nANA;600111222;12345678Z\n')
    const done = await importText(scope, 'NOMBRE;TELEFONO1;NIF\nLUIS;600111222;00000000T\n')
    expect(done.counts).toMatchObject({ created: 0, updated: 0, skipped: 1 })
    expect(await reportOf(scope, done.id)).toEqual(['2 skipped import.national_id_differs'])
  })

  test('a person found by identity number or e-mail gains the new phone', async () => {
    const scope = await workspace()
    await importText(scope, 'NOMBRE;TELEFONO1;NIF;EMAIL\nANA;600111222;12345678Z;ana@ejemplo.es\n')
    await importText(scope, 'NOMBRE;TELEFONO1;NIF\nANA;600111333;12345678Z\n')
    await importText(scope, 'NOMBRE;TELEFONO1;EMAIL\nAna;600111444;ANA@ejemplo.es\n')
    const leads = await leadsOf(scope)
    expect(leads).toHaveLength(1)
    expect(leads[0]!.contact.identities.filter((one) => one.kind === 'phone').map((one) => one.value)).toEqual([
      '+34600111222',
      '+34600111333',
      '+34600111444',
    ])
  })
})

describe('the policies', () => {
  const first = 'NOMBRE;TELEFONO1;CIUDAD;Nota\nANA;600111222;;uno\n'
  const second = 'NOMBRE;TELEFONO1;CIUDAD;Nota;Otra\nANABEL;600111222;Madrid;dos;tres\nNUEVA;600111333;;;\n'
  test.each([
    ['create', { created: 1, updated: 0, skipped: 1 }, { name: 'ANA', city: null, custom: { Nota: 'uno' } }],
    [
      'fill_empty',
      { created: 1, updated: 1, skipped: 0 },
      { name: 'ANA', city: 'Madrid', custom: { Nota: 'uno', Otra: 'tres' } },
    ],
    [
      'overwrite',
      { created: 1, updated: 1, skipped: 0 },
      { name: 'ANABEL', city: 'Madrid', custom: { Nota: 'dos', Otra: 'tres' } },
    ],
  ])('%s', async (policy, counts, { name, city, custom }) => {
    const scope = await workspace()
    await importText(scope, first)
    expect((await importText(scope, second, { policy })).counts).toMatchObject(counts)
    const [ana] = await leadsOf(scope)
    expect(ana).toMatchObject({ custom, contact: { name, city } })
    const again = (await importText(scope, second, { policy })).counts
    expect([again.created, again.updated]).toEqual([0, 0])
  })
})

describe('columns', () => {
  test('a mapping beats what is recognised, and one that does not fit is refused', async () => {
    const scope = await workspace()
    const text = 'NOMBRE;CONTACTO;Secreto\nANA;600111222;no\n'
    const record = await preview(scope, text, { mapping: { CONTACTO: 'phone', Secreto: 'ignore' } })
    expect((await run(scope, record)).mapping).toEqual({ NOMBRE: 'first_name', CONTACTO: 'phone', Secreto: 'ignore' })
    expect((await leadsOf(scope))[0]).toMatchObject({ custom: {} })
    await expect(preview(scope, text, { mapping: { Nada: 'phone' } })).rejects.toMatchObject({
      code: 'import.mapping_unknown_column',
    })
    await expect(preview(scope, text, { mapping: { CONTACTO: 'phone', NOMBRE: 'phone' } })).rejects.toMatchObject({
      code: 'import.mapping_claimed_twice',
    })
  })

  test('a file without rows, or without any, is refused and leaves no trace', async () => {
    const scope = await workspace()
    await expect(preview(scope, 'NOMBRE;TELEFONO1\n;;\n')).rejects.toMatchObject({ code: 'import.no_rows' })
    await expect(preview(scope, '')).rejects.toMatchObject({ code: 'file.empty' })
    expect([await count(scope, 'imports'), await count(scope, 'import_blocks')]).toEqual([0, 0])
  })
})

describe('ends and middles', () => {
  test('a crash between blocks goes on with the next one: nothing twice, nothing lost', async () => {
    const scope = await workspace()
    const record = await preview(scope, numbered(ROWS_A_BLOCK + 5))
    await applyImport(scope, record.id)
    const dying = new AbortController()
    expect(await runImport(stopping(scope, dying), record.id, dying)).toBe('interrupted')
    expect(await showImport(scope, record.id)).toMatchObject({
      status: 'running',
      progress: 0.5,
      counts: { created: ROWS_A_BLOCK },
    })
    expect(await runImport(scope, record.id, calm())).toBe('finished')
    expect(await runImport(scope, record.id, calm())).toBe('finished')
    expect((await showImport(scope, record.id)).counts).toMatchObject({ created: ROWS_A_BLOCK + 5 })
    expect([await count(scope, 'leads'), await count(scope, 'timeline')]).toEqual([ROWS_A_BLOCK + 5, ROWS_A_BLOCK + 5])
  })

  test('two processes on one import do each block once', async () => {
    const scope = await workspace()
    const record = await preview(scope, numbered(30))
    await applyImport(scope, record.id)
    await Promise.all([1, 2, 3].map(() => runImport(scope, record.id, calm())))
    expect([await count(scope, 'leads'), (await showImport(scope, record.id)).counts.created]).toEqual([30, 30])
  })

  test('two files with the same new people at once make nobody twice', async () => {
    const scope = await workspace()
    const records = [await preview(scope, numbered(40)), await preview(scope, numbered(40))]
    const done = await Promise.all(records.map((record) => run(scope, record)))
    expect(done.map((one) => one.counts.created).toSorted()).toEqual([0, 40])
    expect(await count(scope, 'contacts')).toBe(40)
  })

  test('cancelled before it began, nothing happens and its rows are forgotten', async () => {
    const scope = await workspace()
    const record = await preview(scope, numbered(3))
    expect(await cancelImport(scope, record.id)).toMatchObject({ status: 'cancelled' })
    await expect(applyImport(scope, record.id)).rejects.toMatchObject({ code: 'import.not_applicable' })
    expect([await count(scope, 'leads'), await count(scope, 'import_blocks')]).toEqual([0, 0])
  })

  test('cancelled while it runs, it stops at the next block and can be undone', async () => {
    const scope = await workspace()
    const record = await preview(scope, numbered(ROWS_A_BLOCK + 5))
    await applyImport(scope, record.id)
    const dying = new AbortController()
    await runImport(stopping(scope, dying), record.id, dying)
    await cancelImport(scope, record.id)
    await runImport(scope, record.id, calm())
    expect(await showImport(scope, record.id)).toMatchObject({ status: 'cancelled', counts: { created: ROWS_A_BLOCK } })
    await undoImport(scope, record.id)
    await runImport(scope, record.id, calm())
    expect([await count(scope, 'contacts'), (await showImport(scope, record.id)).status]).toEqual([0, 'undone'])
  })
})

describe('undo', () => {
  test('what was made is gone, what was changed is as it was', async () => {
    const scope = await workspace()
    await importText(scope, 'NOMBRE;TELEFONO1;CIUDAD;Nota\nANA;600111222;;uno\n')
    const [before] = await leadsOf(scope)
    ;(scope.clock as TestClock).advance(60_000)
    const second = await importText(
      scope,
      'NOMBRE;TELEFONO1;TELEFONO2;EMAIL;CIUDAD;Nota\nANABEL;600111222;912345678;ana@ejemplo.es;Madrid;dos\nLUIS;600111333;;;;\n',
      { policy: 'overwrite' },
    )
    expect(second.counts).toMatchObject({ created: 1, updated: 1 })
    ;(scope.clock as TestClock).advance(60_000)
    await undoImport(scope, second.id)
    await runImport(scope, second.id, calm())
    expect(await showImport(scope, second.id)).toMatchObject({ status: 'undone', direction: 'undo', progress: 1 })
    const after = await leadsOf(scope)
    const still = ({ updatedAt: _, contact: { updatedAt: __, ...contact }, ...lead }: (typeof after)[number]) => ({
      ...lead,
      contact,
    })
    expect(after.map(still)).toEqual([still(before!)])
    await expect(undoImport(scope, second.id)).rejects.toMatchObject({ code: 'import.not_undoable' })
  })

  test.each([
    ['a person was corrected', sql`update contacts set city = 'Jaén', updated_at = updated_at + interval '1 hour'`],
    ['a lead was changed', sql`update leads set call_notes = 'llamar', updated_at = updated_at + interval '1 hour'`],
    ['a lead is being called', sql`update leads set call_status = 'calling'`],
  ])('refused, and nothing is touched, where since then %s', async (_, touch) => {
    const scope = await workspace()
    const done = await importText(scope, numbered(3))
    await inWorkspace(scope, (tx) => touch.execute(tx))
    await expect(undoImport(scope, done.id)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'import.touched',
      params: { count: 3 },
    })
    expect([await count(scope, 'leads'), (await showImport(scope, done.id)).status]).toEqual([3, 'applied'])
  })

  test('an import that a later one built on waits for that one to be undone first', async () => {
    const scope = await workspace()
    const first = await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n')
    ;(scope.clock as TestClock).advance(60_000)
    await importText(scope, 'NOMBRE;TELEFONO1;CIUDAD\nANA;600111222;Madrid\n')
    await expect(undoImport(scope, first.id)).rejects.toMatchObject({ code: 'import.touched' })
  })
})

describe('a consent that the file declares', () => {
  const consent = { channels: ['phone', 'whatsapp'], purpose: 'commercial', wording: 'Acepto que me llaméis' }
  const states = (scope: Scope) =>
    inWorkspace(scope, async (tx) =>
      (
        await sql<{ s: string }>`select channel || ' ' || state as s from consents order by at, id`.execute(tx)
      ).rows.map((row) => row.s),
    )

  test('is noted once for each person and channel, and undone with the file', async () => {
    const scope = await workspace()
    await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n')
    ;(scope.clock as TestClock).advance(60_000)
    const done = await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n', { consent })
    expect(done.counts).toMatchObject({ updated: 1 })
    expect((await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n', { consent })).counts).toMatchObject({
      updated: 0,
      unchanged: 1,
    })
    expect((await states(scope)).toSorted()).toEqual(['phone given', 'whatsapp given'])
    await undoImport(scope, done.id)
    await runImport(scope, done.id, calm())
    expect((await states(scope)).slice(2).toSorted()).toEqual(['phone withdrawn', 'whatsapp withdrawn'])
  })

  test('does not speak over a person who took theirs back', async () => {
    const scope = await workspace()
    await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n')
    await inWorkspace(scope, (tx) =>
      sql`insert into consents (workspace_id, id, contact_id, channel, purpose, state, wording, source, at, recorded_by)
        select workspace_id, id, id, 'phone', 'commercial', 'withdrawn', 'no', 'teléfono', created_at, 'Prueba' from contacts`.execute(
        tx,
      ),
    )
    await importText(scope, 'NOMBRE;TELEFONO1\nANA;600111222\n', { consent: { ...consent, channels: ['phone'] } })
    expect(await states(scope)).toEqual(['phone withdrawn'])
  })
})

test('the database knows the same states as the code', async () => {
  const db = await testDatabase()
  const { rows } = await db.pool.query<{ name: string; text: string }>(
    "select conname as name, pg_get_constraintdef(oid) as text from pg_constraint where conrelid = 'imports'::regclass and contype = 'c'",
  )
  const known = Object.fromEntries(
    rows.map(({ name, text }) => [name, [...text.matchAll(/'(\w+)'/g)].map((found) => found[1])]),
  )
  expect(known).toMatchObject({
    imports_status_check: IMPORT_STATUSES,
    imports_policy_check: IMPORT_POLICIES,
    imports_direction_check: IMPORT_DIRECTIONS,
  })
})

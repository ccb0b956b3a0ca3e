/**
 * `npm run bench import`: 200,000 people of 12 columns from .xlsx into the database and out again, through the product's
 * own use cases, under the restricted role, on a PostgreSQL of its own with its usual settings. Budgets: 60 s and 500 MB each.
 */
import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { importOptions } from '../contract/imports.ts'
import { exportLeads } from '../src/domains/leads/export-leads.ts'
import { previewImport } from '../src/domains/leads/preview-import.ts'
import { runImport } from '../src/domains/leads/run-import.ts'
import { showImport } from '../src/domains/leads/show-imports.ts'
import { applyImport } from '../src/domains/leads/steer-import.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { newId } from '../src/kernel/ids.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { writeCsv, writeXlsx } from '../src/platform/files/write-sheet.ts'
import type { Scope } from '../src/platform/scope.ts'
import { makeLog } from '../src/platform/telemetry/log.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 200_000)
const HEADER =
  'NOMBRE APELLIDOS TELEFONO1 TELEFONO2 NIF FECHA_NACIMIENTO SEXO CODIGO_POSTAL CIUDAD EMAIL POLIZA areaId'.split(' ')
const NAMES = ['ANA', 'LUIS', 'MARTA', 'PEDRO', 'CARMEN', 'JORGE', 'ELENA', 'PABLO', 'SARA', 'DIEGO']
const SURNAMES = ['GARCÍA', 'LÓPEZ', 'RUIZ', 'SANZ', 'VIDAL', 'SERRA', 'CASTRO', 'MORA', 'GIL', 'PEÑA', 'ROCA', 'LEÓN']
const CITIES = ['Madrid', 'Barcelona', 'Sevilla', 'Valencia', 'Zaragoza', 'Málaga', 'Girona', 'Bilbao']

async function* people(): AsyncGenerator<string[][]> {
  yield [HEADER]
  for (let start = 0; start < ROWS; start += 1_000) {
    yield Array.from({ length: Math.min(1_000, ROWS - start) }, (_, i) => person(start + i))
  }
}

function person(n: number): string[] {
  return [
    NAMES[n % NAMES.length]!,
    `${SURNAMES[n % 12]} ${SURNAMES[Math.floor(n / 12) % 12]}`,
    String(600_000_000 + n * 37),
    n % 3 === 0 ? String(910_000_000 + n * 3) : '',
    `${String(10_000_000 + n)}${'TRWAGMYFPDXBNJZSQVHLCKE'[(10_000_000 + n) % 23]}`,
    String(19_500_101 + (n % 28) + 10_000 * (n % 50)),
    n % 2 === 0 ? 'MUJER' : 'VARÓN',
    String(1_000 + (n % 51_000)),
    CITIES[n % CITIES.length]!,
    n % 4 === 0 ? `persona${n}@ejemplo.es` : '',
    String(1_000_000 + n),
    'default@tt_demo_ab12cd34_ef56gh78_ij90kl12_mn34op56_qr78st90',
  ]
}

interface Measured {
  seconds: number
  peakMb: number
}

/** Wall time and the highest resident memory of this process meanwhile (the database has its own). */
async function measure(work: () => Promise<unknown>): Promise<Measured> {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 20)
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  look()
  clearInterval(timer)
  return { seconds, peakMb: peak / 1024 / 1024 }
}

function say(what: string, { seconds, peakMb }: Measured): void {
  // What else the machine was doing tells how much a figure is worth.
  const load = os.loadavg()[0]!.toFixed(1)
  console.log(
    `${what.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s  ${peakMb.toFixed(0).padStart(5)} MB peak  (load ${load})`,
  )
}

async function bench(folder: string): Promise<void> {
  const file = path.join(folder, 'people.xlsx')
  // In a process of its own, so that writing the sample does not count.
  execFileSync(process.execPath, [import.meta.filename, '--make', file], { stdio: 'inherit' })
  const server = await startEmbedded({ dataDir: path.join(folder, 'data') })
  await migrate(server.url)
  const db = openDatabase(server.url)
  try {
    const workspaceId = newId()
    await db.pool.query("insert into workspaces (id, name) values ($1, 'Bench')", [workspaceId])
    const actor = { kind: 'system', id: 'bench', name: 'bench' } as const
    const scope: Scope = { workspaceId, actor, db, clock: systemClock, log: makeLog('silent'), locale: 'es' }
    await importTwice(scope, file)
    await exportBoth(scope, folder)
  } finally {
    await db.close()
    await server.close()
  }
}

async function importTwice(scope: Scope, file: string): Promise<void> {
  console.log(
    `${ROWS} rows of ${HEADER.length} columns, ${((await stat(file)).size / 1024 / 1024).toFixed(1)} MB of .xlsx`,
  )
  for (const turn of ['import', 'the same again']) {
    let id = ''
    const read = await measure(async () => {
      ;({ id } = await previewImport(scope, { path: file, name: 'people.xlsx' }, importOptions.parse({})))
    })
    say(`${turn}: preview`, read)
    await applyImport(scope, id)
    const written = await measure(() => runImport(scope, id, { signal: new AbortController().signal }))
    say(`${turn}: apply`, written)
    say(`${turn}: both`, { seconds: read.seconds + written.seconds, peakMb: Math.max(read.peakMb, written.peakMb) })
    console.log(`  ${JSON.stringify((await showImport(scope, id)).counts)}`)
  }
}

async function exportBoth(scope: Scope, folder: string): Promise<void> {
  for (const format of ['xlsx', 'csv'] as const) {
    const target = path.join(folder, `out.${format}`)
    const measured = await measure(async () => {
      const rows = await exportLeads(scope, {})
      await pipeline(format === 'xlsx' ? writeXlsx(rows, 'Personas') : writeCsv(rows), createWriteStream(target))
    })
    say(`export .${format}`, measured)
  }
  let lines = -1
  for await (const chunk of createReadStream(path.join(folder, 'out.csv')))
    lines += (chunk as Buffer).filter((byte) => byte === 10).length
  console.log(`  ${lines} rows out`)
}

if (process.argv[2] === '--make') {
  await pipeline(writeXlsx(people(), 'Personas'), createWriteStream(process.argv[3]!))
} else {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'antesala-bench-'))
  try {
    await bench(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

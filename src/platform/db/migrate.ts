/** Brings a database to this version's shape: numbered SQL, forward only, each file once and never changed afterwards. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Logger as QueueLogger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { StartProblem } from '../start-problem.ts'
import { connectOrExplain } from './connect-problem.ts'
import { ensureRoles } from './roles.ts'

export const MIGRATIONS_FOLDER = path.join(import.meta.dirname, '../../../migrations')

/** Chosen once; every process of Antesala waits on the same number while another one migrates. */
const MIGRATION_LOCK = 4_120_815_016

export interface Migration {
  number: number
  name: string
  sql: string
  /** sha256 of the text with Unix line ends, so that a checkout on Windows is the same migration. */
  checksum: string
}

export interface AppliedMigration {
  number: number
  name: string
  checksum: string
}

export interface MigrateOptions {
  folder?: string
  /** Told the name of each migration as it begins. */
  onProgress?: (name: string) => void
}

/** Reads the folder in order; throws when two files carry one number. */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const digits = /^(\d{4})_[a-z0-9_-]+\.sql$/.exec(name)?.[1]
      if (!digits)
        throw new StartProblem(`migrations/${name} is not named like a migration (0001_what_it_does.sql): rename it.`)
      const sql = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { number: Number(digits), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
  for (const [index, migration] of migrations.entries()) {
    const before = migrations[index - 1]
    if (before?.number === migration.number)
      throw new StartProblem(
        `migrations/${before.name} and migrations/${migration.name} carry one number: renumber one of them.`,
      )
  }
  return migrations
}

/** What is still to do, in order. Throws when what was done differs from what is in the folder. */
export function pendingMigrations(files: Migration[], applied: AppliedMigration[]): Migration[] {
  const done = new Map(applied.map((migration) => [migration.number, migration]))
  for (const { number, name, checksum } of applied) {
    const file = files.find((candidate) => candidate.number === number)
    if (!file)
      throw new StartProblem(
        `The database has migration ${name}, which this version of Antesala does not: start the newer version that made it.`,
      )
    if (file.checksum !== checksum)
      throw new StartProblem(
        `migrations/${file.name} was changed after this database had run it: restore the file, and write what is new as another migration.`,
      )
  }
  const newest = Math.max(0, ...done.keys())
  const pending = files.filter((file) => !done.has(file.number))
  const late = pending.find((file) => file.number < newest)
  if (late)
    throw new StartProblem(
      `migrations/${late.name} comes before one that this database has already run: give it the next free number.`,
    )
  return pending
}

/** What this database has run, in order; nothing where it never met Antesala. */
export async function readApplied(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const { rows: found } = await client.query(`select to_regclass('migrations.applied') is not null as there`)
  if (!found[0].there) return []
  return (await client.query('select number, name, checksum from migrations.applied order by number')).rows
}

/** Returns the names of the migrations run now. Any number of processes may call it at once; one works, the others wait. */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const files = await readMigrations(options.folder)
  const client = await connectOrExplain(url, 'antesala migrate')
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await ensureRoles(client)
    await client.query(`
      create schema if not exists migrations;
      create table if not exists migrations.applied (
        number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
      )`)
    const pending = pendingMigrations(files, await readApplied(client))
    // The queue's own tables first: ours call its functions.
    await runMigrations({ connectionString: url, logger: silentQueueLogger })
    for (const migration of pending) {
      options.onProgress?.(migration.name)
      await apply(client, migration)
    }
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

const silentQueueLogger = new QueueLogger(() => () => undefined)

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migrations.applied (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const { message, position } = error as pg.DatabaseError
    const line = position ? `, line ${migration.sql.slice(0, Number(position)).split('\n').length}` : ''
    throw new StartProblem(`migrations/${migration.name}${line} failed and was undone: ${message}.`, { cause: error })
  }
}

/** Real databases for tests: one that the whole run shares, or a clone of one's own. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { Clock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { Locale, Scope } from '../../src/platform/scope.ts'
import { makeLog } from '../../src/platform/telemetry/log.ts'
import { testClock } from './clock.ts'

let shared: Database | undefined
const clones: { name: string; database: Database }[] = []

/** Migrated, shared by all files of the run: work in a workspace of your own (`makeWorkspace`). */
export async function testDatabase(): Promise<Database> {
  shared ??= openDatabase(inject('sharedUrl'), { maxConnections: 12, applicationName: 'antesala test' })
  return shared
}

/** A migrated database of one's own, for workers and for what sees all workspaces. Removed when the file is done. */
export async function freshDatabase(): Promise<Database> {
  const name = `fresh_${randomBytes(6).toString('hex')}`
  await asAdmin(`create database ${name} template antesala owner antesala strategy file_copy`)
  const database = openDatabase(inject('templateUrl').replace('/antesala?', `/${name}?`), {
    maxConnections: 12,
    applicationName: 'antesala test',
  })
  clones.push({ name, database })
  return database
}

export interface WorkspaceOptions {
  name?: string
  zone?: string
  locale?: Locale
  region?: string
  settings?: Record<string, unknown>
  clock?: Clock
}

/** A new workspace and a scope in it, with a clock that stands still and a silent log. */
export async function makeWorkspace(db: Database, options: WorkspaceOptions = {}): Promise<Scope> {
  const {
    name = 'Clínica de prueba',
    zone = 'Europe/Madrid',
    locale = 'es',
    region = 'ES',
    settings = {},
    clock = testClock(),
  } = options
  const workspaceId = newId()
  await db.pool.query(
    'insert into workspaces (id, name, zone, locale, region, settings) values ($1, $2, $3, $4, $5, $6)',
    [workspaceId, name, zone, locale, region, settings],
  )
  return {
    workspaceId,
    actor: { kind: 'system', id: 'test', name: 'Prueba' },
    db,
    clock,
    log: makeLog('silent'),
    locale,
  }
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}

afterAll(async () => {
  await shared?.close()
  shared = undefined
  for (const { name, database } of clones.splice(0)) {
    await database.close()
    await asAdmin(`drop database if exists ${name} with (force)`)
  }
})

import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { MIGRATIONS_FOLDER, type Migration, migrate, pendingMigrations, readMigrations } from './migrate.ts'

const migration = (number: number, checksum = 'a'): Migration => ({
  number,
  name: `${String(number).padStart(4, '0')}_it.sql`,
  sql: '',
  checksum,
})

describe('what is still to run', () => {
  test('is what the database has not run, in order', () => {
    expect(
      pendingMigrations([migration(1), migration(2), migration(3)], [migration(1)]).map(({ number }) => number),
    ).toEqual([2, 3])
  })

  test('a migration that was changed after it ran is refused by its name', () => {
    expect(() => pendingMigrations([migration(1, 'b')], [migration(1, 'a')])).toThrow(
      /^migrations\/0001_it\.sql was changed after this database had run it/,
    )
  })

  test('a database that ran more than this version knows is refused', () => {
    expect(() => pendingMigrations([migration(1)], [migration(1), migration(2)])).toThrow(
      /^The database has migration 0002_it\.sql, which this version of Antesala does not/,
    )
  })

  test('a migration with a number before one that ran is refused', () => {
    expect(() => pendingMigrations([migration(1), migration(2), migration(3)], [migration(1), migration(3)])).toThrow(
      /^migrations\/0002_it\.sql comes before one/,
    )
  })
})

test('the numbers of our migrations have no gap', async () => {
  const files = await readMigrations()
  expect(files.map(({ number }) => number)).toEqual(files.map((_, index) => index + 1))
})

describe('against a migrated database', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'antesala-migrations-'))
    await cp(MIGRATIONS_FOLDER, folder, { recursive: true })
  })
  afterEach(() => rm(folder, { recursive: true }))

  const add = (name: string, sql: string) => writeFile(path.join(folder, name), sql)

  test('nothing is left to do', async () => {
    const { url } = await freshDatabase()
    expect(await migrate(url, { folder })).toEqual([])
  })

  test('a new file runs once, however many start at once', async () => {
    const { url, pool } = await freshDatabase()
    await add('9001_more.sql', 'create table more (n int); insert into more values (1)')
    const ran = await Promise.all(Array.from({ length: 6 }, () => migrate(url, { folder })))
    expect(ran.filter((names) => names.length > 0)).toEqual([['9001_more.sql']])
    expect((await pool.query('select count(*)::int as n from more')).rows).toEqual([{ n: 1 }])
  })

  test('one that fails is undone whole, says where, and can be mended', async () => {
    const { url, pool } = await freshDatabase()
    await add('9001_more.sql', 'create table more (n int);\nselect nonsense;')
    await expect(migrate(url, { folder })).rejects.toThrow(
      /^migrations\/9001_more\.sql, line 2 failed and was undone: column "nonsense" does not exist\.$/,
    )
    expect((await pool.query(`select to_regclass('more') as it`)).rows).toEqual([{ it: null }])
    await add('9001_more.sql', 'create table more (n int)')
    expect(await migrate(url, { folder })).toEqual(['9001_more.sql'])
  })

  test('line ends of Windows are no change', async () => {
    const { url } = await freshDatabase()
    const first = (await readdir(folder)).sort()[0]!
    const { sql } = (await readMigrations(folder))[0]!
    await add(first, sql.replaceAll('\n', '\r\n'))
    expect(await migrate(url, { folder })).toEqual([])
    await add(first, `${sql}-- a word more`)
    await expect(migrate(url, { folder })).rejects.toThrow(/was changed after this database had run it/)
  })

  test('two files with one number, and a file with another name, are refused', async () => {
    await add('9001_a.sql', '')
    await add('9001_b.sql', '')
    await expect(readMigrations(folder)).rejects.toThrow(/9001_a\.sql and migrations\/9001_b\.sql carry one number/)
    await add('more.sql', '')
    await expect(readMigrations(folder)).rejects.toThrow(/more\.sql is not named like a migration/)
  })
})

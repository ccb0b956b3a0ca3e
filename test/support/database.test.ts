import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inWorkspace } from '../../src/platform/db/database.ts'
import { freshDatabase, makeWorkspace, testDatabase } from './database.ts'

test('a workspace of the shared database sees itself and no other', async () => {
  const db = await testDatabase()
  const [mine] = [await makeWorkspace(db), await makeWorkspace(db)]
  const seen = await inWorkspace(mine, (tx) => sql<{ id: string }>`select id from workspaces`.execute(tx))
  expect(seen.rows.map((row) => row.id)).toEqual([mine.workspaceId])
})

test('a fresh database is migrated and empty', async () => {
  const db = await freshDatabase()
  const { rows } = await db.pool.query('select count(*)::int as n from workspaces')
  expect(rows).toEqual([{ n: 0 }])
  expect((await db.pool.query('select current_user::text as login')).rows).toEqual([{ login: 'antesala' }])
})

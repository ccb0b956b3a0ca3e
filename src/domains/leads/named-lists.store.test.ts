import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { listNamed } from './list-named.ts'

test('campaigns, channels and advisors come page by page, and a neighbour sees none', async () => {
  const db = await testDatabase()
  const ours = await makeWorkspace(db)
  const neighbour = await makeWorkspace(db)
  await inWorkspace(ours, async (tx) => {
    await sql`insert into campaigns (workspace_id, id, name, created_at)
      values (app.workspace(), 85, 'Otoño', now()), (app.workspace(), 90, 'Invierno', now()), (app.workspace(), 91, 'Verano', now())`.execute(
      tx,
    )
    await sql`insert into channels (workspace_id, id, name, created_at) values (app.workspace(), 7, 'Web', now())`.execute(
      tx,
    )
    await sql`insert into advisors (workspace_id, id, name, created_at) values (app.workspace(), 700, 'Ana', now())`.execute(
      tx,
    )
  })
  const first = await listNamed(ours, 'campaigns', { limit: 2, after: 0 })
  expect(first).toEqual({
    items: [
      { id: 85, name: 'Otoño' },
      { id: 90, name: 'Invierno' },
    ],
    nextCursor: '90',
  })
  expect(await listNamed(ours, 'campaigns', { limit: 2, after: 90 })).toEqual({
    items: [{ id: 91, name: 'Verano' }],
    nextCursor: null,
  })
  expect((await listNamed(ours, 'channels', { limit: 50, after: 0 })).items).toEqual([{ id: 7, name: 'Web' }])
  expect((await listNamed(ours, 'advisors', { limit: 50, after: 0 })).items).toEqual([{ id: 700, name: 'Ana' }])
  for (const list of ['campaigns', 'channels', 'advisors'] as const)
    expect(await listNamed(neighbour, list, { limit: 50, after: 0 })).toEqual({ items: [], nextCursor: null })
})

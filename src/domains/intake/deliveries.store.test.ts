import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { MAX_BODY_BYTES, markDelivery, readDelivery, receiveDelivery } from './index.ts'

const JOB = 'test.hear'
const receive = (scope: Scope, body: string, key?: string) =>
  receiveDelivery(
    scope,
    { source: 'test', body, headers: { authorization: 'Bearer x', 'user-agent': 'V' }, ...(key ? { key } : {}) },
    JOB,
  )
async function jobs(scope: Scope): Promise<number> {
  const { rows } = await scope.db.pool.query(
    `select count(*)::int as n from graphile_worker._private_jobs where payload ->> 'workspaceId' = $1`,
    [scope.workspaceId],
  )
  return rows[0].n
}

describe('a webhook', () => {
  test('is kept as it came, with its job, and without a credential', async () => {
    const scope = await makeWorkspace(await testDatabase())
    const body = '{ "name":  "Íñigo \\u0000 \\ud800" }\n'
    const { deliveryId, duplicate } = await receive(scope, body)
    expect(duplicate).toBe(false)
    expect(await inWorkspace(scope, (tx) => readDelivery(tx, deliveryId))).toMatchObject({
      body,
      state: 'received',
      headers: { 'user-agent': 'V' },
    })
    expect(await jobs(scope)).toBe(1)
  })

  test('that comes again is known by its key, or by what it says, also ten at once', async () => {
    const scope = await makeWorkspace(await testDatabase())
    const all = await Promise.all(Array.from({ length: 10 }, () => receive(scope, '{"a":1}')))
    expect(new Set(all.map((one) => one.deliveryId)).size).toBe(1)
    expect(all.filter((one) => !one.duplicate)).toHaveLength(1)
    expect(await jobs(scope)).toBe(1)
    const first = await receive(scope, '{"a":2}', 'k1')
    expect(await receive(scope, '{"a":3}', 'k1')).toEqual({ deliveryId: first.deliveryId, duplicate: true })
  })

  test('too large, or with what no text may hold, is refused and nothing is kept', async () => {
    const scope = await makeWorkspace(await testDatabase())
    await expect(receive(scope, 'x'.repeat(MAX_BODY_BYTES + 1))).rejects.toMatchObject({ code: 'intake.too_large' })
    await expect(receive(scope, 'a\u0000b')).rejects.toMatchObject({ code: 'intake.unreadable' })
    const { rows } = await inWorkspace(scope, (tx) => sql`select 1 from deliveries`.execute(tx))
    expect(rows).toEqual([])
    expect(await jobs(scope)).toBe(0)
  })

  test('is marked with what became of it, and a neighbour sees nothing', async () => {
    const scope = await makeWorkspace(await testDatabase())
    const neighbour = await makeWorkspace(await testDatabase())
    const { deliveryId } = await receive(scope, '{}')
    const at = scope.clock.now()
    await inWorkspace(neighbour, (tx) => markDelivery(tx, deliveryId, { state: 'handled', at }))
    expect(await inWorkspace(neighbour, (tx) => readDelivery(tx, deliveryId))).toBeNull()
    await inWorkspace(scope, (tx) => markDelivery(tx, deliveryId, { state: 'ignored', at, error: 'test.why' }))
    expect(await inWorkspace(scope, (tx) => readDelivery(tx, deliveryId))).toMatchObject({
      state: 'ignored',
      error: 'test.why',
      handledAt: at,
    })
  })
})

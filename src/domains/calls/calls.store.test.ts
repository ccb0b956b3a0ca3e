import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ALWAYS_ALLOWED, makeLeads, testPhone } from '../../../test/support/call-leads.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { DELIVERY_STATES } from '../intake/index.ts'
import { CALL_STATES, CALL_STATUSES, DISPOSITIONS, RESULT_STATES, RUN_ORIGINS, RUN_STATES } from './call.ts'
import { insertClaims, type NewClaim, promisePlacing, readCall } from './calls.store.ts'
import { insertRun, runningRun } from './runs.store.ts'

/** The values that a check constraint allows, out of the catalogue. */
async function allowed(table: string, column: string): Promise<string[]> {
  const db = await testDatabase()
  const { rows } = await db.pool.query(
    `select pg_get_constraintdef(oid) as def from pg_constraint where conrelid = $1::regclass and contype = 'c'
      and pg_get_constraintdef(oid) like $2`,
    [table, `CHECK ((${column} = ANY%`],
  )
  return [...String(rows[0]?.def).matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1]!)
}

describe('what the database allows is what the domain knows', () => {
  test.each([
    ['calls', 'state', CALL_STATES],
    ['calls', 'call_status', CALL_STATUSES],
    ['calls', 'disposition', DISPOSITIONS],
    ['calls', 'result_state', RESULT_STATES],
    ['runs', 'state', RUN_STATES],
    ['runs', 'origin', RUN_ORIGINS],
    ['deliveries', 'state', DELIVERY_STATES],
  ] as const)('%s.%s', async (table, column, known) => {
    expect(await allowed(table, column)).toEqual([...known])
  })
})

async function run(scope: Scope): Promise<string> {
  const id = newId()
  await inWorkspace(scope, (tx) =>
    insertRun(tx, {
      workspaceId: scope.workspaceId,
      id,
      origin: 'start',
      outboundId: 'o1',
      campaignName: '',
      maxConcurrent: 5,
      startedBy: scope.actor,
      startedAt: scope.clock.now(),
    }),
  )
  return id
}

const claim = (scope: Scope, runId: string, lead: { leadId: string; contactId: string; phone: string }): NewClaim => ({
  ...lead,
  workspaceId: scope.workspaceId,
  id: newId(),
  runId,
  outboundId: 'o1',
  claimedAt: scope.clock.now(),
  lookAt: scope.clock.now(),
})

describe('attempts', () => {
  test('two that claim one person at the same time make one attempt', async () => {
    const scope = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
    const [lead] = await makeLeads(scope, [testPhone(10_000)])
    const runId = await run(scope)
    const made = await Promise.all(
      Array.from({ length: 6 }, () => inWorkspace(scope, (tx) => insertClaims(tx, [claim(scope, runId, lead!)]))),
    )
    expect(made.reduce((sum, ids) => sum + ids.size, 0)).toBe(1)
  })

  test('a neighbour sees neither run nor attempt, and changes none', async () => {
    const scope = await makeWorkspace(await testDatabase(), { settings: ALWAYS_ALLOWED })
    const neighbour = await makeWorkspace(await testDatabase())
    const [lead] = await makeLeads(scope, [testPhone(10_000)])
    const runId = await run(scope)
    const [id] = await inWorkspace(scope, (tx) => insertClaims(tx, [claim(scope, runId, lead!)]))
    await inWorkspace(neighbour, async (tx) => {
      expect(await readCall(tx, id!)).toBeNull()
      expect(await runningRun(tx)).toBeNull()
      const touched = await sql`update calls set phone = 'x'`.execute(tx)
      expect(touched.numAffectedRows).toBe(0n)
    })
  })
})

describe('the jobs of many attempts', () => {
  test('are promised in one statement, each once, for their own workspace', async () => {
    const scope = await makeWorkspace(await testDatabase())
    const ids = [newId(), newId(), newId()]
    await inWorkspace(scope, (tx) => promisePlacing(tx, ids))
    await inWorkspace(scope, (tx) => promisePlacing(tx, ids.slice(1)))
    const { rows } = await scope.db.pool.query(
      `select payload ->> 'attemptId' as id from graphile_worker._private_jobs where payload ->> 'workspaceId' = $1`,
      [scope.workspaceId],
    )
    expect(rows.map((row) => row.id).sort()).toEqual(ids.toSorted())
    const outside = scope.db.pool.query(`select app.enqueue_each('calls.place', array['{}'::jsonb], array['a'])`)
    await expect(outside).rejects.toThrow(/outside a workspace/)
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { type Database, inWorkspace, openDatabase } from '../db/database.ts'
import type { Scope } from '../scope.ts'
import { takeToken } from './rate-limit.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

/** A workspace whose machine time is moved by the test. */
async function place(): Promise<{ scope: Scope; advance(ms: number): void }> {
  const scope = await makeWorkspace(db)
  let now = Date.parse('2026-11-24T09:00:00Z')
  const clock = { now: () => new Date(now), toMachine: (instant: Date) => instant }
  return {
    scope: { ...scope, clock },
    advance: (ms) => {
      now += ms
    },
  }
}

describe('a bucket', () => {
  test('gives its burst at once, then says how long to wait, then gives one per period', async () => {
    const { scope, advance } = await place()
    const rate = { perSecond: 2, burst: 3 }
    for (let taken = 0; taken < 3; taken++) expect(await takeToken(scope, 'pearl', rate)).toEqual({ waitMs: 0 })

    expect(await takeToken(scope, 'pearl', rate)).toEqual({ waitMs: 500 })
    advance(400)
    expect(await takeToken(scope, 'pearl', rate)).toEqual({ waitMs: 100 })
    advance(100)
    expect(await takeToken(scope, 'pearl', rate)).toEqual({ waitMs: 0 })
    expect(await takeToken(scope, 'pearl', rate)).toEqual({ waitMs: 500 })
  })

  test('never holds more than its burst, however long it was left', async () => {
    const { scope, advance } = await place()
    const rate = { perSecond: 100, burst: 2 }
    await takeToken(scope, 'pearl', rate)
    advance(3_600_000)
    for (let taken = 0; taken < 2; taken++) expect((await takeToken(scope, 'pearl', rate)).waitMs).toBe(0)
    expect((await takeToken(scope, 'pearl', rate)).waitMs).toBeGreaterThan(0)
  })

  test('takes nothing when it refuses: asking often does not make the wait longer', async () => {
    const { scope, advance } = await place()
    const rate = { perSecond: 1, burst: 1 }
    await takeToken(scope, 'pearl', rate)
    for (let asked = 0; asked < 20; asked++) await takeToken(scope, 'pearl', rate)
    advance(1000)
    expect(await takeToken(scope, 'pearl', rate)).toEqual({ waitMs: 0 })
  })

  test('is not filled by a clock that goes back a little, and is not stuck by one that was far ahead', async () => {
    const { scope, advance } = await place()
    const rate = { perSecond: 1, burst: 1 }
    await takeToken(scope, 'pearl', rate)
    advance(-500)
    expect((await takeToken(scope, 'pearl', rate)).waitMs).toBeGreaterThan(0)
    advance(-3_600_000)
    expect(await takeToken(scope, 'pearl', rate)).toEqual({ waitMs: 0 })
    expect((await takeToken(scope, 'pearl', rate)).waitMs).toBe(1000)
  })

  test('is one per name and per workspace', async () => {
    const here = await place()
    const there = await place()
    const rate = { perSecond: 1, burst: 1 }
    await takeToken(here.scope, 'pearl', rate)
    expect((await takeToken(here.scope, 'odoo', rate)).waitMs).toBe(0)
    expect((await takeToken(there.scope, 'pearl', rate)).waitMs).toBe(0)
    expect((await takeToken(here.scope, 'pearl', rate)).waitMs).toBeGreaterThan(0)

    const seen = await inWorkspace(there.scope, (tx) => tx.selectFrom('rate_buckets').select('name').execute())
    expect(seen).toEqual([{ name: 'pearl' }])
  })

  test('refuses a rate that makes no sense', async () => {
    const { scope } = await place()
    await expect(takeToken(scope, 'pearl', { perSecond: 0, burst: 1 })).rejects.toThrow(RangeError)
    await expect(takeToken(scope, 'pearl', { perSecond: 1, burst: 0 })).rejects.toThrow(RangeError)
  })
})

test('processes that ask at the same time share one bucket: exactly the burst is given', async () => {
  const { scope, advance } = await place()
  // Pools of their own stand for processes: nothing is shared but the database.
  const processes = Array.from({ length: 4 }, () => ({ ...scope, db: openDatabase(db.url, { maxConnections: 8 }) }))
  try {
    const ask = async () => {
      const asking = Array.from({ length: 200 }, (_, at) =>
        takeToken(processes[at % 4]!, 'pearl', { perSecond: 10, burst: 25 }),
      )
      return (await Promise.all(asking)).filter(({ waitMs }) => waitMs === 0).length
    }
    expect(await ask()).toBe(25)
    expect(await ask()).toBe(0)
    advance(700)
    expect(await ask()).toBe(7)
  } finally {
    for (const { db: pool } of processes) await pool.close()
  }
})

import { expect, test } from 'vitest'
import { testClock } from '../../../test/support/clock.ts'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { makeLog } from '../telemetry/log.ts'
import { runDueLines } from './timetable.ts'

test('a line is due once per interval for all processes together, and every workspace gets its job', async () => {
  const db = await freshDatabase()
  await makeWorkspace(db)
  await makeWorkspace(db)
  const clock = testClock()
  const timetable = { db, clock, log: makeLog('silent'), lines: [{ job: 'calls.reconcile', everyS: 60 }] }
  const promised = async () => (await db.pool.query('select count(*)::int as n from graphile_worker.jobs')).rows[0].n

  expect((await Promise.all([runDueLines(timetable), runDueLines(timetable), runDueLines(timetable)])).flat()).toEqual([
    'calls.reconcile',
  ])
  expect(await promised()).toBe(2)
  clock.advance(59_000)
  expect(await runDueLines(timetable)).toEqual([])
  clock.advance(1_000)
  expect(await runDueLines(timetable)).toEqual(['calls.reconcile'])
  // What waits still is not promised twice.
  expect(await promised()).toBe(2)
})

test('a clock that was set back does not silence the timetable', async () => {
  const db = await freshDatabase()
  await makeWorkspace(db)
  const clock = testClock('2027-05-01T10:00:00Z')
  const timetable = { db, clock, log: makeLog('silent'), lines: [{ job: 'calls.reconcile', everyS: 60 }] }
  await runDueLines(timetable)
  clock.set('2026-11-24T09:00:00Z')
  expect(await runDueLines(timetable)).toEqual(['calls.reconcile'])
})

import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { systemClock } from '../../kernel/clock.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Database, inWorkspace } from '../db/database.ts'
import type { Scope } from '../scope.ts'
import { makeLog } from '../telemetry/log.ts'
import { makeCatalogue } from './catalogue.ts'
import { listDeadLetters, replayDeadLetter } from './dead-letters.ts'
import { defineJob, enqueue, type JobRun } from './job.ts'
import { freeJobsOfTheDead } from './living-workers.ts'
import { type RunningWorker, startWorker } from './worker.ts'

const running: RunningWorker[] = []
afterEach(async () => {
  for (const worker of running.splice(0)) await worker.stop()
})

/** A worker with one job, `test.note`, that does `act`; `next()` waits for the next time it ran. */
async function workerThat(
  db: Database,
  act: (scope: Scope, payload: { n: number }, run: JobRun) => Promise<void> = async () => {},
) {
  const ran: { n: number; workspaceId: string; attempt: number; lastKind: string | undefined }[] = []
  const waiting: (() => void)[] = []
  const job = defineJob({
    name: 'test.note',
    schema: z.object({ n: z.number() }),
    retry: { attempts: 3, baseS: 0.01, capS: 0.02 },
    run: async (scope, payload: { n: number }, run) => {
      try {
        await act(scope, payload, run)
      } finally {
        ran.push({ n: payload.n, workspaceId: scope.workspaceId, attempt: run.attempt, lastKind: run.lastKind })
        for (const wake of waiting.splice(0)) wake()
      }
    },
  })
  const worker = await startWorker({ db, clock: systemClock, log: makeLog('silent'), catalogue: makeCatalogue([job]) })
  running.push(worker)
  return {
    ran,
    async times(count: number) {
      while (ran.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}

const promise = (scope: Scope, n: number, options = {}) =>
  inWorkspace(scope, (tx) => enqueue(tx, 'test.note', { n }, options))

/** Polls the database for what no event announces. */
async function eventually<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await read()
    if (value !== undefined) return value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('a job', () => {
  test('runs as the workspace that promised it, once its transaction is committed', async () => {
    const db = await freshDatabase()
    const scope = await makeWorkspace(db)
    const { ran, times } = await workerThat(db)
    await promise(scope, 1)
    await times(1)
    expect(ran).toEqual([{ n: 1, workspaceId: scope.workspaceId, attempt: 1, lastKind: undefined }])
  })

  test('is not promised when the transaction rolls back', async () => {
    const db = await freshDatabase()
    const scope = await makeWorkspace(db)
    await inWorkspace(scope, async (tx) => {
      await enqueue(tx, 'test.note', { n: 1 })
      throw new Error('changed my mind')
    }).catch(() => undefined)
    const { rows } = await db.pool.query('select count(*)::int as n from graphile_worker.jobs')
    expect(rows).toEqual([{ n: 0 }])
  })

  test('cannot be promised outside a workspace, nor can the queue be read from inside one', async () => {
    const db = await freshDatabase()
    const scope = await makeWorkspace(db)
    await expect(db.pool.query(`select app.enqueue('test.note', '{}')`)).rejects.toThrow(/outside a workspace/)
    await expect(
      inWorkspace(scope, (tx) =>
        tx
          .selectFrom('graphile_worker.jobs' as never)
          .selectAll()
          .execute(),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  test('that the world was not ready for is tried again, knowing why', async () => {
    const db = await freshDatabase()
    const scope = await makeWorkspace(db)
    const { ran, times } = await workerThat(db, async (_scope, _payload, run) => {
      if (run.attempt < 3) throw new AppError('vendor_unreachable', 'test.away')
    })
    await promise(scope, 7, { key: 'seven' })
    await times(3)
    expect(ran.map(({ attempt, lastKind }) => [attempt, lastKind])).toEqual([
      [1, undefined],
      [2, 'vendor_unreachable'],
      [3, 'vendor_unreachable'],
    ])
    expect((await listDeadLetters(scope, { limit: 10 })).items).toEqual([])
  })

  test.each([
    ['a refusal', new AppError('vendor_refused', 'test.no'), 1],
    ['a bug', new Error('oops'), 2],
    ['what never heals', new AppError('vendor_busy', 'test.busy'), 3],
  ])(
    '%s ends as a dead letter after the tries that its kind allows, and can be replayed once',
    async (_name, error, tries) => {
      const db = await freshDatabase()
      const scope = await makeWorkspace(db)
      const { ran, times } = await workerThat(db, async () => {
        if (ran.length < tries) throw error
      })
      await promise(scope, 1)
      const letter = await eventually(async () => (await listDeadLetters(scope, { limit: 10 })).items[0])
      expect(ran).toHaveLength(tries)
      expect(letter).toMatchObject({ job: 'test.note', payload: { n: 1 }, attempts: tries, replayedAt: null })

      await replayDeadLetter(scope, letter.id)
      await times(tries + 1)
      expect(ran.at(-1)).toMatchObject({ n: 1, attempt: 1 })
      await expect(replayDeadLetter(scope, letter.id)).rejects.toMatchObject({ code: 'dead_letter.not_found' })
    },
  )

  test('with data of the wrong shape is a dead letter at once and never runs', async () => {
    const db = await freshDatabase()
    const scope = await makeWorkspace(db)
    const { ran } = await workerThat(db)
    await inWorkspace(scope, (tx) => enqueue(tx, 'test.note', { n: 'one' }))
    const letter = await eventually(async () => (await listDeadLetters(scope, { limit: 10 })).items[0])
    expect(letter.errorCode).toBe('job.payload_invalid')
    expect(ran).toEqual([])
  })

  test('of a neighbour is neither seen nor replayed', async () => {
    const db = await freshDatabase()
    const [mine, theirs] = [await makeWorkspace(db), await makeWorkspace(db)]
    await workerThat(db, async () => {
      throw new AppError('invalid', 'test.bad')
    })
    await promise(mine, 1)
    const letter = await eventually(async () => (await listDeadLetters(mine, { limit: 10 })).items[0])
    expect((await listDeadLetters(theirs, { limit: 10 })).items).toEqual([])
    await expect(replayDeadLetter(theirs, letter.id)).rejects.toMatchObject({ code: 'dead_letter.not_found' })
  })

  test('held by a process that died is freed for the living', async () => {
    const db = await freshDatabase()
    const scope = await makeWorkspace(db)
    await promise(scope, 1)
    // A process that took the job, signed in, and is gone: nobody holds its advisory lock.
    await db.pool.query(`insert into job_workers (worker_id, ticket) values ('worker-gone', 42)`)
    await db.pool.query(
      `update graphile_worker._private_jobs set locked_by = 'worker-gone', locked_at = now(), attempts = 1`,
    )
    expect(await freeJobsOfTheDead(db)).toBe(1)
    const { ran, times } = await workerThat(db)
    await times(1)
    expect(ran).toHaveLength(1)
  })

  test('stay with a process whose connections were all cut: it shows again that it is alive, and lives', async () => {
    const db = await freshDatabase()
    await workerThat(db)
    const alive = async () => {
      const { rows } = await db.pool.query<{ pid: number }>(
        `select pid from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and application_name = 'antesala-alive'
          and datname = current_database()`,
      )
      return rows[0]?.pid
    }
    const before = await eventually(alive)
    await db.pool.query('select pg_terminate_backend($1)', [before])
    const after = await eventually(async () => {
      const pid = await alive().catch(() => undefined)
      return pid === before ? undefined : pid
    })
    expect(after).not.toBe(before)
    expect(await freeJobsOfTheDead(db)).toBe(0)
  })

  test('held by a living process stays with it', async () => {
    const db = await freshDatabase()
    await workerThat(db)
    await eventually(async () => ((await db.pool.query('select 1 from job_workers')).rowCount ? true : undefined))
    expect(await freeJobsOfTheDead(db)).toBe(0)
  })
})

test('two jobs of one name, or a promised job that nobody handles, stop the start', () => {
  const job = defineJob({
    name: 'a.b',
    schema: z.object({}),
    retry: { attempts: 1, baseS: 1, capS: 1 },
    run: async () => {},
  })
  expect(() => makeCatalogue([job, job])).toThrow('Two jobs are called a.b')
  expect(() => makeCatalogue([job], ['a.b', 'c.d'])).toThrow('Nobody handles these jobs: c.d')
})

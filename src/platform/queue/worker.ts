/**
 * Consumes the queue. Each job runs as its workspace; what it throws is read as an AppError whose kind decides:
 * again later (a fresh job with the same key, one try older), or a dead letter that people can see and replay.
 */
import { Logger as GraphileLogger, run, type Task } from 'graphile-worker'
import { sql } from 'kysely'
import type { Clock } from '../../kernel/clock.ts'
import { AppError, asAppError, type ErrorKind } from '../../kernel/errors.ts'
import type { Database } from '../db/database.ts'
import type { Actor, Scope } from '../scope.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Catalogue } from './catalogue.ts'
import { buryJob } from './dead-letters.ts'
import type { JobDefinition } from './job.ts'
import { type Registration, registerProcess } from './living-workers.ts'
import { afterFailure } from './retry.rules.ts'

export interface WorkerOptions {
  db: Database
  clock: Clock
  log: Logger
  catalogue: Catalogue
  /** Jobs at once in this process. */
  concurrency?: number
  /** Told how each try ended. */
  onTry?: (job: string, outcome: 'done' | 'again' | 'dead') => void
}

export interface RunningWorker {
  /** Lets running jobs finish (their signal says so), then returns. */
  stop(): Promise<void>
}

/** What the queue keeps beside the job's own payload. */
interface Envelope {
  workspaceId: string
  _try?: { attempt: number; lastKind: ErrorKind }
}

/** A job found half-done this often lost its process each time: it is more likely the cause than the victim. */
const MOST_INTERRUPTIONS = 5

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { db, log, catalogue } = options
  const stopping = new AbortController()
  const registration: Registration = await registerProcess(db, log)
  const tasks = Object.fromEntries(
    [...catalogue.values()].map((job) => [job.name, taskOf(job, options, stopping.signal)]),
  )
  const runner = await run({
    pgPool: db.pool,
    concurrency: options.concurrency ?? 8,
    // LISTEN/NOTIFY wakes us; this only finds what comes due later.
    pollInterval: 500,
    noHandleSignals: true,
    taskList: tasks,
    logger: new GraphileLogger(() => (level, message) => {
      if (level === 'error') log.error({ source: 'queue' }, message)
      else if (level === 'warning') log.warn({ source: 'queue' }, message)
    }),
    events: registration.events,
  })
  return {
    async stop() {
      stopping.abort()
      await runner.stop()
      await registration.leave()
    },
  }
}

function taskOf(job: JobDefinition, options: WorkerOptions, signal: AbortSignal): Task {
  return async (raw, helpers) => {
    const { _try, ...payload } = raw as Envelope
    const attempt = _try?.attempt ?? 1
    const scope = jobScope(options, payload.workspaceId, job.name)
    try {
      if (helpers.job.attempts > MOST_INTERRUPTIONS) throw new AppError('bug', 'job.interrupted')
      const { workspaceId: _workspace, ...own } = payload
      const read = job.schema.safeParse(own)
      if (!read.success) throw new AppError('invalid', 'job.payload_invalid', { note: read.error.message })
      await job.run(scope, read.data, { attempt, signal, ...(_try ? { lastKind: _try.lastKind } : {}) })
      options.onTry?.(job.name, 'done')
    } catch (thrown) {
      await settleFailure(
        options,
        scope,
        job,
        { payload, attempt, key: helpers.job.key, interrupted: helpers.job.attempts > MOST_INTERRUPTIONS },
        asAppError(thrown),
      )
    }
  }
}

interface Failed {
  payload: { workspaceId: string }
  attempt: number
  key: string | null
  interrupted: boolean
}

async function settleFailure(
  { db, onTry }: WorkerOptions,
  scope: Scope,
  job: JobDefinition,
  failed: Failed,
  error: AppError,
): Promise<void> {
  const next = failed.interrupted
    ? ({ again: false } as const)
    : afterFailure(error, failed.attempt, job.retry, Math.random())
  const entry = { job: job.name, attempt: failed.attempt, code: error.code, kind: error.kind }
  if (!next.again) {
    onTry?.(job.name, 'dead')
    scope.log.error({ ...entry, err: error, cause: error.cause }, 'job gave up')
    await buryJob(scope, { job: job.name, payload: failed.payload, attempts: failed.attempt, error })
    return
  }
  onTry?.(job.name, 'again')
  scope.log.warn({ ...entry, inMs: next.inMs, note: error.message }, 'job tries again')
  // The newer promise wins: a job that was enqueued under the same key meanwhile keeps its time.
  const envelope = { ...failed.payload, _try: { attempt: failed.attempt + 1, lastKind: error.kind } }
  await sql`select graphile_worker.add_job(${job.name}, ${JSON.stringify(envelope)}::json, run_at => now() + ${next.inMs / 1000} * interval '1 second',
    job_key => ${failed.key}, job_key_mode => ${failed.key === null ? null : 'preserve_run_at'})`.execute(db.kysely)
}

function jobScope(options: WorkerOptions, workspaceId: string, job: string): Scope {
  const actor: Actor = { kind: 'system', id: job, name: job }
  return {
    workspaceId,
    actor,
    db: options.db,
    clock: options.clock,
    log: options.log.child({ job, workspaceId }),
    locale: 'es',
  }
}

/** A job: a name, the schema of its payload, what it does and how often it is tried. Payloads carry ids, not data. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { ErrorKind } from '../../kernel/errors.ts'
import type { Tx } from '../db/database.ts'
import type { Scope } from '../scope.ts'

export interface RetryRule {
  /** Tries in all, the first included. Kinds that cannot heal (see `attemptsOf`) stop earlier. */
  attempts: number
  /** Seconds before the second try; doubled each time, with jitter. */
  baseS: number
  /** The longest wait between two tries, in seconds. */
  capS: number
}

export const patiently: RetryRule = { attempts: 12, baseS: 2, capS: 900 }
export const briefly: RetryRule = { attempts: 4, baseS: 1, capS: 30 }

export interface JobRun {
  /** 1 on the first try. */
  attempt: number
  /** The error kind of the try before, where there was one. `vendor_unreachable` means: look before repeating. */
  lastKind?: ErrorKind
  /** Aborted when the process is asked to stop: finish soon. */
  signal: AbortSignal
}

export interface JobDefinition<Payload = unknown> {
  /** `calls.settle-call` */
  name: string
  schema: z.ZodType<Payload>
  retry: RetryRule
  run(scope: Scope, payload: Payload, run: JobRun): Promise<void>
}

/** Keeps the payload's type between schema and handler. */
export const defineJob = <Payload>(job: JobDefinition<Payload>): JobDefinition => job as unknown as JobDefinition

export interface EnqueueOptions {
  /** Machine time; pass `scope.clock.toMachine(instant)`. Default: now. */
  runAt?: Date
  /** One pending job per key and workspace; a later one replaces it (or see `keyMode`). */
  key?: string
  /** `unsafe_dedupe` keeps the pending job and its time; `preserve_run_at` takes the new payload, keeps the time. */
  keyMode?: 'replace' | 'preserve_run_at' | 'unsafe_dedupe'
  /** Jobs of one queue and workspace run one after another. */
  queue?: string
  priority?: number
}

/** Promises work in the caller's own transaction: no commit, no job. */
export async function enqueue(
  tx: Tx,
  job: string,
  payload: Record<string, unknown>,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`select app.enqueue(${job}, ${JSON.stringify(payload)}::jsonb, job_key => ${options.key ?? null},
    run_at => ${options.runAt ?? null}, queue_name => ${options.queue ?? null}, priority => ${options.priority ?? null},
    job_key_mode => ${options.keyMode ?? 'replace'})`.execute(tx)
}

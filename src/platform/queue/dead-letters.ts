/** Work that ran out of tries: kept with its reason in words, listed, and replayed as a new job. */
import { sql } from 'kysely'
import { type AppError, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace } from '../db/database.ts'
import { publish } from '../events/publish.ts'
import type { Scope } from '../scope.ts'
import { enqueue } from './job.ts'

export interface DeadLetter {
  id: string
  job: string
  payload: Record<string, unknown>
  errorCode: string
  errorKind: string
  errorParams: Record<string, string | number>
  /** For the log and the CLI of whoever runs the product; may quote an exception. */
  reason: string
  attempts: number
  diedAt: Date
  replayedAt: Date | null
}

interface Burial {
  job: string
  payload: Record<string, unknown>
  attempts: number
  error: AppError
}

export async function buryJob(scope: Scope, burial: Burial): Promise<void> {
  const { workspaceId: _, _try: __, ...payload } = burial.payload
  await inWorkspace(scope, async (tx) => {
    await sql`insert into dead_letters (workspace_id, id, job, payload, error_code, error_kind, error_params, reason, attempts, died_at)
      values (app.workspace(), ${newId()}, ${burial.job}, ${JSON.stringify(payload)}, ${burial.error.code}, ${burial.error.kind}, ${JSON.stringify(burial.error.params)},
        ${burial.error.message.slice(0, 2000)}, ${burial.attempts}, ${scope.clock.now()})`.execute(tx)
    await publish(tx, {
      topic: 'dead-letters',
      type: 'dead_letter.added',
      data: { job: burial.job, code: burial.error.code },
    })
  })
}

export interface DeadLetterPage {
  items: DeadLetter[]
  nextCursor: string | null
}

/** Newest first; `open` leaves out what was replayed. The cursor is the last id seen (ids sort by age). */
export async function listDeadLetters(
  scope: Scope,
  query: { open?: boolean; limit: number; cursor?: string | undefined },
): Promise<DeadLetterPage> {
  const { rows } = await inWorkspace(scope, (tx) =>
    sql<DeadLetter>`select id, job, payload, error_code as "errorCode", error_kind as "errorKind", error_params as "errorParams", reason, attempts,
        died_at as "diedAt", replayed_at as "replayedAt"
      from dead_letters
      where workspace_id = app.workspace()
        and (${query.open !== false} is false or replayed_at is null)
        and (${query.cursor ?? null}::uuid is null or id < ${query.cursor ?? null}::uuid)
      order by id desc limit ${query.limit + 1}`.execute(tx),
  )
  const items = rows.slice(0, query.limit)
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null }
}

/** Promises the work again, once. Throws `dead_letter.not_found` for an unknown or already replayed one. */
export async function replayDeadLetter(scope: Scope, id: string): Promise<{ job: string }> {
  return inWorkspace(scope, async (tx) => {
    const { rows } = await sql<{ job: string; payload: Record<string, unknown> }>`
      update dead_letters set replayed_at = ${scope.clock.now()}
      where workspace_id = app.workspace() and id = ${id} and replayed_at is null returning job, payload`.execute(tx)
    const letter = rows[0]
    if (!letter) throw notFound('dead_letter.not_found')
    await enqueue(tx, letter.job, letter.payload)
    await publish(tx, { topic: 'dead-letters', type: 'dead_letter.replayed', data: { id } })
    return { job: letter.job }
  })
}

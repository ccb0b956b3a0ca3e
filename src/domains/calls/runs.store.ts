/** SQL of runs: begun, held, stopped, ended; and the lock under which the dialer decides. */
import { type Selectable, sql } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Actor } from '../../platform/scope.ts'
import type { BlockedCount, Run, RunOrigin } from './call.ts'
import type { CallsTables } from './calls.tables.ts'

const runs = (tx: Tx) => over<CallsTables>(tx)

/**
 * One dialer decides at a time in a workspace, in whatever process: the cap is counted and filled under this lock, and
 * START and STOP take it too. Held until the transaction ends, so never longer than a few milliseconds.
 */
export async function lockDialer(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('calls.dialer:' || app.workspace()::text, 0))`.execute(tx)
}

export interface NewRun {
  workspaceId: string
  id: string
  origin: RunOrigin
  outboundId: string
  campaignName: string
  maxConcurrent: number
  startedBy: Actor
  startedAt: Date
}

/** Breaks `runs_one_running` where one is on already. */
export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await runs(tx)
    .insertInto('runs')
    .values({
      workspace_id: run.workspaceId,
      id: run.id,
      state: 'running',
      origin: run.origin,
      outbound_id: run.outboundId,
      campaign_name: run.campaignName,
      max_concurrent: run.maxConcurrent,
      started_by: JSON.stringify(run.startedBy),
      started_at: run.startedAt,
    })
    .execute()
}

export async function saveSelection(tx: Tx, runId: string, selected: number, blocked: BlockedCount[]): Promise<void> {
  await runs(tx)
    .updateTable('runs')
    .set({ selected, blocked: JSON.stringify(blocked) })
    .where('id', '=', runId)
    .execute()
}

/** The run that may dial, if one may. */
export async function runningRun(tx: Tx): Promise<Run | null> {
  const row = await runs(tx).selectFrom('runs').selectAll().where('state', '=', 'running').executeTakeFirst()
  return row ? asRun(row) : null
}

export async function latestRun(tx: Tx): Promise<Run | null> {
  const row = await runs(tx)
    .selectFrom('runs')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? asRun(row) : null
}

export async function readRun(tx: Tx, runId: string): Promise<Run | null> {
  const row = await runs(tx).selectFrom('runs').selectAll().where('id', '=', runId).executeTakeFirst()
  return row ? asRun(row) : null
}

/** Whether calls of this workspace were ever made with this campaign. */
export async function knowsOutbound(tx: Tx, outboundId: string): Promise<boolean> {
  const row = await runs(tx)
    .selectFrom('runs')
    .select('id')
    .where('outbound_id', '=', outboundId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * True while the run may dial; the row stays shared until the transaction ends, so that STOP waits for whoever is
 * taking a permit, and whoever comes after STOP finds it stopped.
 */
export async function mayDial(tx: Tx, runId: string): Promise<boolean> {
  const row = await runs(tx).selectFrom('runs').select('state').where('id', '=', runId).forShare().executeTakeFirst()
  return row?.state === 'running'
}

/** The run that was running and now no longer may dial; null where none was. */
export async function stopRunningRun(tx: Tx, by: Actor, at: Date): Promise<Run | null> {
  const row = await runs(tx)
    .updateTable('runs')
    .set({ state: 'stopping', stopped_by: JSON.stringify(by), stop_requested_at: at })
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst()
  return row ? asRun(row) : null
}

/**
 * Ends a stopped run whose last call is over; false where it still has calls in flight. Two last calls that end together
 * must not each see the other still open: so the run is locked first, and then looked at anew.
 */
export async function endStoppedRun(tx: Tx, runId: string, at: Date): Promise<boolean> {
  const stopping = await runs(tx)
    .selectFrom('runs')
    .select('id')
    .where('id', '=', runId)
    .where('state', '=', 'stopping')
    .forUpdate()
    .executeTakeFirst()
  if (!stopping) return false
  const open = await runs(tx)
    .selectFrom('calls')
    .select('id')
    .where('run_id', '=', runId)
    .where('state', '<>', 'settled')
    .limit(1)
    .executeTakeFirst()
  if (open) return false
  await runs(tx).updateTable('runs').set({ state: 'stopped', ended_at: at }).where('id', '=', runId).execute()
  return true
}

export async function finishRun(tx: Tx, runId: string, at: Date): Promise<void> {
  await runs(tx)
    .updateTable('runs')
    .set({ state: 'finished', ended_at: at })
    .where('id', '=', runId)
    .where('state', '=', 'running')
    .execute()
}

/** The vendor takes no call: nobody dials in this run before `until`. A later moment stands over an earlier one. */
export async function holdRun(tx: Tx, runId: string, until: Date, reason: string): Promise<void> {
  await runs(tx)
    .updateTable('runs')
    .set({ held_until: sql`greatest(held_until, ${until}::timestamptz)`, held_reason: reason })
    .where('id', '=', runId)
    .execute()
}

/** A call went through: whatever held the run is over. */
export async function freeRun(tx: Tx, runId: string): Promise<void> {
  await runs(tx)
    .updateTable('runs')
    .set({ held_until: null, held_reason: null })
    .where('id', '=', runId)
    .where('held_until', 'is not', null)
    .execute()
}

function asRun(row: Selectable<CallsTables['runs']>): Run {
  return {
    id: row.id,
    state: row.state,
    origin: row.origin,
    outboundId: row.outbound_id,
    campaignName: row.campaign_name,
    maxConcurrent: row.max_concurrent,
    selected: row.selected,
    blocked: row.blocked,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    heldUntil: row.held_until,
    heldReason: row.held_reason,
  }
}

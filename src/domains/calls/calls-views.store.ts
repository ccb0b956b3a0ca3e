/** SQL of what people look at: attempts in lists, figures of a run. Reads only. */
import { sql } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Call } from './call.ts'
import { asCall } from './calls.store.ts'
import type { CallsTables } from './calls.tables.ts'

const calls = (tx: Tx) => over<CallsTables>(tx)

export interface CallsFilter {
  leadId?: string
  contactId?: string
  runId?: string
  state?: 'in_flight' | 'settled' | 'review'
}

/** Newest first; `after` is the last row of the page before. */
export async function listCallRows(
  tx: Tx,
  filter: CallsFilter,
  limit: number,
  after?: { at: Date; id: string },
): Promise<Call[]> {
  let query = calls(tx).selectFrom('calls').selectAll()
  if (filter.leadId) query = query.where('lead_id', '=', filter.leadId)
  if (filter.contactId) query = query.where('contact_id', '=', filter.contactId)
  if (filter.runId) query = query.where('run_id', '=', filter.runId)
  if (filter.state === 'in_flight') query = query.where('state', '<>', 'settled')
  if (filter.state === 'settled') query = query.where('state', '=', 'settled')
  if (filter.state === 'review') query = query.where('needs_review', '=', true)
  if (after) query = query.where(sql<boolean>`(claimed_at, id) < (${after.at}, ${after.id})`)
  const rows = await query.orderBy('claimed_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(asCall)
}

export async function inFlight(tx: Tx): Promise<{ leadId: string; since: Date }[]> {
  const rows = await calls(tx)
    .selectFrom('calls')
    .select(['lead_id', 'claimed_at'])
    .where('state', '<>', 'settled')
    .orderBy('claimed_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ leadId: row.lead_id, since: row.claimed_at }))
}

/** How many calls were placed to each lead, ever; leads without one are left out. */
export async function countPlacedCalls(tx: Tx, leadIds: readonly string[]): Promise<Map<string, number>> {
  if (!leadIds.length) return new Map()
  const rows = await calls(tx)
    .selectFrom('calls')
    .select(['lead_id', sql<number>`count(*)::int`.as('n')])
    .where('lead_id', 'in', [...leadIds])
    .where('requested_at', 'is not', null)
    .groupBy('lead_id')
    .execute()
  return new Map(rows.map((row) => [row.lead_id, row.n]))
}

export interface RunFigures {
  /** Calls placed. */
  total: number
  successful: number
  failed: number
}

/** ONE definition: successful ended `completed` (somebody talked), failed ended otherwise; what was never sent is neither. */
const TOTAL = sql<number>`count(*) filter (where requested_at is not null)::int`
const SUCCESSFUL = sql<number>`count(*) filter (where call_status = 'completed')::int`
const FAILED = sql<number>`count(*) filter (where state = 'settled' and disposition <> 'not_placed' and call_status <> 'completed')::int`

export async function runFigures(tx: Tx, runId: string): Promise<RunFigures> {
  return calls(tx)
    .selectFrom('calls')
    .select([TOTAL.as('total'), SUCCESSFUL.as('successful'), FAILED.as('failed')])
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow()
}

export interface CampaignFigures extends RunFigures {
  outboundId: string
  name: string
}

/** By the vendor's campaign, of the calls since `since`. */
export async function campaignFigures(tx: Tx, since: Date): Promise<CampaignFigures[]> {
  const rows = await calls(tx)
    .selectFrom('calls')
    .select(['outbound_id', TOTAL.as('total'), SUCCESSFUL.as('successful'), FAILED.as('failed')])
    .where('claimed_at', '>=', since)
    .groupBy('outbound_id')
    .orderBy('outbound_id')
    .execute()
  const names = await calls(tx)
    .selectFrom('runs')
    .distinctOn('outbound_id')
    .select(['outbound_id', 'campaign_name'])
    .orderBy('outbound_id')
    .orderBy('started_at', 'desc')
    .execute()
  const nameOf = new Map(names.map((row) => [row.outbound_id, row.campaign_name]))
  return rows.map(({ outbound_id, ...figures }) => ({
    outboundId: outbound_id,
    name: nameOf.get(outbound_id) ?? '',
    ...figures,
  }))
}

/** How the latest call of each lead of the run ended (or `calling`), counted. */
export async function latestStatuses(tx: Tx, runId: string): Promise<Map<string, number>> {
  const rows = await calls(tx)
    .with('latest', (db) =>
      db
        .selectFrom('calls')
        .distinctOn('lead_id')
        .select(['lead_id', 'call_status', 'state', 'disposition'])
        .where('run_id', '=', runId)
        .where((where) => where.or([where('state', '<>', 'settled'), where('disposition', '<>', 'not_placed')]))
        .orderBy('lead_id')
        .orderBy('claimed_at', 'desc'),
    )
    .selectFrom('latest')
    .select(['call_status', sql<number>`count(*)::int`.as('n')])
    .groupBy('call_status')
    .execute()
  return new Map(rows.map((row) => [row.call_status, row.n]))
}

export interface LatestCall {
  outboundId: string
  /** The vendor's richest payload. */
  raw: Record<string, unknown> | null
}

/** The last placed call of each lead; leads without one are left out. */
export async function latestCalls(tx: Tx, leadIds: readonly string[]): Promise<Map<string, LatestCall>> {
  if (!leadIds.length) return new Map()
  const rows = await calls(tx)
    .selectFrom('calls')
    .distinctOn('lead_id')
    .select(['lead_id', 'outbound_id', 'raw'])
    .where('lead_id', 'in', [...leadIds])
    .where('requested_at', 'is not', null)
    .orderBy('lead_id')
    .orderBy('claimed_at', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.lead_id, { outboundId: row.outbound_id, raw: row.raw }]))
}

/** SQL of attempts: claimed, moved on, found again, settled. What is only read for people is in calls-views.store.ts. */
import { type Selectable, sql, type Updateable } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import type { Call, CallFacts, Disposition } from './call.ts'
import type { CallsTable, CallsTables } from './calls.tables.ts'

const calls = (tx: Tx) => over<CallsTables>(tx)

export interface NewClaim {
  workspaceId: string
  id: string
  runId: string
  leadId: string
  contactId: string
  outboundId: string
  phone: string
  claimedAt: Date
  lookAt: Date
}

/** The ids of those that were free; a person or a number with an open attempt is left out. */
export async function insertClaims(tx: Tx, claims: readonly NewClaim[]): Promise<Set<string>> {
  if (!claims.length) return new Set()
  const rows = await calls(tx)
    .insertInto('calls')
    .values(
      claims.map((claim) => ({
        workspace_id: claim.workspaceId,
        id: claim.id,
        run_id: claim.runId,
        lead_id: claim.leadId,
        contact_id: claim.contactId,
        outbound_id: claim.outboundId,
        phone: claim.phone,
        state: 'claimed' as const,
        claimed_at: claim.claimedAt,
        look_at: claim.lookAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return new Set(rows.map((row) => row.id))
}

export const PLACE_JOB = 'calls.place'

/** The job of each attempt, in one statement: a tick may make hundreds. Its key keeps a second promise from doubling it. */
export async function promisePlacing(tx: Tx, attemptIds: readonly string[]): Promise<void> {
  if (!attemptIds.length) return
  await sql`select app.enqueue_each(${PLACE_JOB}, array_agg(jsonb_build_object('attemptId', id)),
    array_agg('calls.place:' || id)) from unnest(${attemptIds}::text[]) id`.execute(tx)
}

/** Attempts that hold a place under the cap, of whatever run: also those that STOP left ringing. */
export async function countOpen(tx: Tx): Promise<number> {
  const { n } = await calls(tx)
    .selectFrom('calls')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('state', '<>', 'settled')
    .executeTakeFirstOrThrow()
  return n
}

/** Those whose request may be on the wire: permits taken after `since` and not answered yet. */
export async function countDialing(tx: Tx, runId: string, since: Date): Promise<number> {
  const { n } = await calls(tx)
    .selectFrom('calls')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('run_id', '=', runId)
    .where('state', '=', 'dialing')
    .where('dialing_at', '>', since)
    .executeTakeFirstOrThrow()
  return n
}

export async function openInRun(tx: Tx, runId: string): Promise<number> {
  const { n } = await calls(tx)
    .selectFrom('calls')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('run_id', '=', runId)
    .where((where) => where.or([where('state', '<>', 'settled'), where('result_state', '=', 'pending')]))
    .executeTakeFirstOrThrow()
  return n
}

export async function readCall(tx: Tx, id: string): Promise<Call | null> {
  const row = await calls(tx).selectFrom('calls').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? asCall(row) : null
}

/** The row, kept from everybody else until the transaction ends. */
export async function lockCall(tx: Tx, id: string): Promise<Call | null> {
  const row = await calls(tx).selectFrom('calls').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? asCall(row) : null
}

/** Claimed attempts of a run, to be abandoned by STOP. */
export async function lockClaimed(tx: Tx, runId: string): Promise<Call[]> {
  const rows = await calls(tx)
    .selectFrom('calls')
    .selectAll()
    .where('run_id', '=', runId)
    .where('state', '=', 'claimed')
    .forUpdate()
    .execute()
  return rows.map(asCall)
}

export type CallChange = Omit<Updateable<CallsTable>, 'id' | 'workspace_id'>

export async function updateCall(tx: Tx, id: string, change: CallChange): Promise<void> {
  await calls(tx).updateTable('calls').set(change).where('id', '=', id).execute()
}

/** Everything that the vendor told, in columns. */
export const factColumns = (facts: CallFacts): CallChange => ({
  status: facts.status,
  conversation_status: facts.conversationStatus,
  started_at: facts.startedAt,
  duration_s: facts.durationS,
  summary: facts.summary,
  recording_url: facts.recordingUrl,
  transcript: json(facts.transcript),
  collected_info: json(facts.collectedInfo),
  tags: facts.tags,
  sentiment: facts.sentiment,
  transferred: facts.transferred,
  raw: json(facts.raw),
})

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

export async function findByCallId(tx: Tx, callId: string): Promise<Call | null> {
  const row = await calls(tx).selectFrom('calls').selectAll().where('call_id', '=', callId).executeTakeFirst()
  return row ? asCall(row) : null
}

/** Call ids that are somebody's already, of `ids`. */
export async function knownCallIds(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set()
  const rows = await calls(tx)
    .selectFrom('calls')
    .select('call_id')
    .where('call_id', 'in', [...ids])
    .execute()
  return new Set(rows.flatMap((row) => row.call_id ?? []))
}

/** Request ids that are somebody's already, of `ids`. */
export async function knownRequestIds(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set()
  const rows = await calls(tx)
    .selectFrom('calls')
    .select('request_id')
    .where('request_id', 'in', [...ids])
    .execute()
  return new Set(rows.flatMap((row) => row.request_id ?? []))
}

/**
 * The attempts that a call without a known id can be, likeliest first: to this number, sent, their own call id not known
 * yet, and not begun before we asked. The open one (there is at most one), then those that were given up on.
 */
export async function findByPhone(
  tx: Tx,
  search: { phone: string; startedAt: Date | null; skewMs: number },
): Promise<Call[]> {
  const rows = await calls(tx)
    .selectFrom('calls')
    .selectAll()
    .where('phone', '=', search.phone)
    .where('call_id', 'is', null)
    .where('dialing_at', 'is not', null)
    .where((where) =>
      where.or([
        where('state', '<>', 'settled'),
        where('unresolved', '=', true),
        where('disposition', '=', 'not_placed'),
      ]),
    )
    .orderBy('claimed_at', 'desc')
    .limit(10)
    .execute()
  const begunAfter = (asked: Date | null) =>
    search.startedAt === null || (asked !== null && search.startedAt.getTime() >= asked.getTime() - search.skewMs)
  return rows
    .filter((row) => begunAfter(row.dialing_at))
    .sort((a, b) => Number(a.state === 'settled') - Number(b.state === 'settled'))
    .map(asCall)
}

/** How this lead's calls ended since `since` (its last reset), oldest first. */
export async function dispositionsSince(tx: Tx, leadId: string, since: Date | null): Promise<Disposition[]> {
  let query = calls(tx)
    .selectFrom('calls')
    .select('disposition')
    .where('lead_id', '=', leadId)
    .where('disposition', 'is not', null)
  if (since) query = query.where('claimed_at', '>', since)
  const rows = await query.orderBy('claimed_at').orderBy('id').execute()
  return rows.flatMap((row) => row.disposition ?? [])
}

export async function isLatestOfLead(tx: Tx, call: Call): Promise<boolean> {
  const later = await calls(tx)
    .selectFrom('calls')
    .select('id')
    .where('lead_id', '=', call.leadId)
    .where('claimed_at', '>', call.claimedAt)
    .limit(1)
    .executeTakeFirst()
  return later === undefined
}

/**
 * Open attempts whose next look is due, each taken by one process: their look is moved to `until` before anybody asks
 * the vendor, so that a crash only delays it.
 */
export async function claimLooks(tx: Tx, now: Date, until: Date, limit: number): Promise<Call[]> {
  const rows = await calls(tx)
    .updateTable('calls')
    .set({ look_at: until })
    .where((where) =>
      where(
        'id',
        'in',
        where
          .selectFrom('calls as due')
          .select('due.id')
          .where('due.state', '<>', 'settled')
          .where('due.look_at', '<=', now)
          .orderBy('due.look_at')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      ),
    )
    .returningAll()
    .execute()
  return rows.map(asCall)
}

export function asCall(row: Selectable<CallsTable>): Call {
  return {
    id: row.id,
    runId: row.run_id,
    leadId: row.lead_id,
    contactId: row.contact_id,
    outboundId: row.outbound_id,
    phone: row.phone,
    state: row.state,
    requestId: row.request_id,
    callId: row.call_id,
    status: row.status,
    conversationStatus: row.conversation_status,
    callStatus: row.call_status,
    disposition: row.disposition,
    needsReview: row.needs_review,
    unresolved: row.unresolved,
    startedAt: row.started_at,
    durationS: row.duration_s,
    summary: row.summary,
    recordingUrl: row.recording_url,
    transcript: row.transcript,
    collectedInfo: row.collected_info,
    tags: row.tags,
    sentiment: row.sentiment,
    transferred: row.transferred,
    raw: row.raw,
    resultState: row.result_state,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    claimedAt: row.claimed_at,
    dialingAt: row.dialing_at,
    requestedAt: row.requested_at,
    settledAt: row.settled_at,
    looks: row.looks,
  }
}

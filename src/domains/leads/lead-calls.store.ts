/**
 * SQL of a lead's place in the calls, by sets.
 *
 * Selected: somebody wants it called (`selected_for_calling`). In a run: the dialer has it (`call_run_id`), due at
 * `next_call_at`. Claimed: `call_status` is `calling` until its call is settled, and nobody else may have it. A pending
 * callback keeps its own time, whatever a settled call would say.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { firstPhone, hasPhone, objectsToCalls, type PersonColumns, type Purpose } from '../contacts/index.ts'
import type { LeadChoice } from './lead.ts'
import { chosen } from './lead-lists.store.ts'

export const SKIP_REASONS = ['not_found', 'calling', 'closed', 'manual_management', 'no_phone', 'objection'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

const PERSON: PersonColumns = { workspace: sql`l.workspace_id`, contact: sql`l.contact_id` }

/** Why the machine may not call a lead, whatever the time; null where it may. */
const hindrance = (defaultPurpose: Purpose): RawBuilder<SkipReason | null> => sql<SkipReason | null>`case
  when l.call_status = 'calling' then 'calling'
  when l.status = 'closed' then 'closed'
  when l.manual_management then 'manual_management'
  when not ${hasPhone(PERSON)} then 'no_phone'
  when ${objectsToCalls(
    PERSON,
    sql`coalesce((select c.purpose from campaigns c
      where c.workspace_id = l.workspace_id and c.id = l.campaign_id), ${defaultPurpose})`,
  )} then 'objection'
end`
const IN_FLIGHT = sql<SkipReason | null>`case when l.call_status = 'calling' then 'calling' end`

/** What a statement about choices needs to know beside the choice. */
export interface Choosing {
  now: Date
  /** Of leads whose campaign says nothing. */
  defaultPurpose: Purpose
}

export interface Skipped {
  leadId: string
  reason: SkipReason
}

export interface Changed {
  changed: number
  skipped: Skipped[]
}

/** Marks the chosen ones that may be called; the others are named with their reason. */
export async function markSelected(
  tx: Tx,
  choice: LeadChoice,
  { now: at, defaultPurpose }: Choosing,
): Promise<Changed> {
  return changeChosen(
    tx,
    choice,
    hindrance(defaultPurpose),
    sql`not l.selected_for_calling or l.call_status not in ('selected', 'calling')`,
    sql`
    selected_for_calling = true, call_status = 'selected', call_error_message = null, updated_at = ${at}`,
  )
}

/** Takes the mark off, and the lead out of its run; a pending callback is no mark and stays. */
export async function unmarkSelected(tx: Tx, choice: LeadChoice, at: Date): Promise<Changed> {
  return changeChosen(
    tx,
    choice,
    IN_FLIGHT,
    sql`l.selected_for_calling or l.call_run_id is not null`,
    sql`
    selected_for_calling = false, call_status = case when l.call_status = 'selected' then 'no_selected' else l.call_status end,
    call_run_id = null, next_call_at = case when l.callback_pending then l.next_call_at end, updated_at = ${at}`,
  )
}

/** Back to the beginning: no mark, no retry, no callback; what was called before no longer counts to the limit. */
export async function resetChosen(tx: Tx, choice: LeadChoice, at: Date): Promise<Changed> {
  return changeChosen(
    tx,
    choice,
    IN_FLIGHT,
    sql`true`,
    sql`
    selected_for_calling = false, call_status = 'no_selected', call_run_id = null, next_call_at = null,
    callback_requested_at = null, callback_pending = false, call_error_message = null, calls_reset_at = ${at}, updated_at = ${at}`,
  )
}

async function changeChosen(
  tx: Tx,
  choice: LeadChoice,
  obstacle: RawBuilder<SkipReason | null>,
  needed: RawBuilder<unknown>,
  change: RawBuilder<unknown>,
): Promise<Changed> {
  // The rows are locked in one order, so that two overlapping choices wait for each other instead of deadlocking.
  const { rows } = await sql<{ changed: number; skipped: Skipped[] }>`
    with chosen as materialized (
      select l.id, l.workspace_id, ${obstacle} as hindrance, (${needed}) as needed
      from leads l where ${chosen(choice)} order by l.id for update of l
    ), done as (
      update leads l set ${change} from chosen c
      where l.workspace_id = c.workspace_id and l.id = c.id and c.hindrance is null and c.needed returning 1
    )
    select (select count(*)::int from done) as changed,
      coalesce((select json_agg(json_build_object('leadId', id, 'reason', hindrance)) from chosen where hindrance is not null),
        '[]') as skipped`.execute(tx)
  const { changed, skipped } = rows[0]!
  return { changed, skipped: [...skipped, ...(await missing(tx, choice))] }
}

async function missing(tx: Tx, choice: LeadChoice): Promise<Skipped[]> {
  if (!('leadIds' in choice)) return []
  const { rows } = await sql<{ leadId: string }>`
    select w.id as "leadId" from unnest(${choice.leadIds}::uuid[]) w(id)
    where not exists (select from leads l where l.id = w.id)`.execute(tx)
  return rows.map(({ leadId }) => ({ leadId, reason: 'not_found' }))
}

export interface Joined {
  joined: number
  /** How many of the chosen ones may not be called, by reason. */
  blocked: { reason: SkipReason; count: number }[]
}

/** Puts the chosen ones into a run, due at once, or at their callback's time. Chosen by START, they count as selected. */
export async function joinChosen(
  tx: Tx,
  choice: LeadChoice,
  runId: string,
  { now, defaultPurpose }: Choosing,
): Promise<Joined> {
  const { rows } = await sql<{ hindrance: SkipReason | null; count: number }>`
    with chosen as materialized (
      select l.id, l.workspace_id, ${hindrance(defaultPurpose)} as hindrance from leads l where ${chosen(choice)} order by l.id for update of l
    ), joined as (
      update leads l set call_run_id = ${runId}, call_status = 'selected', selected_for_calling = true,
        next_call_at = case when l.callback_pending then greatest(l.next_call_at, ${now}) else ${now} end, updated_at = ${now}
      from chosen c where l.workspace_id = c.workspace_id and l.id = c.id and c.hindrance is null returning 1
    )
    select hindrance, count(*)::int as count from chosen group by hindrance`.execute(tx)
  return {
    joined: rows.find((row) => row.hindrance === null)?.count ?? 0,
    blocked: rows.flatMap(({ hindrance, count }) => (hindrance ? [{ reason: hindrance, count }] : [])),
  }
}

/** Puts callbacks that have fallen due, and no run has, into this one. */
export async function joinCallbacks(tx: Tx, runId: string, { now, defaultPurpose }: Choosing): Promise<number> {
  const result = await sql`
    update leads l set call_run_id = ${runId}, call_status = 'selected', updated_at = ${now}
    from (select l.id, l.workspace_id from leads l where l.callback_pending and l.next_call_at <= ${now}
      and l.call_run_id is distinct from ${runId} and ${hindrance(defaultPurpose)} is null order by l.id for update of l skip locked) due
    where l.workspace_id = due.workspace_id and l.id = due.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/** When the earliest pending callback is due; null where there is none. */
export async function selectNextCallback(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select l.next_call_at as at from leads l where l.callback_pending and l.status = 'open' and not l.manual_management
    order by l.next_call_at limit 1`.execute(tx)
  return rows[0]?.at ?? null
}

export interface DueLead {
  leadId: string
  contactId: string
  /** E.164, the first that is valid; null where there is none any more. */
  phone: string | null
  campaignId: number | null
  nextCallAt: Date
  /** Whether this is a call that somebody asked for. */
  callback: boolean
}

const PRIORITIES = [1, 2, 3, 4, 5] as const

/**
 * The next due leads of a run, claimed: the important first, then whoever has waited longest; one lead a person. Two
 * claimers never get the same, neither waits for the other.
 */
export async function claimDue(tx: Tx, wish: { runId: string; now: Date; limit: number }): Promise<DueLead[]> {
  const claimed: DueLead[] = []
  // Priority by priority: within one, the index gives them by time, and nothing that is not due is read.
  for (const priority of PRIORITIES) {
    if (claimed.length >= wish.limit) break
    claimed.push(...(await claimOf(tx, priority, { ...wish, limit: wish.limit - claimed.length }, claimed)))
  }
  return claimed
}

async function claimOf(
  tx: Tx,
  priority: number,
  { runId, now, limit }: { runId: string; now: Date; limit: number },
  before: readonly DueLead[],
): Promise<DueLead[]> {
  const { rows } = await sql<DueLead>`
    with due as materialized (
      select l.id, l.contact_id, l.next_call_at from leads l
      where l.call_run_id = ${runId} and l.call_priority = ${priority} and l.next_call_at <= ${now}
        and l.call_status <> 'calling' and l.contact_id <> all(${before.map((lead) => lead.contactId)}::uuid[])
      order by l.next_call_at limit ${limit} for update of l skip locked
    ), one_each as (
      select distinct on (contact_id) id from due order by contact_id, next_call_at
    ), claimed as (
      update leads l set call_status = 'calling', updated_at = ${now} from one_each o
      where l.workspace_id = app.workspace() and l.id = o.id
      returning l.id, l.contact_id, l.campaign_id, l.next_call_at, l.callback_pending
    )
    select c.id as "leadId", c.contact_id as "contactId", c.campaign_id as "campaignId", c.next_call_at as "nextCallAt",
      c.callback_pending as callback,
      ${firstPhone({ workspace: sql`app.workspace()`, contact: sql`c.contact_id` })} as phone
    from claimed c order by c.next_call_at`.execute(tx)
  return rows
}

/** The call is placed: the callback, if it was one, is answered. */
export async function setCalling(tx: Tx, leadId: string, at: Date): Promise<void> {
  await sql`update leads set call_status = 'calling', last_call_attempt = ${at}, next_call_at = null, callback_pending = false,
    call_error_message = null, updated_at = ${at} where id = ${leadId}`.execute(tx)
}

/** Not now: due again at `until`, with the reason (our code) for whoever looks. */
export async function setPostponed(tx: Tx, leadId: string, until: Date, reason: string, at: Date): Promise<void> {
  await sql`update leads set call_status = 'selected', next_call_at = ${until}, call_error_message = ${reason}, updated_at = ${at}
    where id = ${leadId}`.execute(tx)
}

/** Lets go of what a run has not called yet; marks and callbacks stay. What is in flight ends by being settled. */
export async function releaseLeads(tx: Tx, runId: string, at: Date): Promise<number> {
  const result = await sql`
    update leads l set call_run_id = null, next_call_at = case when l.callback_pending then l.next_call_at end, updated_at = ${at}
    from (select l.id, l.workspace_id from leads l where l.call_run_id = ${runId} and l.call_status <> 'calling'
      order by l.id for update of l) mine
    where l.workspace_id = mine.workspace_id and l.id = mine.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

export interface RunLoad {
  /** Waiting, due or not. */
  queued: number
  calling: number
  /** When the first of the waiting ones is due. */
  nextDueAt: Date | null
}

export async function selectRunLoad(tx: Tx, runId: string): Promise<RunLoad> {
  const { rows } = await sql<RunLoad>`
    select count(*) filter (where l.call_status <> 'calling')::int as queued,
      count(*) filter (where l.call_status = 'calling')::int as calling,
      min(l.next_call_at) filter (where l.call_status <> 'calling') as "nextDueAt"
    from leads l where l.call_run_id = ${runId}`.execute(tx)
  return rows[0]!
}

export async function selectCallsResetAt(tx: Tx, leadId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select calls_reset_at as at from leads where id = ${leadId}`.execute(
    tx,
  )
  return rows[0]?.at ?? null
}

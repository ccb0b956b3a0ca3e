/** SQL of single leads: read, made, changed. Lists are in lead-lists.store, calls in lead-calls.store. */
import { sql } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import { brokeConstraint } from '../../platform/db/database-error.ts'
import { type Caller, type Purpose, peopleWithPhone } from '../contacts/index.ts'
import type { Lead, LeadFields } from './lead.ts'
import type { LeadsTable, LeadsTables } from './leads.tables.ts'

const COLUMN_OF = {
  source: 'source',
  status: 'status',
  closureReason: 'closure_reason',
  manualManagement: 'manual_management',
  ownerId: 'owner_id',
  campaignId: 'campaign_id',
  channelId: 'channel_id',
  wanted: 'wanted',
  statusLevel1: 'status_level_1',
  statusLevel2: 'status_level_2',
  resultCode: 'result_code',
  conPack: 'con_pack',
  technicalError: 'technical_error',
  callbackCode: 'callback_code',
  callbackReason: 'callback_reason',
  noInterestCode: 'no_interest_code',
  noInterestReason: 'no_interest_reason',
  callbackRequestedAt: 'callback_requested_at',
  callbackPending: 'callback_pending',
  callStatus: 'call_status',
  callPriority: 'call_priority',
  selectedForCalling: 'selected_for_calling',
  callRunId: 'call_run_id',
  nextCallAt: 'next_call_at',
  pearlOutboundId: 'pearl_outbound_id',
  lastCallAttempt: 'last_call_attempt',
  callErrorMessage: 'call_error_message',
  callNotes: 'call_notes',
  custom: 'custom',
} as const satisfies Record<keyof LeadFields, keyof LeadsTable>

const SELECTED = sql.join(
  Object.entries({
    id: 'id',
    contactId: 'contact_id',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
    ...COLUMN_OF,
  }).map(([name, column]) => sql`l.${sql.ref(column)} as ${sql.ref(name)}`),
)

/** In the order of `ids`; those that do not exist are left out. */
export async function selectLeads(tx: Tx, ids: readonly string[]): Promise<Lead[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Lead>`select ${SELECTED} from leads l where l.id = any(${ids}::uuid[])`.execute(tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The lead, kept from being changed by another transaction until this one ends. */
export async function lockLead(tx: Tx, id: string): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`select ${SELECTED} from leads l where l.id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The lead that a result by phone (E.164) is about: the one being called, else the one called last, else the newest. */
export async function lockLeadByPhone(tx: Tx, phone: string): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`
    select ${SELECTED} from leads l
    where l.contact_id in ${peopleWithPhone(phone)}
    order by l.call_status = 'calling' desc, l.last_call_attempt desc nulls last, l.created_at desc, l.id desc
    limit 1 for update of l`.execute(tx)
  return rows[0]
}

export async function insertLead(
  tx: Tx,
  lead: { workspaceId: string; id: string; contactId: string; at: Date; fields: Partial<LeadFields> },
): Promise<void> {
  await over<LeadsTables>(tx)
    .insertInto('leads')
    .values({
      workspace_id: lead.workspaceId,
      id: lead.id,
      contact_id: lead.contactId,
      created_at: lead.at,
      updated_at: lead.at,
      ...columns(lead.fields),
    })
    .execute()
}

/** Writes the fields that are there, `null` included. */
export async function updateLead(tx: Tx, id: string, fields: Partial<LeadFields>, at: Date): Promise<void> {
  await over<LeadsTables>(tx)
    .updateTable('leads')
    .set({ ...columns(fields), updated_at: at })
    .where('id', '=', id)
    .execute()
}

/** Which of the three the error says does not exist. */
export function missingReference(error: unknown): 'campaign' | 'channel' | 'advisor' | null {
  if (brokeConstraint(error, 'leads_campaign')) return 'campaign'
  if (brokeConstraint(error, 'leads_channel')) return 'channel'
  if (brokeConstraint(error, 'leads_owner')) return 'advisor'
  return null
}

/** Texts of a result that no rule knows, kept once each for a person to look at. */
export async function collectUnknownResult(
  tx: Tx,
  unknown: { workspaceId: string; level: 1 | 2; folded: string; text: string; leadId: string; at: Date },
): Promise<void> {
  await over<LeadsTables>(tx)
    .insertInto('unknown_results')
    .values({
      workspace_id: unknown.workspaceId,
      level: unknown.level,
      folded: unknown.folded,
      text: unknown.text,
      lead_id: unknown.leadId,
      first_seen_at: unknown.at,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'level', 'folded']).doNothing())
    .execute()
}

/** What a campaign is for and who speaks in it. */
export async function selectCampaign(tx: Tx, id: number): Promise<{ purpose: Purpose; caller: Caller } | null> {
  const row = await over<LeadsTables>(tx)
    .selectFrom('campaigns')
    .select(['purpose', 'caller'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

function columns(fields: Partial<LeadFields>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(COLUMN_OF)
      .filter(([field]) => fields[field as keyof LeadFields] !== undefined)
      .map(([field, column]) => {
        const value = fields[field as keyof LeadFields]
        return [column, field === 'custom' ? JSON.stringify(value) : value]
      }),
  )
}

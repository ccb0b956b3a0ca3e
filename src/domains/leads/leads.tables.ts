/** Row types of this domain, as migration 0005 made them. */
import type { ColumnType, Generated } from 'kysely'
import type { Caller, Purpose } from '../contacts/index.ts'
import type { CallStatus, ClosureReason, LeadStatus } from './lead.ts'

type WrittenOnce<T> = ColumnType<T, T, never>
/** Kept by triggers: read only. */
type Kept<T> = ColumnType<T, never, never>

export interface LeadsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  contact_id: WrittenOnce<string>
  source: string | null
  status: Generated<LeadStatus>
  closure_reason: ClosureReason | null
  manual_management: Generated<boolean>
  owner_id: number | null
  campaign_id: number | null
  channel_id: number | null
  wanted: string | null
  status_level_1: string | null
  status_level_2: string | null
  result_code: string | null
  con_pack: boolean | null
  technical_error: boolean | null
  callback_code: string | null
  callback_reason: string | null
  no_interest_code: string | null
  no_interest_reason: string | null
  callback_requested_at: Date | null
  callback_pending: Generated<boolean>
  call_status: Generated<CallStatus>
  call_priority: Generated<number>
  selected_for_calling: Generated<boolean>
  call_run_id: string | null
  next_call_at: Date | null
  pearl_outbound_id: string | null
  last_call_attempt: Date | null
  calls_reset_at: Date | null
  call_error_message: string | null
  call_notes: string | null
  custom: ColumnType<Record<string, unknown>, string | undefined, string>
  created_at: WrittenOnce<Date>
  updated_at: Date
  person_fold: Kept<string>
  city_fold: Kept<string>
  search_text: Kept<string>
}

export interface CampaignsTable {
  workspace_id: WrittenOnce<string>
  id: Generated<number>
  name: string
  status: string | null
  channel_id: number | null
  purpose: Generated<Purpose>
  caller: Generated<Caller>
  created_at: WrittenOnce<Date>
}

export interface ChannelsTable {
  workspace_id: WrittenOnce<string>
  id: Generated<number>
  name: string
  created_at: WrittenOnce<Date>
}

export interface AdvisorsTable {
  workspace_id: WrittenOnce<string>
  id: Generated<number>
  name: string
  email: string | null
  kind: Generated<'commercial' | 'medical'>
  created_at: WrittenOnce<Date>
}

export interface UnknownResultsTable {
  workspace_id: WrittenOnce<string>
  level: WrittenOnce<1 | 2>
  folded: WrittenOnce<string>
  text: WrittenOnce<string>
  lead_id: WrittenOnce<string>
  first_seen_at: WrittenOnce<Date>
}

export interface LeadsTables {
  leads: LeadsTable
  campaigns: CampaignsTable
  channels: ChannelsTable
  advisors: AdvisorsTable
  unknown_results: UnknownResultsTable
}

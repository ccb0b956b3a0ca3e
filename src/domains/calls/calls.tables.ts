/** Row types of this domain, as migration 0009 made them. */
import type { ColumnType } from 'kysely'
import type { Actor } from '../../platform/scope.ts'
import type {
  BlockedCount,
  CallState,
  CallStatus,
  CollectedInfo,
  Disposition,
  ResultState,
  RunOrigin,
  RunState,
  TranscriptLine,
} from './call.ts'

type WrittenOnce<T> = ColumnType<T, T, never>
/** Filled in later, or never. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>
type Defaulted<T> = ColumnType<T, T | undefined, T>
type LaterJson<T> = ColumnType<T | null, string | null | undefined, string | null>

interface RunsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  state: RunState
  origin: WrittenOnce<RunOrigin>
  outbound_id: WrittenOnce<string>
  campaign_name: WrittenOnce<string>
  max_concurrent: WrittenOnce<number>
  selected: Defaulted<number>
  blocked: ColumnType<BlockedCount[], string | undefined, string>
  started_by: ColumnType<Actor, string, never>
  started_at: WrittenOnce<Date>
  stopped_by: LaterJson<Actor>
  stop_requested_at: Later<Date>
  ended_at: Later<Date>
  held_until: Later<Date>
  held_reason: Later<string>
}

export interface CallsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  run_id: WrittenOnce<string>
  lead_id: WrittenOnce<string>
  contact_id: ColumnType<string, string, string>
  outbound_id: WrittenOnce<string>
  phone: WrittenOnce<string>
  state: CallState
  request_id: Later<string>
  call_id: Later<string>
  status: Later<number>
  conversation_status: Later<number>
  call_status: Defaulted<CallStatus>
  disposition: Later<Disposition>
  needs_review: Defaulted<boolean>
  unresolved: Defaulted<boolean>
  started_at: Later<Date>
  duration_s: Later<number>
  summary: Later<string>
  recording_url: Later<string>
  transcript: LaterJson<TranscriptLine[]>
  collected_info: LaterJson<CollectedInfo[]>
  tags: Defaulted<string[]>
  sentiment: Later<number>
  transferred: Defaulted<boolean>
  raw: LaterJson<Record<string, unknown>>
  result_state: Defaulted<ResultState>
  error_code: Later<string>
  error_message: Later<string>
  claimed_at: WrittenOnce<Date>
  dialing_at: Later<Date>
  requested_at: Later<Date>
  settled_at: Later<Date>
  looks: Defaulted<number>
  look_at: Later<Date>
}

interface StandingStopsTable {
  workspace_id: WrittenOnce<string>
  stopped_by: ColumnType<Actor, string, never>
  stopped_at: WrittenOnce<Date>
}

export interface CallsTables {
  standing_stops: StandingStopsTable
  runs: RunsTable
  calls: CallsTable
}

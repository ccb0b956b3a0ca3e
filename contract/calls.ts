/** Calls on the wire: runs, attempts, and the documented routes of the call manager. */
import { z } from 'zod'
import { contactSummary } from './contacts.ts'
import { CALL_STATUSES, LEAD_STATUSES, leadFilter } from './leads.ts'

const callState = z
  .enum(['claimed', 'dialing', 'unknown', 'requested', 'on_call', 'settled'])
  .meta({ description: 'How far the attempt has come; every one but `settled` is in flight' })
const callStatus = z.enum(['calling', 'completed', 'error', 'busy', 'no_answer'])
const disposition = z
  .enum([
    'success',
    'not_successful',
    'talked',
    'voicemail',
    'busy',
    'no_answer',
    'unreachable',
    'failed',
    'cancelled',
    'blacklisted',
    'vendor_error',
    'unknown',
    'refused',
    'unresolved',
    'not_placed',
  ])
  .meta({ description: 'How the attempt ended, finer than its documented state' })
const instant = z.string().meta({ example: '2026-11-24T10:00:00+01:00' })
const share = z.number().min(0).max(1)

const blockedCount = z.object({ reason: z.string().meta({ example: 'outside_hours' }), count: z.int() })
export type BlockedCountWire = z.infer<typeof blockedCount>

export const callsStatus = z.object({
  running: z.boolean(),
  run_id: z.string().nullable(),
  /** running, stopping, stopped or finished; null before the first START. */
  state: z.enum(['running', 'stopping', 'stopped', 'finished']).nullable(),
  campaign: z.object({ outbound_id: z.string(), name: z.string() }).nullable(),
  active: z.int().meta({ description: 'Calls in flight' }),
  queued: z.int().meta({ description: 'Leads of the run that wait for their call, a retry or a callback' }),
  max_concurrent_calls: z.int(),
  in_flight: z.array(z.object({ lead_id: z.string(), since: instant })),
  counts: z
    .partialRecord(z.enum(CALL_STATUSES), z.int())
    .meta({ description: 'Leads of the run, by documented call status' }),
  total: z.int().meta({ description: 'Calls placed in the run' }),
  successful: z.int().meta({ description: 'Ended `completed`: somebody talked' }),
  failed: z.int().meta({ description: 'Ended otherwise' }),
  progress: share.meta({ description: 'Leads the run is done with, of all it has' }),
  success_rate: share.nullable(),
  success_by_campaign: z.array(
    z.object({
      outbound_id: z.string(),
      name: z.string(),
      total: z.int(),
      successful: z.int(),
      success_rate: share.nullable(),
    }),
  ),
  started_at: instant.nullable(),
  next_window: instant.nullable().meta({ description: 'When the dialer goes on, where it waits for time to pass' }),
  only_numbers: z.array(z.string()).nullable().meta({
    description: 'The only numbers that may be called (settings, calls.onlyNumbers); null where there is no such list',
  }),
  held: z
    .object({ until: instant, reason: z.string(), message: z.string() })
    .nullable()
    .meta({ description: 'Why the vendor takes no call at present' }),
})
export type CallsStatusWire = z.infer<typeof callsStatus>

export const startedRun = z.object({
  success: z.literal(true),
  run_id: z.string(),
  selected: z.int().meta({ description: 'Leads that this run will call' }),
  blocked: z.array(blockedCount).meta({ description: 'Who is not called now, and why' }),
  max_concurrent_calls: z.int(),
  message: z.string(),
})
export type StartedRunWire = z.infer<typeof startedRun>

export const stoppedRun = z.object({
  success: z.literal(true),
  stopped: z.boolean().meta({ description: 'False where nothing was running' }),
  run_id: z.string().nullable(),
  in_flight: z.int().meta({ description: 'Calls that still end by themselves and are reported' }),
  message: z.string(),
})
export type StoppedRunWire = z.infer<typeof stoppedRun>

/** What a live event of the topic `calls` says of one attempt. */
export const callEventData = z.object({
  call_id: z.string(),
  lead_id: z.string(),
  state: callState,
  call_status: callStatus,
  disposition: disposition.nullable(),
})
export type CallEventData = z.infer<typeof callEventData>

/** What the timeline keeps of a call that ended. */
export const callEnded = z.object({
  call_status: callStatus,
  disposition,
  duration_s: z.int().nullable(),
  next: z.enum(['rest', 'retry', 'again', 'give_up']),
  next_call_at: z.string().nullable(),
})
export type CallEnded = z.infer<typeof callEnded>

export const callRow = z.object({
  id: z.string(),
  run_id: z.string(),
  lead_id: z.string(),
  contact_id: z.string(),
  contact_name: z.string().nullable(),
  phone: z.string(),
  outbound_id: z.string(),
  state: callState,
  call_status: callStatus,
  disposition: disposition.nullable(),
  status: z.int().nullable().meta({ description: "The vendor's telephony status" }),
  conversation_status: z.int().nullable(),
  needs_review: z.boolean(),
  unresolved: z.boolean(),
  since: instant.meta({ description: 'When the dialer took it' }),
  placed_at: instant.nullable(),
  ended_at: instant.nullable(),
  duration_s: z.int().nullable(),
  summary: z.string().nullable(),
  recording_url: z.string().nullable(),
  tags: z.array(z.string()),
  collected_info: z.array(z.object({ id: z.string(), name: z.string().nullable(), value: z.unknown() })),
  result_state: z.enum(['none', 'pending', 'applied', 'refused']),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type CallRowWire = z.infer<typeof callRow>

/** One attempt with what was said. */
export const callDetail = callRow.extend({
  transcript: z.array(
    z.object({
      speaker: z.enum(['agent', 'person', 'unknown']),
      content: z.string(),
      start_s: z.number().nullable(),
      end_s: z.number().nullable(),
    }),
  ),
  transferred: z.boolean(),
  sentiment: z.int().nullable(),
})
export type CallDetailWire = z.infer<typeof callDetail>

export const callsPage = z.object({ items: z.array(callRow), nextCursor: z.string().nullable() })

export const callsQuery = z.strictObject({
  lead_id: z.uuid().optional(),
  contact_id: z.uuid().optional(),
  run_id: z.uuid().optional(),
  state: z.enum(['in_flight', 'settled', 'review']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
})
export type CallsQuery = z.infer<typeof callsQuery>

export const dialerCampaigns = z.object({
  success: z.literal(true),
  campaigns: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.enum(['running', 'paused', 'suspended', 'maintenance', 'unknown']),
      agents: z.int().nullable(),
      message: z.string(),
    }),
  ),
})
export type DialerCampaignsWire = z.infer<typeof dialerCampaigns>

export const connectionTest = z.object({
  success: z.literal(true),
  connected: z.boolean(),
  vendor: z.string(),
  account: z
    .object({ name: z.string().nullable(), state: z.string(), credit_balance: z.number().nullable() })
    .nullable(),
  message: z.string(),
})
export type ConnectionTestWire = z.infer<typeof connectionTest>

/** Some leads by id, or all that match; with neither, those selected for calling. */
export const startCalls = z
  .strictObject({
    outbound_id: z.string().trim().min(1).max(200).optional().meta({ example: '7a0000000000000000000001' }),
    lead_ids: z.array(z.string().min(1)).max(50_000).optional(),
    filter: leadFilter.optional(),
    max_concurrent_calls: z.int().min(1).max(500).optional().meta({ example: 5 }),
    expected_count: z.int().min(0).optional().meta({ description: 'How many you saw: another number is 409' }),
  })
  .refine((wish) => wish.lead_ids === undefined || wish.filter === undefined, {
    error: 'lead_ids | filter',
    path: ['filter'],
  })
export type StartCallsWire = z.input<typeof startCalls>

const chosenShape = {
  lead_ids: z.array(z.string().min(1)).max(50_000).optional(),
  filter: leadFilter.optional(),
}
const ONE_OF = { error: 'lead_ids | filter', path: ['lead_ids'] }
const exactlyOne = (choice: { lead_ids?: unknown; filter?: unknown }): boolean =>
  (choice.lead_ids === undefined) !== (choice.filter === undefined)

export const selectLeads = z.strictObject({ ...chosenShape, selected: z.boolean() }).refine(exactlyOne, ONE_OF)
export const resetLeads = z.strictObject(chosenShape).refine(exactlyOne, ONE_OF)

export const changedLeads = z.object({
  success: z.literal(true),
  changed: z.int(),
  skipped: z.array(z.object({ lead_id: z.string(), reason: z.string() })),
})
export type ChangedLeadsWire = z.infer<typeof changedLeads>

export const callLeadsQuery = z.strictObject({
  city: z.string().trim().min(1).max(120).optional(),
  status: z.enum(CALL_STATUSES).optional().meta({ description: 'The documented call status' }),
  priority: z.coerce.number().int().min(1).max(5).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2_000).optional(),
})

/** A lead with the ten documented columns. */
export const callLead = z.object({
  id: z.string(),
  status: z.enum(LEAD_STATUSES),
  contact: contactSummary,
  call_status: z.enum(CALL_STATUSES),
  call_priority: z.int(),
  selected_for_calling: z.boolean(),
  pearl_outbound_id: z.string().nullable(),
  last_call_attempt: z.string().nullable(),
  call_attempts_count: z.int().meta({ description: 'Calls placed' }),
  call_error_message: z.string().nullable(),
  pearl_call_response: z.string().nullable().meta({ description: "The vendor's last word, without the transcript" }),
  call_notes: z.string().nullable(),
  next_call_at: z.string().nullable(),
  callback_requested_at: z.string().nullable(),
  updated_at: z.string(),
})
export const callLeadsPage = z.object({ items: z.array(callLead), nextCursor: z.string().nullable() })
export type CallLeadWire = z.infer<typeof callLead>

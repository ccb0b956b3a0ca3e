/** Calls as they go over the wire. */
import type { CallDetailWire, CallLeadWire, CallRowWire, CallsStatusWire } from '../../../contract/calls.ts'
import { toWire } from '../../kernel/dates.ts'
import { toContactSummary } from '../contacts/index.ts'
import type { CallLead } from './list-call-leads.ts'
import type { ListedCall } from './list-calls.ts'
import type { RunStatus } from './run-status.ts'

/** Says a code in the reader's language. */
export type Say = (code: string, params?: Record<string, string | number>) => string

const at = (instant: Date | null, zone: string): string | null => (instant ? toWire(instant, zone) : null)
const rate = (successful: number, failed: number): number | null =>
  successful + failed === 0 ? null : successful / (successful + failed)

export function showStatus(status: RunStatus, zone: string, say: Say): CallsStatusWire {
  const { run, figures } = status
  const total = run?.selected ?? 0
  // Whoever waits, is being called, or was never called before STOP, is not done with.
  const open = Math.max(status.queued, status.counts['selected'] ?? 0) + status.inFlight.length
  return {
    running: run?.state === 'running',
    run_id: run?.id ?? null,
    state: run?.state ?? null,
    campaign: run ? { outbound_id: run.outboundId, name: run.campaignName } : null,
    active: status.inFlight.length,
    queued: status.queued,
    max_concurrent_calls: run?.maxConcurrent ?? 0,
    in_flight: status.inFlight.map(({ leadId, since }) => ({ lead_id: leadId, since: toWire(since, zone) })),
    counts: status.counts,
    ...figures,
    progress: total === 0 ? 0 : Math.min(1, Math.max(0, (total - open) / total)),
    success_rate: rate(figures.successful, figures.failed),
    success_by_campaign: status.campaigns.map((campaign) => ({
      outbound_id: campaign.outboundId,
      name: campaign.name,
      total: campaign.total,
      successful: campaign.successful,
      success_rate: rate(campaign.successful, campaign.failed),
    })),
    started_at: at(run?.startedAt ?? null, zone),
    next_window: at(status.nextWindow, zone),
    only_numbers: status.onlyNumbers,
    held:
      run?.state === 'running' && run.heldUntil && run.heldReason
        ? { until: toWire(run.heldUntil, zone), reason: run.heldReason, message: say(run.heldReason) }
        : null,
  }
}

export function showCallRow({ call, contactName }: ListedCall, zone: string, say: Say): CallRowWire {
  return {
    id: call.id,
    run_id: call.runId,
    lead_id: call.leadId,
    contact_id: call.contactId,
    contact_name: contactName,
    phone: call.phone,
    outbound_id: call.outboundId,
    state: call.state,
    call_status: call.callStatus,
    disposition: call.disposition,
    status: call.status,
    conversation_status: call.conversationStatus,
    needs_review: call.needsReview,
    unresolved: call.unresolved,
    since: toWire(call.claimedAt, zone),
    placed_at: at(call.requestedAt, zone),
    ended_at: at(call.settledAt, zone),
    duration_s: call.durationS,
    summary: call.summary,
    recording_url: call.recordingUrl,
    tags: call.tags,
    collected_info: call.collectedInfo ?? [],
    result_state: call.resultState,
    // The vendor's own words where there are some, else ours for the code.
    error: call.errorCode
      ? {
          code: call.errorCode,
          message: call.errorMessage && call.errorMessage !== call.errorCode ? call.errorMessage : say(call.errorCode),
        }
      : null,
  }
}

const SPEAKERS: Record<number, 'agent' | 'person'> = { 2: 'agent', 3: 'person' }

export function showCallDetail(listed: ListedCall, zone: string, say: Say): CallDetailWire {
  const { call } = listed
  return {
    ...showCallRow(listed, zone, say),
    transcript: (call.transcript ?? []).map((line) => ({
      speaker: SPEAKERS[line.role] ?? 'unknown',
      content: line.content,
      start_s: line.startTime,
      end_s: line.endTime,
    })),
    transferred: call.transferred,
    sentiment: call.sentiment,
  }
}

export function showCallLead({ lead, placed, latest }: CallLead, zone: string): CallLeadWire {
  return {
    id: lead.id,
    status: lead.status,
    contact: toContactSummary(lead.contact),
    call_status: lead.callStatus,
    call_priority: lead.callPriority,
    selected_for_calling: lead.selectedForCalling,
    pearl_outbound_id: latest?.outboundId ?? lead.pearlOutboundId,
    last_call_attempt: at(lead.lastCallAttempt, zone),
    call_attempts_count: placed,
    call_error_message: lead.callErrorMessage,
    pearl_call_response: latest?.raw ? responseText(latest.raw) : null,
    call_notes: lead.callNotes,
    next_call_at: at(lead.nextCallAt, zone),
    callback_requested_at: at(lead.callbackRequestedAt, zone),
    updated_at: toWire(lead.updatedAt, zone),
  }
}

/** A talk of two hours has no place in a list; the call itself shows it. */
function responseText(raw: Record<string, unknown>): string {
  const { transcript: _, Transcript: __, ...rest } = raw
  return JSON.stringify(rest)
}

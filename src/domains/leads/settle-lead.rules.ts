/**
 * What becomes of a lead when its call has ended. What the person asked for during the call stands above what the dialer
 * would do: a pending callback keeps its time and the lead open, a lead that was closed is not called again.
 */
import type { CallStatus, ClosureReason, Lead, LeadFields } from './lead.ts'

export interface LeadSettlement {
  callStatus: CallStatus
  /** When it is to be called again by itself; null: not by itself. */
  nextCallAt: Date | null
  /** Keeps the mark for the next START. */
  stillWanted?: boolean
  errorMessage?: string | null
  /** Closes the lead, unless somebody asked for a callback meanwhile. */
  close?: ClosureReason
}

type Settled = Pick<
  Lead,
  'status' | 'manualManagement' | 'callbackPending' | 'nextCallAt' | 'callRunId' | 'selectedForCalling'
>

export function settleLead(lead: Settled, settlement: LeadSettlement): Partial<LeadFields> {
  const { callStatus, nextCallAt, stillWanted = false, errorMessage = null } = settlement
  const closes = settlement.close !== undefined && lead.status === 'open' && !lead.callbackPending
  const over = closes || lead.status === 'closed' || lead.manualManagement
  const next = over ? null : lead.callbackPending ? lead.nextCallAt : nextCallAt
  return {
    callStatus,
    callErrorMessage: errorMessage,
    nextCallAt: next,
    callbackPending: lead.callbackPending && !over,
    callRunId: next === null ? null : lead.callRunId,
    selectedForCalling: !over && lead.selectedForCalling && (stillWanted || next !== null),
    ...(closes ? { status: 'closed', closureReason: settlement.close! } : {}),
  }
}

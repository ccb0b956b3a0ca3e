/** A lead: one interest of a person. Open until something closes it; called by the machine only while a run has it. */
import type { CallStatus, ClosureReason, LeadSort, LeadStatus } from '../../../contract/leads.ts'
import type { Contact } from '../contacts/index.ts'

export {
  CALL_STATUSES,
  type CallStatus,
  CLOSURE_REASONS,
  type ClosureReason,
  LEAD_SORTS,
  LEAD_STATUSES,
  type LeadSort,
  type LeadStatus,
} from '../../../contract/leads.ts'

export interface LeadFields {
  source: string | null
  status: LeadStatus
  closureReason: ClosureReason | null
  /** A person looks after it: never called by the machine. */
  manualManagement: boolean
  ownerId: number | null
  campaignId: number | null
  channelId: number | null
  wanted: string | null
  statusLevel1: string | null
  statusLevel2: string | null
  /** Our own code for the two levels (`result-codes.rules.ts`). */
  resultCode: string | null
  conPack: boolean | null
  technicalError: boolean | null
  callbackCode: string | null
  callbackReason: string | null
  noInterestCode: string | null
  noInterestReason: string | null
  /** What was asked last; pending until that call is placed. */
  callbackRequestedAt: Date | null
  callbackPending: boolean
  callStatus: CallStatus
  /** 1 high, 3 default, 5 low. */
  callPriority: number
  selectedForCalling: boolean
  callRunId: string | null
  nextCallAt: Date | null
  pearlOutboundId: string | null
  lastCallAttempt: Date | null
  callErrorMessage: string | null
  callNotes: string | null
  custom: Record<string, unknown>
}

export interface Lead extends LeadFields {
  id: string
  contactId: string
  createdAt: Date
  updatedAt: Date
}

export interface LeadWithContact extends Lead {
  contact: Contact
}

export interface LeadFilter {
  /** Pieces that must all occur in name, phones, e-mails, id number, city, province or postal code. */
  search?: string | undefined
  /** Whatever its case and accents. */
  city?: string | undefined
  status?: LeadStatus | undefined
  callStatus?: CallStatus | undefined
  callPriority?: number | undefined
  selectedForCalling?: boolean | undefined
  campaignId?: number | undefined
  ownerId?: number | undefined
  updatedSince?: Date | undefined
}

/** Some leads: these, or all that match. */
export type LeadChoice = { leadIds: readonly string[] } | { filter: LeadFilter }

export interface LeadOrder {
  sort: LeadSort
  descending: boolean
}

/** What takes a lead off the dialer. A call in flight is left to end: its settling finds the lead closed. */
export function offTheDialer(lead: Pick<Lead, 'callStatus' | 'callRunId'>): Partial<LeadFields> {
  const inFlight = lead.callStatus === 'calling'
  return {
    selectedForCalling: false,
    callStatus: lead.callStatus === 'selected' ? 'no_selected' : lead.callStatus,
    callRunId: inFlight ? lead.callRunId : null,
    nextCallAt: null,
    callbackRequestedAt: null,
    callbackPending: false,
  }
}

/** The face of the leads domain: finding and choosing them, their place in the calls, what came out of them. */
export type { CallFacts } from './call-facts.ts'
export { countChoice, resetCalls, selectForCalling } from './choose-leads.ts'
export { createLead } from './create-lead.ts'
export type { ExternalAppointments } from './external-appointments.ts'
export type {
  CallStatus,
  ClosureReason,
  Lead,
  LeadChoice,
  LeadFilter,
  LeadOrder,
  LeadWithContact,
} from './lead.ts'
export type { Changed, DueLead, Joined, RunLoad, Skipped, SkipReason } from './lead-calls.store.ts'
export { leadsMessages } from './leads.messages.ts'
export { type LeadPage, listCallLeads, listLeads } from './list-leads.ts'
export { type RecordedResult, type ResultPorts, recordResult } from './record-result.ts'
export {
  callHistoryStart,
  callIntent,
  claimDueLeads,
  joinDueCallbacks,
  joinRun,
  markCalling,
  nextCallbackAt,
  postponeLead,
  releaseRun,
  runLoad,
  settleLeadCall,
} from './run-leads.ts'
export type { LeadSettlement } from './settle-lead.rules.ts'

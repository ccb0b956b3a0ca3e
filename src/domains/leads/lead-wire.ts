/** A lead between the wire and us: documented Spanish names stand outside, ours inside. */
import type { ContactChangesWire } from '../../../contract/contacts.ts'
import type { LeadChoiceWire, LeadFilterWire, LeadPatchWire, LeadWire } from '../../../contract/leads.ts'
import { readDate, readWallTime, toWire, wallToInstant } from '../../kernel/dates.ts'
import { invalid } from '../../kernel/errors.ts'
import { type ContactChanges, toContactSummary } from '../contacts/index.ts'
import type { LeadChoice, LeadFilter, LeadWithContact } from './lead.ts'

/** `attempts`: calls placed. */
export function leadToWire(lead: LeadWithContact, attempts: number, zone: string): LeadWire {
  const time = (instant: Date | null) => (instant ? toWire(instant, zone) : null)
  return {
    id: lead.id,
    status: lead.status,
    closure_reason: lead.closureReason,
    source: lead.source,
    wanted: lead.wanted,
    manual_management: lead.manualManagement,
    owner_id: lead.ownerId,
    campaign_id: lead.campaignId,
    channel_id: lead.channelId,
    call_status: lead.callStatus,
    call_priority: lead.callPriority,
    selected_for_calling: lead.selectedForCalling,
    pearl_outbound_id: lead.pearlOutboundId,
    last_call_attempt: time(lead.lastCallAttempt),
    call_attempts_count: attempts,
    call_error_message: lead.callErrorMessage,
    call_notes: lead.callNotes,
    next_call_at: time(lead.nextCallAt),
    callback_requested_at: time(lead.callbackRequestedAt),
    status_level_1: lead.statusLevel1,
    status_level_2: lead.statusLevel2,
    result_code: lead.resultCode,
    conPack: lead.conPack,
    errorTecnico: lead.technicalError,
    codigoVolverLlamar: lead.callbackCode,
    razonvueltaallamar: lead.callbackReason,
    codigoNoInteres: lead.noInterestCode,
    razonNoInteres: lead.noInterestReason,
    custom: lead.custom,
    created_at: toWire(lead.createdAt, zone),
    updated_at: toWire(lead.updatedAt, zone),
    contact: toContactSummary(lead.contact),
  }
}

/** Throws `lead.bad_date` where `updated_since` is no moment; without an offset it is on the wall of `zone`. */
export function filterFromWire(filter: LeadFilterWire, zone: string): LeadFilter {
  return {
    search: filter.search,
    city: filter.city,
    status: filter.status,
    callStatus: filter.call_status,
    callPriority: filter.call_priority,
    selectedForCalling: filter.selected_for_calling,
    campaignId: filter.campaign_id,
    ownerId: filter.owner_id,
    updatedSince: filter.updated_since === undefined ? undefined : readMoment(filter.updated_since, zone),
  }
}

export const choiceFromWire = (choice: LeadChoiceWire, zone: string): LeadChoice =>
  'lead_ids' in choice ? { leadIds: choice.lead_ids } : { filter: filterFromWire(choice.filter, zone) }

function readMoment(text: string, zone: string): Date {
  // A plus sign that nobody escaped arrives as a space.
  const instant = readWallTime(text.replace(/([\dT]\d:\d\d(?::\d\d)?) (\d\d:?\d\d)$/, '$1+$2'), zone)
  if (instant) return instant
  const day = readDate(text)
  if (day && !/\d:\d/.test(text)) return wallToInstant({ date: day, time: '00:00' }, zone)
  throw invalid('lead.bad_date', { params: { value: text } })
}

export interface LeadChanges {
  source?: string | null | undefined
  wanted?: string | null | undefined
  manualManagement?: boolean | undefined
  ownerId?: number | null | undefined
  campaignId?: number | null | undefined
  channelId?: number | null | undefined
  callPriority?: number | undefined
  callNotes?: string | null | undefined
  /** Laid over what is there; `null` removes a key. */
  custom?: Record<string, string | number | boolean | null> | undefined
  status?: LeadPatchWire['status']
  closureReason?: LeadPatchWire['closure_reason']
  statusLevel1?: string | null | undefined
  statusLevel2?: string | null | undefined
  conPack?: boolean | null | undefined
  contact?: ContactChanges | undefined
}

export const changesFromWire = (patch: LeadPatchWire): LeadChanges => ({
  source: patch.source,
  wanted: patch.wanted,
  manualManagement: patch.manual_management,
  ownerId: patch.owner_id,
  campaignId: patch.campaign_id,
  channelId: patch.channel_id,
  callPriority: patch.call_priority,
  callNotes: patch.call_notes,
  custom: patch.custom,
  status: patch.status,
  closureReason: patch.closure_reason,
  statusLevel1: patch.status_level_1,
  statusLevel2: patch.status_level_2,
  conPack: patch.conPack,
  contact: patch.contact && contactFromWire(patch.contact),
})

/** Only what was sent: absent keeps. */
export function contactFromWire(changes: ContactChangesWire): ContactChanges {
  const { first_name, last_name, national_id, birth_date, postal_code, ...alike } = changes
  const wished = {
    ...alike,
    firstName: first_name,
    lastName: last_name,
    nationalId: national_id,
    birthDate: birth_date,
    postalCode: postal_code,
  }
  return Object.fromEntries(Object.entries(wished).filter(([, value]) => value !== undefined)) as ContactChanges
}

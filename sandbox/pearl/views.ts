/** What the simulated vendor shows of its world: the documented shapes, traps included. */
import {
  CALL_STATUS,
  CONVERSATION_STATUS,
  LEAD_STATUS,
  SENTIMENT,
  TRANSCRIPT_ROLE,
} from '../../src/integrations/pearl/wire.ts'
import type { Call, Campaign, Lead, PearlWorld } from './world.ts'

type Json = Record<string, unknown>

/** ISO-8601 in UTC to the second, as the documentation's samples are. */
const stamp = (at: Date | null): string | null => at && `${at.toISOString().slice(0, 19)}Z`

export const accountView = (world: PearlWorld): Json => ({
  name: 'Clínica Inventada',
  totalAgents: world.settings.total_agents,
  creditBalance: world.settings.account_status === 3 ? 0 : 1250.5,
  status: world.settings.account_status,
})

/** v1 lists little; v2 documents its item. Neither shows the other's id. */
export const campaignItemV1 = (campaign: Campaign): Json => ({ id: campaign.outboundId, name: campaign.name })
export const campaignItemV2 = (campaign: Campaign): Json => ({
  id: campaign.pearlId,
  name: campaign.name,
  createdAt: stamp(campaign.created),
  type: 2,
  status: campaign.status,
})

export function campaignView(world: PearlWorld, campaign: Campaign, id: string): Json {
  const leads = [...world.leads.values()].filter((lead) => lead.campaign === campaign && !lead.deleted)
  const today = world.time.now().toISOString().slice(0, 10)
  const calls = callsOf(world, campaign)
  return {
    id,
    name: campaign.name,
    type: 2,
    status: campaign.status,
    phoneNumber: campaign.phoneNumber,
    totalAgents: world.settings.total_agents,
    created: stamp(campaign.created),
    budgetConsumed: 0,
    totalTodayCalls: calls.filter((call) => call.dialledAt?.toISOString().startsWith(today)).length,
    totalOngoingCalls: campaign.busy,
    totalOnQueue: null,
    totalLeads: leads.length,
    totalLeadsCompleted: leads.filter((lead) => lead.status >= CONVERSATION_STATUS.VoiceMailLeft).length,
    totalLeadsSuccess: leads.filter((lead) => lead.status === LEAD_STATUS.Success).length,
    budgetTotal: null,
  }
}

export const callsOf = (world: PearlWorld, campaign: Campaign): Call[] =>
  [...world.calls.values()].filter((call) => call.campaign === campaign && !call.deleted)

/** `callId` stays null until the phone is picked up, or, where nobody does, until it is over. */
export const callRequestView = (call: Call): Json => ({
  id: call.requestId,
  status: call.requestStatus,
  outboundId: call.campaign.outboundId,
  created: stamp(call.requestedAt),
  errors: call.requestErrors,
  callId: call.pickedUpAt || call.endedAt ? call.callId : null,
})

export const callRow = (call: Call): Json => ({
  id: call.callId,
  startTime: stamp(call.dialledAt),
  conversationStatus: call.conversationStatus,
  status: call.status,
  from: call.campaign.phoneNumber,
  to: call.to,
  duration: talkSeconds(call),
  tags: call.outcome?.tags ?? [],
})

/** GET Call and the call webhook share it; until the end there is nothing to tell. `bare` leaves out what comes late. */
export function callView(call: Call, pearlId: string, bare = false): Json {
  const { outcome } = call
  const talked = outcome !== null && talkSeconds(call) > 0
  return {
    id: call.callId,
    pearlId,
    relatedId: call.lead?.leadId ?? null,
    startTime: stamp(call.dialledAt),
    conversationStatus: call.conversationStatus,
    status: call.status,
    from: call.campaign.phoneNumber,
    to: call.to,
    name: nameOf(call.callData),
    duration: talkSeconds(call),
    recording: talked && !bare ? `https://rec.invalid/${call.callId}.mp3` : null,
    transcript: talked && !bare ? transcriptOf(call) : [],
    summary: bare ? '' : (outcome?.summary ?? ''),
    collectedInfo: (outcome?.collectedInfo ?? []).map(({ id, value, ...rest }) => ({
      id,
      name: 'name' in rest ? (rest.name ?? id) : id,
      value,
    })),
    tags: outcome?.tags ?? [],
    isCallTransferred: false,
    overallSentiment: outcome?.sentiment ?? null,
  }
}

export function leadView(lead: Lead): Json {
  const last = lead.calls.findLast((call) => call.endedAt)
  return {
    id: lead.leadId,
    externalId: lead.externalId,
    phoneNumber: lead.phoneNumber,
    timeZone: lead.timeZoneId,
    status: lead.status,
    created: stamp(lead.created),
    callsId: lead.calls.filter((call) => call.dialledAt).map((call) => call.callId),
    lastCall: last ? lastCallView(last) : null,
    callData: lead.callData,
    collectedData: last ? collectedDataOf(last) : { transcript: [], collectedInfos: [] },
  }
}

export const leadRow = (lead: Lead): Json => ({
  id: lead.leadId,
  externalId: lead.externalId,
  phoneNumber: lead.phoneNumber,
  timeZone: lead.timeZoneId,
  status: lead.status,
  created: stamp(lead.created),
  callData: lead.callData,
})

export function leadWebhookView(lead: Lead): Json {
  const { lastCall: _lastCall, ...rest } = leadView(lead)
  return { ...rest, pearlId: lead.campaign.pearlId }
}

function lastCallView(call: Call): Json {
  const { id, startTime, pearlId, status, from, name, summary, duration, recording, tags } = callView(
    call,
    call.campaign.outboundId,
  )
  return {
    id,
    startTime,
    pearlId,
    status,
    from,
    name,
    collectedData: collectedDataOf(call),
    summary,
    duration,
    recording,
    tags,
  }
}

/** The nested name differs from a call's `collectedInfo`. */
function collectedDataOf(call: Call): Json {
  const { transcript, collectedInfo } = callView(call, call.campaign.outboundId)
  return { transcript, collectedInfos: collectedInfo }
}

/** Whole seconds, at least one for a talk however short the simulated call was. */
function talkSeconds(call: Call): number {
  if (!call.endedAt || call.status !== CALL_STATUS.Completed) return 0
  if (call.outcome?.duration !== undefined) return call.outcome.duration
  return Math.max(
    1,
    Math.round((call.endedAt.getTime() - (call.pickedUpAt ?? call.dialledAt ?? call.endedAt).getTime()) / 1000),
  )
}

function nameOf(callData: Json): string | null {
  const name = [callData['firstName'], callData['lastName']].filter((part) => typeof part === 'string').join(' ')
  return name === '' ? null : name
}

function transcriptOf(call: Call): Json[] {
  if (call.conversationStatus === CONVERSATION_STATUS.VoiceMailLeft)
    return [line(TRANSCRIPT_ROLE.Pearl, 'Le llamaba de la clínica. Volveremos a llamar.', 0, 3.2)]
  return [
    line(TRANSCRIPT_ROLE.Pearl, 'Buenos días, soy el asistente virtual de la clínica. Esta llamada se graba.', 0, 3.4),
    line(TRANSCRIPT_ROLE.Client, 'Dígame.', 3.9, 4.4),
    line(TRANSCRIPT_ROLE.Pearl, 'Le llamo por su revisión anual. ¿Le viene bien pedir cita?', 4.6, 8.1),
    line(TRANSCRIPT_ROLE.Client, call.outcome?.summary ?? 'Ahora no lo sé.', 8.6, 11.2),
  ]
}

const line = (role: number, content: string, startTime: number, endTime: number): Json => ({
  role,
  content,
  startTime,
  endTime,
})

const ENUM_FIELDS: Record<string, Record<string, number>> = {
  conversationStatus: CONVERSATION_STATUS,
  overallSentiment: SENTIMENT,
}

/** The documentation's samples print names where the wire carries numbers: this is for those accounts that send names. */
export function withNames(view: Json, kind: 'call' | 'lead'): Json {
  const nameIn = (codes: Record<string, number>, value: unknown) =>
    Object.entries(codes).find(([, code]) => code === value)?.[0] ?? value
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => {
      if (key === 'status') return [key, nameIn(kind === 'call' ? CALL_STATUS : LEAD_STATUS, value)]
      const codes = ENUM_FIELDS[key]
      return [key, codes ? nameIn(codes, value) : value]
    }),
  )
}

/** V1's PascalCase: the vendor's own keys, also in its lists, never the account's own variables. */
export function inPascalCase(view: Json): Json {
  const own = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((item) => (item !== null && typeof item === 'object' ? inPascalCase(item as Json) : item))
      : value
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      key === 'collectedData'
        ? inPascalCase(value as Json)
        : key === 'callData' || key === 'value'
          ? value
          : own(value),
    ]),
  )
}

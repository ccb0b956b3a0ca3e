/**
 * A call's life. Make Call puts a request into the campaign's queue (request status 1). A free agent takes it: it is
 * dialled (call status 3, the start webhook goes out), and at 30 % of `call_ms` the phone is picked up, if it ever is
 * (request status 2, and only now the request knows its call's id). At `call_ms` it is over: the outcome is written, the
 * request is 10, the end webhook goes out, the agent takes the next one.
 */
import {
  CALL_REQUEST_STATUS,
  CALL_STATUS,
  CONVERSATION_STATUS,
  LEAD_STATUS,
} from '../../src/integrations/pearl/wire.ts'
import { isPickedUp, nextOutcome, type Outcome } from './outcomes.ts'
import { type Call, type Campaign, type Lead, objectId, type PearlWorld } from './world.ts'

const PICK_UP_AT = 0.3

export type CallEvent = 'call.start' | 'call.end'

export interface Exchange {
  /** Accepts a call; `queuePosition` is 0 where an agent is free. */
  request(
    campaign: Campaign,
    to: string,
    callData: Record<string, unknown>,
    lead?: Lead,
  ): { call: Call; queuePosition: number }
  setActive(campaign: Campaign, isActive: boolean): void
  addLead(
    campaign: Campaign,
    lead: Omit<Lead, 'leadId' | 'campaign' | 'status' | 'created' | 'calls' | 'deleted'>,
  ): Lead
  setLeadStatus(lead: Lead, status: number): void
  /** Calls every timer off. */
  stop(): void
}

export interface ExchangeNews {
  call(event: CallEvent, call: Call): void
  lead(lead: Lead): void
}

export function makeExchange(world: PearlWorld, news: ExchangeNews): Exchange {
  const timers = new Set<() => void>()

  function later(ms: number, work: () => void): void {
    const cancel = world.time.after(ms, () => {
      timers.delete(cancel)
      work()
    })
    timers.add(cancel)
  }

  function request(campaign: Campaign, to: string, callData: Record<string, unknown>, lead: Lead | null = null) {
    const now = world.time.now()
    const requestId = objectId(now)
    const call: Call = {
      requestId,
      callId: world.settings.request_id_is_call_id ? requestId : objectId(now),
      campaign,
      lead,
      to,
      callData,
      requestedAt: now,
      dialledAt: null,
      pickedUpAt: null,
      endedAt: null,
      requestStatus: CALL_REQUEST_STATUS.InCallQueue,
      requestErrors: null,
      status: CALL_STATUS.Queued,
      conversationStatus: CONVERSATION_STATUS.InCallQueue,
      outcome: null,
      deleted: false,
    }
    world.requests.set(call.requestId, call)
    lead?.calls.push(call)
    world.inFlight += 1
    world.maxInFlight = Math.max(world.maxInFlight, world.inFlight)
    campaign.queue.push(call)
    takeNext(campaign)
    return { call, queuePosition: campaign.queue.indexOf(call) + 1 }
  }

  function takeNext(campaign: Campaign): void {
    while (campaign.status === 1 && campaign.busy < world.settings.total_agents) {
      const call = campaign.queue.shift()
      if (!call) return
      dial(call)
    }
  }

  function dial(call: Call): void {
    const outcome = nextOutcome(world, call.to, world.time.now())
    const callMs = outcome.call_ms ?? world.callMs
    call.campaign.busy += 1
    call.dialledAt = world.time.now()
    call.status = CALL_STATUS.InProgress
    call.conversationStatus = CONVERSATION_STATUS.OnCall
    world.calls.set(call.callId, call)
    if (call.lead) setLeadStatus(call.lead, LEAD_STATUS.OnCall)
    news.call('call.start', call)
    if (isPickedUp(outcome)) {
      later(callMs * PICK_UP_AT, () => {
        call.pickedUpAt = world.time.now()
        call.requestStatus = CALL_REQUEST_STATUS.OnCall
      })
    }
    later(callMs, () => finish(call, outcome))
  }

  function finish(call: Call, outcome: Outcome): void {
    call.endedAt = world.time.now()
    call.outcome = outcome
    call.status = outcome.status
    call.conversationStatus = outcome.conversationStatus
    call.requestStatus = CALL_REQUEST_STATUS.Completed
    if (outcome.conversationStatus === CONVERSATION_STATUS.Blacklisted)
      call.requestStatus = CALL_REQUEST_STATUS.BlackListed
    call.campaign.busy -= 1
    world.inFlight -= 1
    if (call.lead) settleLead(call.lead, call)
    news.call('call.end', call)
    takeNext(call.campaign)
  }

  /** What NLPearl does by itself with a lead nobody reached: dials again, up to its own limit. Never for Make Call. */
  function settleLead(lead: Lead, call: Call): void {
    const tryAgain = [CONVERSATION_STATUS.NeedRetry, CONVERSATION_STATUS.Unreachable].some(
      (status) => status === call.conversationStatus,
    )
    const triesLeft = lead.calls.length < world.settings.lead_max_attempts
    if (tryAgain) call.conversationStatus = triesLeft ? CONVERSATION_STATUS.NeedRetry : CONVERSATION_STATUS.Unreachable
    setLeadStatus(lead, call.conversationStatus)
    if (tryAgain && triesLeft) later(world.settings.lead_retry_ms, () => dialLead(lead))
  }

  function dialLead(lead: Lead): void {
    if (lead.deleted) return
    setLeadStatus(lead, LEAD_STATUS.InCallQueue)
    request(lead.campaign, lead.phoneNumber, lead.callData, lead)
  }

  function setLeadStatus(lead: Lead, status: number): void {
    lead.status = status
    news.lead(lead)
  }

  return {
    request,
    setActive: (campaign, isActive) => {
      campaign.status = isActive ? 1 : 2
      takeNext(campaign)
    },
    addLead: (campaign, part) => {
      const now = world.time.now()
      const lead: Lead = {
        ...part,
        leadId: objectId(now),
        campaign,
        status: LEAD_STATUS.New,
        created: now,
        calls: [],
        deleted: false,
      }
      world.leads.set(lead.leadId, lead)
      news.lead(lead)
      dialLead(lead)
      return lead
    },
    setLeadStatus,
    stop: () => {
      for (const cancel of timers) cancel()
      timers.clear()
    },
  }
}

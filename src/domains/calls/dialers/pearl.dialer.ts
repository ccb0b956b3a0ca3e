/** Pearl AI behind the dialer's port: the only file that knows both. */

import { makePearlClient, type PearlClientOptions } from '../../../integrations/pearl/client.ts'
import { readPearlWebhook } from '../../../integrations/pearl/webhook.ts'
import {
  ACCOUNT_STATUS,
  ACTIVITY_STATUS,
  asCallId,
  asRequestId,
  CALL_REQUEST_STATUS,
  type PearlAccount,
  type PearlCall,
  type PearlCampaign,
} from '../../../integrations/pearl/wire.ts'
import { AppError, asAppError, notFound } from '../../../kernel/errors.ts'
import { readPhone } from '../../../kernel/phone.ts'
import type { CallFacts } from '../call.ts'
import {
  DIAL_DEADLINE_MS,
  type Dialer,
  type DialerAccount,
  type DialerCampaign,
  type DialReply,
  type FoundCall,
} from './dialer.ts'

/** The vendor's clock and ours may differ; a search looks this much earlier and later. */
const CLOCK_SKEW_MS = 120_000

/** Accounts have a handful of campaigns; of more, the rest is shown without its state. */
const ASKED_ONE_BY_ONE = 20

/** Refusals that concern the campaign or the account, not the number. */
const CLOSED = new Set(['pearl.campaign_inactive', 'pearl.no_credits', 'pearl.unauthorized', 'pearl.not_found'])

const OPEN_REQUEST: ReadonlySet<number> = new Set([CALL_REQUEST_STATUS.InCallQueue, CALL_REQUEST_STATUS.OnCall])

export function pearlDialer(options: PearlClientOptions): Dialer {
  const pearl = makePearlClient(options)
  // Make Call under a deadline of its own: STOP waits for whoever is on the wire.
  const { outbound } = options
  const placing = makePearlClient({
    ...options,
    outbound: {
      ...outbound,
      send: (request) =>
        outbound.send({ ...request, limits: { tryMs: DIAL_DEADLINE_MS, totalMs: DIAL_DEADLINE_MS, repeats: 1 } }),
    },
  })

  return {
    name: 'Pearl AI',

    async readiness(outboundId) {
      const [account, campaign] = await Promise.all([
        pearl.account(),
        pearl.campaign(outboundId).catch(unknownCampaign),
      ])
      return { account: accountOf(account), campaign: campaignOf(campaign) }
    },

    async campaigns() {
      const list = await pearl.campaigns()
      // The list of v1 may name no state; a campaign asked for by itself does.
      const whole = list.map(async (one, index) =>
        one.status === null && index < ASKED_ONE_BY_ONE ? await pearl.campaign(one.id).catch(() => one) : one,
      )
      return (await Promise.all(whole)).map((one, index) => ({ ...campaignOf(one), id: list[index]!.id }))
    },

    account: async () => accountOf(await pearl.account()),

    async dial(outboundId, { phone, knows }) {
      try {
        const made = await placing.makeCall(outboundId, { to: phone, callData: knows })
        return { outcome: 'accepted', requestId: made.id }
      } catch (error) {
        return replyOf(asAppError(error))
      }
    },

    async lookUpRequest(requestId) {
      const { status, callId, errors } = await pearl.callRequest(asRequestId(requestId))
      return { status, callId, errors }
    },

    lookUpCall: async (callId) => factsOf(await pearl.call(asCallId(callId)), null),

    async findCalls(outboundId, { phone, from, to }) {
      const search = { ...withSkew(from, to), search: phone }
      const found: FoundCall[] = []
      // The vendor's text search is loose: the number itself decides.
      for await (const row of pearl.everyCall(outboundId, search))
        if (isSameNumber(row.to, phone)) found.push({ callId: row.id, startedAt: row.startTime })
      return found
    },

    async openRequests(outboundId, { from, to }) {
      const open: string[] = []
      for await (const request of pearl.everyCallRequest(outboundId, withSkew(from, to)))
        if (request.status === null || OPEN_REQUEST.has(request.status)) open.push(request.id)
      return open
    },

    readEvent(raw) {
      const event = readPearlWebhook(raw)
      if (event.kind === 'lead') return { kind: 'other' }
      const { call } = event
      const facts = factsOf(call, JSON.parse(raw) as Record<string, unknown>)
      return { kind: 'call', callId: call.id, outboundId: call.pearlId || null, phone: call.to || null, facts }
    },
  }
}

const withSkew = (from: Date, to: Date) => ({
  from: new Date(from.getTime() - CLOCK_SKEW_MS),
  to: new Date(to.getTime() + CLOCK_SKEW_MS),
})

/** With or without a plus, spaces, or its country written `00`; `phone` is E.164. */
function isSameNumber(written: string | null, phone: string): boolean {
  if (!written) return false
  const digits = (text: string) => text.replace(/\D/g, '').replace(/^00/, '')
  if (digits(written) === digits(phone)) return true
  const read = readPhone(written)
  return read.kind !== 'impossible' && read.e164 === phone
}

function replyOf(error: AppError): DialReply {
  const later = error.retryAfterS === undefined ? {} : { retryAfterS: error.retryAfterS }
  switch (error.kind) {
    case 'vendor_refused':
      return CLOSED.has(error.code)
        ? { outcome: 'closed', code: error.code, message: wordsOf(error) }
        : { outcome: 'refused', code: error.code, message: wordsOf(error) }
    case 'limit':
      return { outcome: 'not_sent', code: error.code, ...later }
    case 'vendor_busy':
      // A bare 503 may come from a gateway that had passed the call on; with Retry-After, or without a connection, nothing was done.
      return error.code === 'vendor.busy' && error.retryAfterS === undefined
        ? { outcome: 'unknown', code: error.code }
        : { outcome: 'not_sent', code: error.code, ...later }
    case 'vendor_unreachable':
    case 'vendor_changed':
      return { outcome: 'unknown', code: error.code }
    default:
      throw error
  }
}

function wordsOf(error: AppError): string {
  const said = error.details?.['errors']
  return Array.isArray(said) && said.length ? said.join(' · ').slice(0, 500) : error.code
}

/** Unknown ids are a 400 or a 404, whichever way the vendor feels. */
function unknownCampaign(error: unknown): never {
  if (error instanceof AppError && error.kind === 'vendor_refused' && error.code !== 'pearl.unauthorized')
    throw notFound('calls.outbound_unknown', { cause: error })
  throw error
}

const ACCOUNT_STATES: Record<number, DialerAccount['state']> = {
  [ACCOUNT_STATUS.FullAccess]: 'ok',
  [ACCOUNT_STATUS.LimitedAccess]: 'limited',
  [ACCOUNT_STATUS.NoCredits]: 'no_credits',
  [ACCOUNT_STATUS.SuspendedAccount]: 'suspended',
  [ACCOUNT_STATUS.DebtReached]: 'debt',
}

const accountOf = (account: PearlAccount): DialerAccount => ({
  name: account.name || null,
  state: (account.status !== null && ACCOUNT_STATES[account.status]) || 'unknown',
  creditBalance: account.creditBalance,
})

const CAMPAIGN_STATES: Record<number, DialerCampaign['state']> = {
  [ACTIVITY_STATUS.Running]: 'running',
  [ACTIVITY_STATUS.Paused]: 'paused',
  [ACTIVITY_STATUS.Suspended]: 'suspended',
  [ACTIVITY_STATUS.TemporaryMaintenance]: 'maintenance',
}

const campaignOf = (campaign: PearlCampaign): DialerCampaign => ({
  id: campaign.id,
  name: campaign.name ?? '',
  state: (campaign.status !== null && CAMPAIGN_STATES[campaign.status]) || 'unknown',
  agents: campaign.totalAgents,
})

function factsOf(call: PearlCall, raw: Record<string, unknown> | null): CallFacts {
  return {
    status: call.status,
    conversationStatus: call.conversationStatus,
    startedAt: call.startTime,
    durationS: call.duration === null ? null : Math.round(call.duration),
    summary: call.summary || null,
    recordingUrl: call.recording || null,
    transcript: call.transcript.length
      ? call.transcript.map(({ role, content, startTime, endTime }) => ({
          role: role ?? 0,
          content: content ?? '',
          startTime,
          endTime,
        }))
      : null,
    collectedInfo: call.collectedInfo.length
      ? call.collectedInfo.flatMap(({ id, name, value }) => {
          const key = id || name
          return key ? [{ id: key, name, value }] : []
        })
      : null,
    tags: [...call.tags].sort(),
    sentiment: call.overallSentiment,
    transferred: call.isCallTransferred,
    raw: raw ?? ({ ...call } as Record<string, unknown>),
  }
}

/** NLPearl's API v1: account, campaigns, direct calls and leads. Knows transport and errors, nothing of our business. */
import type { z } from 'zod'
import type { Outbound, OutboundRequest } from '../../platform/outbound/outbound.ts'
import { unreadable } from '../../platform/outbound/outbound.ts'
import { pearlRefusal } from './refusal.ts'
import {
  accountView,
  activityView,
  addedLeadView,
  type Code,
  callPage,
  callRequestPage,
  callRequestView,
  callView,
  campaignList,
  campaignView,
  leadView,
  madeCallView,
  type PearlCallId,
  type PearlCallRow,
  type PearlRequestId,
} from './wire.ts'

export interface PearlClientOptions {
  /** With the version in it: `https://api.nlpearl.ai/v1`. */
  baseUrl: string
  /** 24 hexadecimal digits. */
  accountId: string
  /** 32 letters and digits. */
  secretKey: string
  outbound: Outbound
}

export interface SearchPage {
  skip?: number
  /** At most 100, the largest page that the vendor is known to give. */
  limit?: number
}

export interface CallSearch {
  from: Date
  to: Date
  statuses?: Code[]
  tags?: string[]
  /** Free text: a phone, for one. */
  search?: string
  newestFirst?: boolean
}

export interface NewLead {
  phoneNumber: string
  externalId?: string
  /** A Windows zone name: `Romance Standard Time` is Madrid's. */
  timeZoneId?: string
  callData?: Record<string, unknown>
}

const PAGE = 100

export type PearlClient = ReturnType<typeof makePearlClient>

/**
 * Every method throws AppErrors: `vendor_refused` (codes in `pearl.messages.ts`), `vendor_busy`, `vendor_unreachable`,
 * `vendor_changed`. After a `makeCall` that ended in one of the last two, the phone may ring: look before repeating.
 */
export function makePearlClient({ baseUrl, accountId, secretKey, outbound }: PearlClientOptions) {
  const base = baseUrl.replace(/\/+$/, '')
  // One bearer with a colon in it: not Basic, not base64.
  const authorization = `Bearer ${accountId.trim()}:${secretKey.trim()}`

  async function ask<View extends z.ZodType>(
    operation: string,
    method: OutboundRequest['method'],
    path: string,
    view: View,
    options: { json?: unknown; idempotent?: boolean } = {},
  ): Promise<z.output<View>> {
    const request: OutboundRequest = {
      vendor: 'Pearl AI',
      account: accountId,
      operation,
      method,
      url: `${base}${path}`,
      headers: { authorization },
      ...options,
    }
    const reply = await outbound.send(request)
    if (reply.status >= 400) throw pearlRefusal(reply)
    const read = view.safeParse(parseBody(reply.text))
    if (read.success) return read.data
    const where = read.error.issues.map((issue) => issue.path.join('.') || '(whole)').slice(0, 10)
    throw unreadable(request, `${operation}: unreadable at ${where.join(', ')}`)
  }

  const outboundPath = (outboundId: string) => `/Outbound/${encodeURIComponent(outboundId)}`

  const searchCalls = (outboundId: string, search: CallSearch, page: SearchPage = {}) =>
    ask('search calls', 'POST', `${outboundPath(outboundId)}/Calls`, callPage, {
      idempotent: true,
      json: {
        fromDate: search.from.toISOString(),
        toDate: search.to.toISOString(),
        ...pageOf(page),
        isAscending: !search.newestFirst,
        ...(search.statuses && { statuses: search.statuses }),
        ...(search.tags && { tags: search.tags }),
        ...(search.search && { searchInput: search.search }),
      },
    })

  const callRequests = (
    outboundId: string,
    search: { from: Date; to: Date; newestFirst?: boolean },
    page: SearchPage = {},
  ) =>
    ask('search call requests', 'POST', `${outboundPath(outboundId)}/CallRequest`, callRequestPage, {
      idempotent: true,
      json: {
        fromDate: search.from.toISOString(),
        toDate: search.to.toISOString(),
        ...pageOf(page),
        isAscending: !search.newestFirst,
      },
    })

  return {
    account: () => ask('account', 'GET', '/Account', accountView),

    campaigns: () => ask('list campaigns', 'GET', '/Outbound', campaignList),

    campaign: (outboundId: string) => ask('campaign', 'GET', outboundPath(outboundId), campaignView),

    /** Runs or pauses the campaign; gives its activity status (1 running, 2 paused …). Twice does what once does. */
    setActive: (outboundId: string, isActive: boolean) =>
      ask('set active', 'POST', `${outboundPath(outboundId)}/Active`, activityView, {
        json: { isActive },
        idempotent: true,
      }),

    /** Puts a call into the campaign's queue. `id` is a request's id, not a call's: see `callRequest`. */
    makeCall: (outboundId: string, call: { to: string; callData?: Record<string, unknown> }) =>
      ask('make call', 'POST', `${outboundPath(outboundId)}/Call`, madeCallView, { json: call }),

    /** Its `callId` is null until the phone was picked up or the call is over. */
    callRequest: (requestId: PearlRequestId) =>
      ask('call request', 'GET', `/Outbound/CallRequest/${encodeURIComponent(requestId)}`, callRequestView),

    callRequests,

    /** Every request of the campaign that was made between the two instants, oldest first. It does not say to whom. */
    everyCallRequest: (outboundId: string, search: { from: Date; to: Date }) =>
      everyOf((page) => callRequests(outboundId, search, page)),

    call: (callId: PearlCallId) => ask('call', 'GET', `/Call/${encodeURIComponent(callId)}`, callView),

    /** One page of thin rows; `count` is how many there are in all. */
    searchCalls,

    /** Every row between the two instants, oldest first; a call met again because pages shifted comes once. */
    everyCall: (outboundId: string, search: Omit<CallSearch, 'newestFirst'>) =>
      everyOf<PearlCallRow>((page) => searchCalls(outboundId, search, page)),

    /** Adds a lead that NLPearl will dial by itself, up to its own number of tries: switch our retries off for it. */
    addLead: (outboundId: string, lead: NewLead) =>
      ask('add lead', 'PUT', `${outboundPath(outboundId)}/Lead`, addedLeadView, { json: lead, idempotent: false }),

    lead: (outboundId: string, leadId: string) =>
      ask('lead', 'GET', `${outboundPath(outboundId)}/Lead/${encodeURIComponent(leadId)}`, leadView),

    leadByExternalId: (outboundId: string, externalId: string) =>
      ask('lead', 'GET', `${outboundPath(outboundId)}/Lead/External/${encodeURIComponent(externalId)}`, leadView),

    leadByPhone: (outboundId: string, phone: string) =>
      ask('lead', 'GET', `${outboundPath(outboundId)}/Lead/PhoneNumber/${encodeURIComponent(phone)}`, leadView),
  }
}

async function* everyOf<Row extends { id: string }>(
  ask: (page: SearchPage) => Promise<{ count: number; results: Row[] }>,
): AsyncGenerator<Row> {
  const seen = new Set<string>()
  for (let skip = 0; ; ) {
    const page = await ask({ skip, limit: PAGE })
    for (const row of page.results) {
      if (seen.has(row.id)) continue
      seen.add(row.id)
      yield row
    }
    // Pages may be smaller than asked for; an empty one ends it whatever `count` says.
    skip += page.results.length
    if (page.results.length === 0 || skip >= page.count) return
  }
}

const pageOf = ({ skip = 0, limit = PAGE }: SearchPage) => ({ skip, limit: Math.min(limit, PAGE) })

/** JSON whatever the content type says; what is no JSON is a bare word (`true`, `2` and `Running` are all seen). */
function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.trim()
  }
}

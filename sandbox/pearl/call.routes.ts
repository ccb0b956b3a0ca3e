/** Making calls (v1 alone has that), call requests, calls and their search. */
import { ok, type Route } from '../http.ts'
import { deleteCallsBody, makeCallBody, searchCallsBody, searchRequestsBody } from './bodies.ts'
import { isWithin } from './campaign.routes.ts'
import type { Exchange } from './dialling.ts'
import { findCall, findCampaign, findRequest, type Version } from './find.ts'
import { problem, readBody } from './problems.ts'
import { callRequestView, callRow, callsOf, callView } from './views.ts'
import { type Call, digitsOf, type PearlWorld } from './world.ts'

export function callRoutes(world: PearlWorld, exchange: Exchange): Route[] {
  const common = (version: Version, resource: string): Route[] => [
    [
      'GET',
      `/${version}/Call/:callId`,
      ({ params }) => {
        const call = findCall(world, params['callId']!)
        return ok(callView(call, version === 'v1' ? call.campaign.outboundId : call.campaign.pearlId))
      },
    ],
    [
      'DELETE',
      `/${version}/Call`,
      (asked) => {
        const calls = readBody(asked, deleteCallsBody).callIds.map((id) => findCall(world, id))
        for (const call of calls) call.deleted = true
        return ok(true)
      },
    ],
    [
      'POST',
      `/${version}/${resource}/:id/Calls`,
      (asked) => {
        const campaign = findCampaign(world, version, asked.params['id']!)
        const search = readBody(asked, searchCallsBody)
        const found = callsOf(world, campaign).filter(
          (call) =>
            isWithin(call.dialledAt, search.fromDate, search.toDate) &&
            (!search.statuses?.length || search.statuses.includes(call.status)) &&
            (!search.tags?.length || search.tags.some((tag) => call.outcome?.tags?.includes(tag))) &&
            (!search.searchInput || mentions(call, search.searchInput)),
        )
        return ok({ count: found.length, results: pageOf(found, search, (call) => call.dialledAt).map(callRow) })
      },
    ],
  ]

  return [
    ...common('v1', 'Outbound'),
    ...common('v2', 'Pearl'),
    [
      'POST',
      '/v1/Outbound/:id/Call',
      (asked) => {
        const campaign = findCampaign(world, 'v1', asked.params['id']!)
        const { to, callData } = readBody(asked, makeCallBody)
        if (world.settings.account_status >= 3) throw problem({ validation: ['Not enough credits in the account'] })
        if (campaign.status !== 1) throw problem({ validation: ['The outbound is inactive'] })
        const { call, queuePosition } = exchange.request(campaign, to, callData ?? {})
        return ok({ id: call.requestId, from: campaign.phoneNumber, to, queuePosition })
      },
    ],
    [
      'GET',
      '/v1/Outbound/CallRequest/:requestId',
      ({ params }) => ok(callRequestView(findRequest(world, params['requestId']!))),
    ],
    [
      'POST',
      '/v1/Outbound/:id/CallRequest',
      (asked) => {
        const campaign = findCampaign(world, 'v1', asked.params['id']!)
        const search = readBody(asked, searchRequestsBody)
        const found = [...world.requests.values()].filter(
          (call) => call.campaign === campaign && isWithin(call.requestedAt, search.fromDate, search.toDate),
        )
        return ok({
          count: found.length,
          results: pageOf(found, search, (call) => call.requestedAt).map(callRequestView),
        })
      },
    ],
  ]
}

function mentions(call: Call, input: string): boolean {
  const digits = digitsOf(input)
  if (call.callId === input) return true
  return (
    digits.length > 0 && (digitsOf(call.to).includes(digits) || digitsOf(call.campaign.phoneNumber).includes(digits))
  )
}

export function pageOf<Item>(
  items: Item[],
  page: { skip: number; limit: number; isAscending: boolean },
  at: (item: Item) => Date | null,
): Item[] {
  const sorted = items.toSorted((a, b) => (at(a)?.getTime() ?? 0) - (at(b)?.getTime() ?? 0))
  if (!page.isAscending) sorted.reverse()
  return sorted.slice(page.skip, page.skip + page.limit)
}

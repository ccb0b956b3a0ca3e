/** Account, campaigns, run and pause, analytics, in both versions: v1 calls them Outbound, v2 Pearl. */
import { ok, type Route } from '../http.ts'
import { activeBody, analyticsBody, outboundSettingsBody, resetMemoryBody } from './bodies.ts'
import type { Exchange } from './dialling.ts'
import { findCampaign, type Version } from './find.ts'
import { problem, readBody } from './problems.ts'
import { accountView, callsOf, campaignItemV1, campaignItemV2, campaignView } from './views.ts'
import type { Call, PearlWorld } from './world.ts'

const NINETY_DAYS_MS = 90 * 24 * 60 * 60 * 1000

export function campaignRoutes(world: PearlWorld, exchange: Exchange): Route[] {
  const common = (version: Version, resource: string, setActiveVerb: string): Route[] => [
    ['GET', `/${version}/Account`, () => ok(accountView(world))],
    [
      'GET',
      `/${version}/${resource}`,
      () => ok(world.campaigns.map(version === 'v1' ? campaignItemV1 : campaignItemV2)),
    ],
    [
      'GET',
      `/${version}/${resource}/:id`,
      ({ params }) => ok(campaignView(world, findCampaign(world, version, params['id']!), params['id']!)),
    ],
    [
      setActiveVerb,
      `/${version}/${resource}/:id/Active`,
      (asked) => {
        const campaign = findCampaign(world, version, asked.params['id']!)
        exchange.setActive(campaign, readBody(asked, activeBody).isActive)
        return ok(campaign.status)
      },
    ],
    [
      'POST',
      `/${version}/${resource}/:id/Analytics`,
      (asked) => {
        const campaign = findCampaign(world, version, asked.params['id']!)
        const { from, to } = readBody(asked, analyticsBody)
        if (Date.parse(to) - Date.parse(from) > NINETY_DAYS_MS)
          throw problem({ to: ['The period may not be over 90 days.'] })
        return ok(analyticsOf(callsOf(world, campaign).filter((call) => isWithin(call.dialledAt, from, to))))
      },
    ],
  ]

  return [
    ...common('v1', 'Outbound', 'POST'),
    ...common('v2', 'Pearl', 'PUT'),
    ['GET', '/v1/Inbound', () => ok([])],
    [
      'GET',
      '/v2/Pearl/:id/OngoingCalls',
      ({ params }) => {
        const campaign = findCampaign(world, 'v2', params['id']!)
        return ok({ totalOngoingCalls: campaign.busy, totalOnQueue: campaign.queue.length })
      },
    ],
    [
      'PUT',
      '/v2/Pearl/:id/Settings/Outbound',
      (asked) => {
        const campaign = findCampaign(world, 'v2', asked.params['id']!)
        const wanted = readBody(asked, outboundSettingsBody)
        Object.assign(campaign.v2Settings, wanted)
        if (wanted.totalAgents !== undefined) world.settings.total_agents = wanted.totalAgents
        if (wanted.maximumCallAttempts !== undefined) world.settings.lead_max_attempts = wanted.maximumCallAttempts
        return ok(true)
      },
    ],
    [
      'PUT',
      '/v2/Pearl/:id/ResetMemory',
      (asked) => {
        findCampaign(world, 'v2', asked.params['id']!)
        readBody(asked, resetMemoryBody)
        return ok(true)
      },
    ],
  ]
}

export const isWithin = (at: Date | null, from: string, to: string): boolean =>
  at !== null && at.getTime() >= Date.parse(from) && at.getTime() <= Date.parse(to)

function analyticsOf(calls: Call[]) {
  const days = Map.groupBy(calls, (call) => call.dialledAt!.toISOString().slice(0, 10))
  const rate = (part: Call[], whole: Call[]) => (whole.length === 0 ? 0 : (100 * part.length) / whole.length)
  return {
    callsCostTimeLine: [...days].map(([date]) => ({ date, totalPrice: 0, averageCostPerCall: 0 })),
    callsPickupRateTimeLine: [...days].map(([date, ofDay]) => ({
      date,
      pickupRatePercentage: rate(
        ofDay.filter((call) => call.pickedUpAt),
        ofDay,
      ),
    })),
    callsSuccessRateTimeLine: [...days].map(([date, ofDay]) => ({
      date,
      successRatePercentage: rate(
        ofDay.filter((call) => call.conversationStatus === 100),
        ofDay,
      ),
    })),
    callLabelCount: [],
    callEventsCounts: {
      takeMessageCount: 0,
      smsSentCount: 0,
      callTransferredCount: 0,
      calendarBookedCount: 0,
      emailSentCount: 0,
    },
    callsByHourDayOfWeeks: [
      ...Map.groupBy(calls, (call) => `${call.dialledAt!.getUTCHours()} ${call.dialledAt!.getUTCDay()}`),
    ].map(([at, group]) => {
      const [hourOfDay, dayOfWeek] = at.split(' ').map(Number)
      return { hourOfDay, dayOfWeek, count: group.length }
    }),
  }
}

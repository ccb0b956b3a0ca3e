/** Finding what an id in a path means, or refusing it the way the vendor does. */
import { isObjectId } from '../../src/integrations/pearl/wire.ts'
import { problem, wrong } from './problems.ts'
import type { Call, Campaign, Lead, PearlWorld } from './world.ts'

export type Version = 'v1' | 'v2'

/** v1 knows outbound ids and v2 pearl ids; each refuses the other's. */
export function findCampaign(world: PearlWorld, version: Version, id: string): Campaign {
  const found = world.campaigns.find((campaign) => (version === 'v1' ? campaign.outboundId : campaign.pearlId) === id)
  if (found) return found
  const what = version === 'v1' ? 'OutboundId' : 'PearlId'
  throw world.settings.unknown_outbound_404 ? problem({ validation: [`wrong ${what}`] }, 404) : wrong(what)
}

export function findCall(world: PearlWorld, id: string): Call {
  const call = isObjectId(id) ? world.calls.get(id) : undefined
  if (!call || call.deleted) throw wrong('CallId')
  return call
}

export function findRequest(world: PearlWorld, id: string): Call {
  const call = isObjectId(id) ? world.requests.get(id) : undefined
  if (!call) throw wrong('RequestId')
  return call
}

export const leadsOf = (world: PearlWorld, campaign: Campaign): Lead[] =>
  [...world.leads.values()].filter((lead) => lead.campaign === campaign && !lead.deleted)

export function findLead(world: PearlWorld, campaign: Campaign, is: (lead: Lead) => boolean): Lead {
  const lead = leadsOf(world, campaign).find(is)
  if (!lead) throw wrong('LeadId')
  return lead
}

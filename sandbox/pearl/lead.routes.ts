/** Leads, which NLPearl dials by itself: added by PUT in v1 and by POST in v2, under `Outbound` in both. */
import { ok, type Route } from '../http.ts'
import {
  addLeadBody,
  addLeadsBody,
  deleteExternalBody,
  deleteLeadsBody,
  searchLeadsBody,
  updateLeadBody,
} from './bodies.ts'
import { pageOf } from './call.routes.ts'
import type { Exchange } from './dialling.ts'
import { findCampaign, findLead, leadsOf, type Version } from './find.ts'
import { problem, readBody } from './problems.ts'
import { leadRow, leadView } from './views.ts'
import { digitsOf, type PearlWorld } from './world.ts'

export function leadRoutes(world: PearlWorld, exchange: Exchange): Route[] {
  const add = (version: Version) => (id: string, body: ReturnType<typeof addLeadBody.parse>) =>
    exchange.addLead(findCampaign(world, version, id), {
      externalId: body.externalId ?? null,
      phoneNumber: body.phoneNumber,
      timeZoneId: body.timeZoneId ?? null,
      callData: body.callData ?? {},
    })

  const common = (version: Version, addVerb: string): Route[] => {
    const under = `/${version}/Outbound/:id`
    return [
      [
        addVerb,
        `${under}/Lead`,
        (asked) => ok({ leadId: add(version)(asked.params['id']!, readBody(asked, addLeadBody)).leadId }),
      ],
      [
        'PUT',
        `${under}/Lead/:leadId`,
        (asked) => {
          const campaign = findCampaign(world, version, asked.params['id']!)
          const lead = findLead(world, campaign, (one) => one.leadId === asked.params['leadId'])
          const { status, phoneNumber, externalId, timeZoneId, callData } = readBody(asked, updateLeadBody)
          if (phoneNumber) lead.phoneNumber = phoneNumber
          if (externalId) lead.externalId = externalId
          if (timeZoneId) lead.timeZoneId = timeZoneId
          if (callData) lead.callData = callData
          if (status) exchange.setLeadStatus(lead, status)
          return ok(leadView(lead))
        },
      ],
      ...(
        [
          ['Lead/:leadId', (lead, key) => lead.leadId === key],
          ['Lead/External/:leadId', (lead, key) => lead.externalId === key],
          ['Lead/PhoneNumber/:leadId', (lead, key) => digitsOf(lead.phoneNumber) === digitsOf(key)],
        ] satisfies [string, (lead: ReturnType<typeof findLead>, key: string) => boolean][]
      ).map(
        ([path, is]): Route => [
          'GET',
          `${under}/${path}`,
          ({ params }) => {
            const campaign = findCampaign(world, version, params['id']!)
            return ok(leadView(findLead(world, campaign, (lead) => is(lead, params['leadId']!))))
          },
        ],
      ),
      [
        'POST',
        `${under}/Leads`,
        (asked) => {
          const campaign = findCampaign(world, version, asked.params['id']!)
          const search = readBody(asked, searchLeadsBody)
          const statuses = search.statuses ?? (search.status ? [search.status] : [])
          const found = leadsOf(world, campaign).filter(
            (lead) =>
              (statuses.length === 0 || statuses.includes(lead.status)) &&
              (!search.searchInput ||
                lead.phoneNumber.includes(search.searchInput) ||
                lead.externalId === search.searchInput),
          )
          return ok({ count: found.length, results: pageOf(found, search, (lead) => lead.created).map(leadRow) })
        },
      ],
      [
        'DELETE',
        `${under}/Leads`,
        (asked) => {
          const campaign = findCampaign(world, version, asked.params['id']!)
          const { leadIds } = readBody(asked, deleteLeadsBody)
          for (const lead of leadIds.map((id) => findLead(world, campaign, (one) => one.leadId === id)))
            lead.deleted = true
          return ok(true)
        },
      ],
      [
        'DELETE',
        `${under}/Leads/External`,
        (asked) => {
          const campaign = findCampaign(world, version, asked.params['id']!)
          const { leadExternalIds } = readBody(asked, deleteExternalBody)
          const leads = leadExternalIds.map((id) => findLead(world, campaign, (one) => one.externalId === id))
          for (const lead of leads) lead.deleted = true
          return ok(true)
        },
      ],
    ]
  }

  return [
    ...common('v1', 'PUT'),
    ...common('v2', 'POST'),
    [
      'POST',
      '/v2/Outbound/:id/Leads/Add',
      (asked) => {
        findCampaign(world, 'v2', asked.params['id']!)
        const read = readBody(asked, addLeadsBody).leads.map((lead) => addLeadBody.safeParse(lead))
        // All or nothing; the refusal lists the ones that failed.
        const failed = read.flatMap((one, at) => (one.success ? [] : [`leads[${at}]`]))
        if (failed.length > 0) throw problem({ leads: failed })
        for (const one of read) if (one.success) add('v2')(asked.params['id']!, one.data)
        return ok(true)
      },
    ],
  ]
}

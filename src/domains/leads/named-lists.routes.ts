/** HTTP of the named lists that leads point to. */
import { z } from 'zod'
import { namedPage } from '../../../contract/leads.ts'
import type { Api } from '../../platform/http/api.ts'
import { listNamed, type NamedList } from './list-named.ts'

const SUMMARIES: Record<NamedList, string> = {
  campaigns: 'Campaigns that a lead may belong to',
  channels: 'Channels that a lead may come by',
  advisors: 'Advisors who may own a lead',
}

const MOST_ID = 2_147_483_647
const querystring = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.coerce.number().int().min(0).max(MOST_ID).default(0).meta({ description: 'As `nextCursor` gave it' }),
})

export function namedListsRoutes(api: Api): void {
  for (const [list, summary] of Object.entries(SUMMARIES) as [NamedList, string][])
    api.route({
      method: 'GET',
      url: `/api/v1/${list}`,
      config: { access: 'leads:read' },
      schema: { tags: [list], summary, querystring, response: { 200: namedPage } },
      handler: ({ scope, query }) => listNamed(scope, list, { limit: query.limit, after: query.cursor }),
    })
}

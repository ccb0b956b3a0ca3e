/** HTTP: the attempts themselves, for a live board and a person's page. */
import { z } from 'zod'
import { callDetail, callsPage, callsQuery } from '../../../contract/calls.ts'
import type { Api } from '../../platform/http/api.ts'
import type { Translate } from '../../platform/http/messages.ts'
import { listCalls, showCall } from './list-calls.ts'
import { showCallDetail, showCallRow } from './show-calls.ts'
import { zoneOf } from './zone-of.ts'

export function attemptsRoutes(api: Api, { translate }: { translate: Translate }): void {
  api.route({
    method: 'GET',
    url: '/api/v1/calls',
    config: { access: 'calls:read' },
    schema: {
      tags: ['calls'],
      summary: 'Attempts, newest first: of a lead, a person or a run; in flight, ended, or for a person to look at',
      querystring: callsQuery,
      response: { 200: callsPage },
    },
    handler: async ({ scope, query, locale }) => {
      const { lead_id: leadId, contact_id: contactId, run_id: runId, state, limit, cursor } = query
      const filter = {
        ...(leadId ? { leadId } : {}),
        ...(contactId ? { contactId } : {}),
        ...(runId ? { runId } : {}),
        ...(state ? { state } : {}),
      }
      const page = await listCalls(scope, filter, { limit, ...(cursor === undefined ? {} : { cursor }) })
      const zone = await zoneOf(scope)
      return {
        items: page.items.map((call) => showCallRow(call, zone, (code, params) => translate(code, locale, params))),
        nextCursor: page.nextCursor,
      }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/v1/calls/:id',
    config: { access: 'calls:read' },
    schema: {
      tags: ['calls'],
      summary: 'One attempt, with what was said',
      params: z.strictObject({ id: z.string() }),
      response: { 200: callDetail },
    },
    handler: async ({ scope, params, locale }) =>
      showCallDetail(await showCall(scope, params.id), await zoneOf(scope), (code, values) =>
        translate(code, locale, values),
      ),
  })
}

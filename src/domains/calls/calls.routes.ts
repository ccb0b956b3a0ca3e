/** HTTP: the documented routes of the call manager (START, STOP, how it goes), and the vendor as it answers now. */
import type { z } from 'zod'
import {
  callLeadsPage,
  callLeadsQuery,
  callsStatus,
  changedLeads,
  connectionTest,
  dialerCampaigns,
  resetLeads,
  selectLeads,
  startCalls,
  startedRun,
  stoppedRun,
} from '../../../contract/calls.ts'
import type { leadFilter } from '../../../contract/leads.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { streamEvents } from '../../platform/events/stream.ts'
import type { Api } from '../../platform/http/api.ts'
import type { Translate } from '../../platform/http/messages.ts'
import { type LeadChoice, type LeadFilter, resetCalls, selectForCalling } from '../leads/index.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import { listCallLeads } from './list-call-leads.ts'
import { runStatus } from './run-status.ts'
import { showCallLead, showStatus } from './show-calls.ts'
import { startRun } from './start-run.ts'
import { stopRun } from './stop-run.ts'
import { CALLS_TOPIC } from './tell-calls.ts'
import { listCampaigns, testConnection } from './test-connection.ts'
import { zoneOf } from './zone-of.ts'

export interface CallsRouteDeps {
  dialerFor: DialerFor
  translate: Translate
}

const tags = ['calls']

export function callsRoutes(api: Api, { dialerFor, translate }: CallsRouteDeps): void {
  api.route({
    method: 'GET',
    url: '/api/calls/status',
    config: { access: 'calls:read' },
    schema: { tags, summary: 'How the calls are going', response: { 200: callsStatus } },
    handler: async ({ scope, locale }) =>
      showStatus(await runStatus(scope), await zoneOf(scope), (code, params) => translate(code, locale, params)),
  })

  api.route({
    method: 'POST',
    url: '/api/calls/start',
    config: { access: 'calls:write' },
    schema: {
      tags,
      summary: 'START: calls the given leads, or those selected for calling',
      body: startCalls.nullish(),
      response: { 200: startedRun },
    },
    handler: async ({ scope, body, locale }) => {
      const wish = body ?? {}
      const choice = choiceOf(wish)
      const run = await startRun(
        scope,
        {
          ...(wish.outbound_id === undefined ? {} : { outboundId: wish.outbound_id }),
          ...(choice ? { choice } : {}),
          ...(wish.max_concurrent_calls === undefined ? {} : { maxConcurrent: wish.max_concurrent_calls }),
          ...(wish.expected_count === undefined ? {} : { expectedCount: wish.expected_count }),
        },
        dialerFor,
      )
      return {
        success: true as const,
        run_id: run.runId,
        selected: run.selected,
        blocked: run.blocked,
        max_concurrent_calls: run.maxConcurrent,
        message: translate('calls.started', locale, { selected: run.selected }),
      }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/calls/stop',
    // Always 200, also repeated: there is no first answer to give again.
    config: { access: 'calls:write', idempotent: false },
    schema: {
      tags,
      summary: 'STOP: after the answer not one new call goes out; what is in flight ends and is reported',
      response: { 200: stoppedRun },
    },
    handler: async ({ scope, locale }) => {
      const { runId, inFlight } = await stopRun(scope)
      return {
        success: true as const,
        stopped: runId !== null,
        run_id: runId,
        in_flight: inFlight,
        message: translate(runId ? 'calls.stopped' : 'calls.was_not_running', locale, { in_flight: inFlight }),
      }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/calls/leads',
    config: { access: 'calls:read' },
    schema: {
      tags,
      summary: 'Leads with their call fields',
      querystring: callLeadsQuery,
      response: { 200: callLeadsPage },
    },
    handler: async ({ scope, query }) => {
      const { city, status, priority, limit, cursor } = query
      const page = await listCallLeads(
        scope,
        { city, callStatus: status, callPriority: priority },
        { limit, ...(cursor === undefined ? {} : { cursor }) },
      )
      const zone = await zoneOf(scope)
      return { items: page.items.map((lead) => showCallLead(lead, zone)), nextCursor: page.nextCursor }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/calls/leads/select',
    config: { access: 'calls:write' },
    schema: {
      tags,
      summary: 'Marks leads for the next START, or takes the mark off',
      body: selectLeads,
      response: { 200: changedLeads },
    },
    handler: ({ scope, body }) =>
      inWorkspace(scope, async (tx) => showChanged(await selectForCalling(tx, scope, choiceOf(body)!, body.selected))),
  })

  api.route({
    method: 'POST',
    url: '/api/calls/leads/reset',
    config: { access: 'calls:write' },
    schema: {
      tags,
      summary: 'Back to `no_selected`: retry and callback dropped, past attempts no longer count to the limit',
      body: resetLeads,
      response: { 200: changedLeads },
    },
    handler: ({ scope, body }) =>
      inWorkspace(scope, async (tx) => showChanged(await resetCalls(tx, scope, choiceOf(body)!))),
  })

  api.route({
    method: 'GET',
    url: '/api/calls/pearl/campaigns',
    config: { access: 'calls:read' },
    schema: { tags, summary: "The vendor's campaigns, live", response: { 200: dialerCampaigns } },
    handler: async ({ scope, locale }) => {
      const campaigns = await listCampaigns(scope, dialerFor)
      return {
        success: true as const,
        campaigns: campaigns.map((one) => ({
          ...one,
          message: translate(`calls.campaign_state.${one.state}`, locale),
        })),
      }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/calls/test/connection',
    config: { access: 'calls:read' },
    schema: { tags, summary: 'Asks the vendor whether the account works, live', response: { 200: connectionTest } },
    handler: async ({ scope, locale }) => {
      const { vendor, account } = await testConnection(scope, dialerFor)
      return {
        success: true as const,
        connected: true,
        vendor,
        account: { name: account.name, state: account.state, credit_balance: account.creditBalance },
        message: translate('calls.connected', locale, { vendor, account: account.name ?? '' }),
      }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/calls/events',
    config: { access: 'calls:read' },
    schema: {
      tags,
      summary: 'Server-sent events: every change of a call or a run, as it happens',
      produces: ['text/event-stream'],
    },
    handler: (request, reply) => streamEvents(request, reply, [CALLS_TOPIC]),
  })
}

type Choice = { lead_ids?: string[] | undefined; filter?: z.output<typeof leadFilter> | undefined }

function choiceOf({ lead_ids: leadIds, filter }: Choice): LeadChoice | undefined {
  if (leadIds) return { leadIds }
  return filter ? { filter: filterOf(filter) } : undefined
}

const filterOf = (filter: z.output<typeof leadFilter>): LeadFilter => ({
  search: filter.search,
  city: filter.city,
  status: filter.status,
  callStatus: filter.call_status,
  callPriority: filter.call_priority,
  selectedForCalling: filter.selected_for_calling,
  campaignId: filter.campaign_id,
  ownerId: filter.owner_id,
  updatedSince: filter.updated_since === undefined ? undefined : new Date(filter.updated_since),
})

const showChanged = ({ changed, skipped }: Awaited<ReturnType<typeof resetCalls>>) => ({
  success: true as const,
  changed,
  skipped: skipped.map(({ leadId, reason }) => ({ lead_id: leadId, reason })),
})

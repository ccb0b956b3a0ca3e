/** HTTP: finding, reading, making and changing leads, and the documented result of a call. */
import { z } from 'zod'
import {
  leadChoice,
  leadCount,
  leadListQuery,
  leadPage,
  leadPatch,
  leadWire,
  newLead,
} from '../../../contract/leads.ts'
import { resultAnswer, resultBody } from '../../../contract/results.ts'
import { toWire } from '../../kernel/dates.ts'
import type { Api } from '../../platform/http/api.ts'
import type { CallFacts } from './call-facts.ts'
import { changeLead } from './change-lead.ts'
import { createLead } from './create-lead.ts'
import { changesFromWire, contactFromWire } from './lead-wire.ts'
import { type ResultPorts, recordResult, resultMessage } from './record-result.ts'
import { countChosen, showLead, showLeads } from './show-leads.ts'

export interface LeadsRouteDeps extends ResultPorts {
  calls: CallFacts
}

const params = z.strictObject({ id: z.string().min(1).max(100) })

export function leadsRoutes(api: Api, deps: LeadsRouteDeps): void {
  api.route({
    method: 'GET',
    url: '/api/v1/leads',
    config: { access: 'leads:read' },
    schema: {
      tags: ['leads'],
      summary: 'Find leads: filters, search, order, page by page',
      querystring: leadListQuery,
      response: { 200: leadPage },
    },
    handler: (request) => {
      const { sort, order, limit, cursor, with_total, ...filter } = request.query
      const question = { filter, limit, cursor, order: { sort, descending: order === 'desc' } }
      return showLeads(request.scope, { ...question, withTotal: with_total ?? false }, deps.calls)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/leads/count',
    config: { access: 'leads:read', idempotent: false },
    schema: {
      tags: ['leads'],
      summary: 'Exactly how many leads a choice means',
      body: leadChoice,
      response: { 200: leadCount },
    },
    handler: async (request) => ({ count: await countChosen(request.scope, request.body) }),
  })

  api.route({
    method: 'GET',
    url: '/api/v1/leads/:id',
    config: { access: 'leads:read' },
    schema: { tags: ['leads'], summary: 'One lead with its person', params, response: { 200: leadWire } },
    handler: (request) => showLead(request.scope, request.params.id, deps.calls),
  })

  api.route({
    method: 'POST',
    url: '/api/v1/leads',
    config: { access: 'leads:write' },
    schema: {
      tags: ['leads'],
      summary: 'Make a lead by hand, for a known person or a new one',
      body: newLead,
      response: { 201: leadWire },
    },
    handler: async (request, reply) => {
      const { contact_id, contact, allow_duplicate, ...fields } = request.body
      const { contact: _, status: _s, closureReason: _r, ...wish } = changesFromWire(fields)
      const person =
        contact_id === undefined
          ? { contact: contactFromWire(contact ?? {}), allowDuplicate: allow_duplicate }
          : { contactId: contact_id }
      const { leadId } = await createLead(request.scope, { ...wish, person })
      return reply.code(201).send(await showLead(request.scope, leadId, deps.calls))
    },
  })

  api.route({
    method: 'PATCH',
    url: '/api/v1/leads/:id',
    config: { access: 'leads:write' },
    schema: {
      tags: ['leads'],
      summary: 'Change a lead and its person: absent keeps, null clears, all or nothing',
      params,
      body: leadPatch,
      response: { 200: leadWire },
    },
    handler: async (request) => {
      await changeLead(request.scope, request.params.id, changesFromWire(request.body))
      return showLead(request.scope, request.params.id, deps.calls)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/actualizar_resultado',
    // As documented: a database that does not answer is 500 here.
    config: { access: 'leads:write', statusOf: { unavailable: 500 } },
    schema: {
      tags: ['leads'],
      summary: 'Record what came out of a call, by phone',
      body: resultBody,
      response: { 200: resultAnswer },
    },
    handler: async (request) => {
      const recorded = await recordResult(request.scope, request.body, deps)
      const { callback, zone } = recorded
      return {
        success: true as const,
        message: resultMessage(request.scope, recorded),
        lead_id: recorded.leadId,
        applied: recorded.applied,
        ignored: recorded.ignored,
        ...(callback ? { requested_at: toWire(callback.requestedAt, zone) } : {}),
        ...(callback?.nextCallAt ? { next_call_at: toWire(callback.nextCallAt, zone) } : {}),
      }
    },
  })
}

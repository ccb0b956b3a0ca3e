/** HTTP: a person, their story, whether they may be contacted, and what they say about it. */
import { z } from 'zod'
import {
  contactId,
  contactWire,
  newConsent,
  newNote,
  newObjection,
  type PolicyAnswer,
  policyAnswer,
  policyQuery,
  timelinePage,
  timelineQuery,
} from '../../../contract/contacts.ts'
import { toWire } from '../../kernel/dates.ts'
import type { Api } from '../../platform/http/api.ts'
import type { Locale } from '../../platform/scope.ts'
import { addNote } from './add-note.ts'
import { contactsMessages } from './contacts.messages.ts'
import { recordConsent, recordObjection } from './record-wishes.ts'
import { type PolicyView, showContact, showPolicy, showTimeline } from './show-contact.ts'

const params = z.strictObject({ id: contactId })
const done = z.object({ success: z.literal(true) })

export function contactsRoutes(api: Api): void {
  api.route({
    method: 'GET',
    url: '/api/v1/contacts/:id',
    config: { access: 'contacts:read' },
    schema: { tags: ['contacts'], summary: 'One person', params, response: { 200: contactWire } },
    handler: (request) => showContact(request.scope, request.params.id),
  })

  api.route({
    method: 'GET',
    url: '/api/v1/contacts/:id/timeline',
    config: { access: 'contacts:read' },
    schema: {
      tags: ['contacts'],
      summary: 'Everything that happened to a person, in order',
      params,
      querystring: timelineQuery,
      response: { 200: timelinePage },
    },
    handler: (request) => showTimeline(request.scope, request.params.id, request.query),
  })

  api.route({
    method: 'GET',
    url: '/api/v1/contacts/:id/policy',
    config: { access: 'contacts:read' },
    schema: {
      tags: ['contacts'],
      summary: 'May they be contacted now, and why',
      params,
      querystring: policyQuery,
      response: { 200: policyAnswer },
    },
    handler: async (request) =>
      policyToWire(await showPolicy(request.scope, request.params.id, request.query), request.scope.locale),
  })

  api.route({
    method: 'POST',
    url: '/api/v1/contacts/:id/notes',
    config: { access: 'contacts:write' },
    schema: {
      tags: ['contacts'],
      summary: 'Write a note on a person',
      params,
      body: newNote,
      response: { 201: done },
    },
    handler: async (request, reply) => {
      await addNote(request.scope, request.params.id, { text: request.body.text, leadId: request.body.lead_id })
      return reply.code(201).send({ success: true })
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/contacts/:id/objections',
    config: { access: 'contacts:write' },
    schema: {
      tags: ['contacts'],
      summary: 'They ask not to be contacted: at once and for good',
      params,
      body: newObjection,
      response: { 201: done },
    },
    handler: async (request, reply) => {
      await recordObjection(request.scope, request.params.id, { ...request.body, source: request.scope.actor.kind })
      return reply.code(201).send({ success: true })
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/contacts/:id/consents',
    config: { access: 'contacts:write' },
    schema: {
      tags: ['contacts'],
      summary: 'What they allowed, or took back: the newest word counts',
      params,
      body: newConsent,
      response: { 201: done },
    },
    handler: async (request, reply) => {
      const { expires_at, ...wish } = request.body
      await recordConsent(request.scope, request.params.id, {
        ...wish,
        ...(expires_at ? { expiresAt: new Date(expires_at) } : {}),
      })
      return reply.code(201).send({ success: true })
    },
  })
}

function policyToWire({ intent, profile, decision, zone }: PolicyView, locale: Locale): PolicyAnswer {
  if (decision.decision === 'allowed')
    return { decision: 'allowed', ...intent, profile, message: contactsMessages['policy.allowed'][locale] }
  return {
    decision: 'blocked',
    ...intent,
    profile,
    reason: decision.reason,
    message: contactsMessages[`policy.${decision.reason}`][locale],
    ...(decision.nextAllowedAt ? { next_allowed_at: toWire(decision.nextAllowedAt, zone) } : {}),
  }
}

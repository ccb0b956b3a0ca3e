/** The signed-in person's page, the workspace's settings, and the audit log. */
import { z } from 'zod'
import { type AuditEntryWire, auditList, type MeWire, mePatch, meWire } from '../../../contract/access.ts'
import { workspacePatch, workspaceWire } from '../../../contract/workspace.ts'
import { toWire } from '../../kernel/dates.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Api, ApiRequest } from '../../platform/http/api.ts'
import { changeMe, getAboutMe } from './about-me.ts'
import { readCursor, writeCursor } from './audit-cursor.rules.ts'
import { changeWorkspace } from './change-workspace.ts'
import { getWorkspace } from './get-workspace.ts'
import { type AuditRecord, readAudit } from './read-audit.ts'
import { SCOPES_OF_ROLE } from './roles.rules.ts'
import { zoneOf } from './zone-of.ts'

export interface WorkspaceRouteDeps {
  auth: Auth
}

export function workspaceRoutes(api: Api, deps: WorkspaceRouteDeps): void {
  aboutMe(api, deps)
  settings(api)
  audit(api)
}

function aboutMe(api: Api, { auth }: WorkspaceRouteDeps): void {
  const answer = async (request: ApiRequest): Promise<MeWire> => {
    const headers = new Headers({ cookie: request.headers.cookie ?? '' })
    const { member, twoFactor, workspace, memberships } = await getAboutMe(request.scope, auth, headers)
    const { id, name, zone, locale, region } = workspace
    return {
      person: { id: member.id, name: member.name, email: member.email, two_factor: twoFactor },
      workspace: { id, name, zone, locale, region },
      workspaces: memberships.map((one) => ({ id: one.workspaceId, name: one.workspaceName, role: one.role })),
      role: member.role,
      scopes: [...SCOPES_OF_ROLE[member.role]],
      locale: member.locale ?? locale,
      now: toWire(request.scope.clock.now(), zone),
    }
  }

  api.route({
    method: 'GET',
    url: '/api/v1/me',
    config: { access: 'person' },
    schema: {
      tags: ['me'],
      summary: 'Who is signed in, where, and what they may do',
      querystring: z.strictObject({}),
      response: { 200: meWire },
    },
    handler: answer,
  })

  api.route({
    method: 'PATCH',
    url: '/api/v1/me',
    config: { access: 'person' },
    schema: {
      tags: ['me'],
      summary: 'Change one’s own name or language',
      description: '`locale: null` goes back to the workspace’s.',
      body: mePatch,
      response: { 200: meWire },
    },
    handler: async (request) => {
      await changeMe(request.scope, request.body)
      return answer(request)
    },
  })
}

function settings(api: Api): void {
  api.route({
    method: 'GET',
    url: '/api/v1/workspace',
    config: { access: 'any' },
    schema: {
      tags: ['workspace'],
      summary: 'The workspace and its settings, defaults filled in',
      querystring: z.strictObject({}),
      response: { 200: workspaceWire },
    },
    handler: ({ scope }) => inWorkspace(scope, (tx) => getWorkspace(tx, scope)),
  })

  api.route({
    method: 'PATCH',
    url: '/api/v1/workspace',
    config: { access: 'admin' },
    schema: {
      tags: ['workspace'],
      summary: 'Change name, zone, language, region or settings',
      description:
        'Settings are laid over what is there, section by section and key by key; `null` goes back to a default. The week’s hours of one purpose are one value: a day left out is closed.',
      body: workspacePatch,
      response: { 200: workspaceWire },
    },
    handler: ({ scope, body }) => changeWorkspace(scope, body),
  })
}

function audit(api: Api): void {
  const text = z.string().min(1).max(200).optional()
  const at = z.iso.datetime({ offset: true }).optional()
  api.route({
    method: 'GET',
    url: '/api/v1/audit',
    config: { access: 'admin' },
    schema: {
      tags: ['audit'],
      summary: 'Who did what, newest first',
      querystring: z.strictObject({
        actor_id: text,
        action: text.meta({ example: 'lead.updated' }),
        subject_kind: text,
        subject_id: text,
        from: at,
        until: at.meta({ description: 'Not included' }),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: { 200: auditList },
    },
    handler: async ({ scope, query }) => {
      const zone = await zoneOf(scope)
      const { items, more } = await readAudit(
        scope,
        {
          actorId: query.actor_id,
          action: query.action,
          subjectKind: query.subject_kind,
          subjectId: query.subject_id,
          from: query.from === undefined ? undefined : new Date(query.from),
          until: query.until === undefined ? undefined : new Date(query.until),
        },
        { limit: query.limit, after: query.cursor === undefined ? undefined : readCursor(query.cursor) },
      )
      const last = items.at(-1)
      return {
        items: items.map((entry) => entryOnWire(entry, zone)),
        nextCursor: more && last ? writeCursor(last) : null,
      }
    },
  })
}

const entryOnWire = (entry: AuditRecord, zone: string): AuditEntryWire => ({
  id: entry.id,
  at: toWire(entry.at, zone),
  actor: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
  action: entry.action,
  subject: entry.subjectKind === null ? null : { kind: entry.subjectKind, id: entry.subjectId ?? '' },
  detail: entry.detail,
})

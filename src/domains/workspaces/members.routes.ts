/** Members: who is in, with what role; inviting, changing, letting go, signing out. */
import { z } from 'zod'
import {
  doneAnswer,
  invitationWire,
  type MemberWire,
  memberBody,
  memberCreated,
  memberList,
  memberPatch,
  memberWire,
} from '../../../contract/access.ts'
import { toWire } from '../../kernel/dates.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import type { Api } from '../../platform/http/api.ts'
import { inviteAgain, inviteMember } from './invite-member.ts'
import { changeMember, type Member, readMembers, removeMember, signMemberOut } from './manage-members.ts'
import { zoneOf } from './zone-of.ts'

export interface MembersRouteDeps {
  auth: Auth
  /** False where no mail server is set: invitations are then links to hand over. */
  canMail: boolean
}

const params = z.strictObject({ id: z.uuid() })

export function membersRoutes(api: Api, deps: MembersRouteDeps): void {
  api.route({
    method: 'GET',
    url: '/api/v1/members',
    config: { access: 'leads:read' },
    schema: {
      tags: ['members'],
      summary: 'Who is in this workspace',
      querystring: z.strictObject({}),
      response: { 200: memberList },
    },
    handler: async ({ scope }) => {
      const [members, zone] = await Promise.all([readMembers(scope), zoneOf(scope)])
      return { items: members.map((member) => memberOnWire(member, zone)), nextCursor: null }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/members',
    config: { access: 'admin' },
    schema: {
      tags: ['members'],
      summary: 'Invite somebody',
      description: 'By mail where a mail server is set; else the answer carries a link to hand over.',
      body: memberBody,
      response: { 201: memberCreated },
    },
    handler: async ({ scope, body }, reply) => {
      const { member, ...invitation } = await inviteMember(scope, deps, body)
      return reply.code(201).send({ ...memberOnWire(member, await zoneOf(scope)), ...invitation })
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/members/:id/invitation',
    config: { access: 'admin' },
    schema: {
      tags: ['members'],
      summary: 'Invite once more somebody who never came in',
      params,
      response: { 200: invitationWire },
    },
    handler: ({ scope, params: { id } }) => inviteAgain(scope, deps, id),
  })

  api.route({
    method: 'PATCH',
    url: '/api/v1/members/:id',
    config: { access: 'admin' },
    schema: {
      tags: ['members'],
      summary: 'Change a member’s name or role',
      description: 'The last owner stays one.',
      params,
      body: memberPatch,
      response: { 200: memberWire },
    },
    handler: async ({ scope, params: { id }, body }) =>
      memberOnWire(await changeMember(scope, id, body), await zoneOf(scope)),
  })

  api.route({
    method: 'DELETE',
    url: '/api/v1/members/:id',
    config: { access: 'admin' },
    schema: {
      tags: ['members'],
      summary: 'Let a member go',
      description: 'What they did keeps their name. The last owner stays.',
      params,
      response: { 204: z.null() },
    },
    handler: async ({ scope, params: { id } }, reply) => {
      await removeMember(scope, deps.auth, id)
      return reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/members/:id/sign-out',
    config: { access: 'admin' },
    schema: {
      tags: ['members'],
      summary: 'End every session of a member',
      params,
      response: { 200: doneAnswer },
    },
    handler: async ({ scope, params: { id } }) => {
      await signMemberOut(scope, deps.auth, id)
      return { success: true as const }
    },
  })
}

const memberOnWire = (member: Member, zone: string): MemberWire => ({
  id: member.id,
  name: member.name,
  email: member.email,
  role: member.role,
  created_at: toWire(member.createdAt, zone),
})

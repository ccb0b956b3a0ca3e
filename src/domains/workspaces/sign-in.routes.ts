/** Sign-in for people, under /api/auth: each path that better-auth is let through to, and none besides. */
import type { z } from 'zod'
import {
  backupCodesAnswer,
  changePasswordBody,
  doneAnswer,
  ownPasswordBody,
  resetBody,
  resetRequestBody,
  secondFactorAnswer,
  secondStepBody,
  signInAnswer,
  signInBody,
} from '../../../contract/access.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Auth, AuthPath } from '../../platform/auth/auth.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Api, ApiReply, ApiRequest } from '../../platform/http/api.ts'
import { type PersonalEvent, recordPersonalEvent } from './record-personal-event.ts'

export interface SignInRouteDeps {
  auth: Auth
  db: Database
  clock: Clock
}

interface SignInRoute {
  path: AuthPath
  summary: string
  description?: string
  body?: z.ZodType<Record<string, unknown>>
  answer: z.ZodType
  /** What of better-auth's answer is passed on; never the session's token, which lives in an HttpOnly cookie alone. */
  pick(body: Record<string, unknown> | null): Record<string, unknown>
  /** What is noted in the audit log, by whether there was a session before. */
  event?: (wasSignedIn: boolean) => PersonalEvent
}

const signedIn = (): PersonalEvent => 'member.signed_in'
const done = () => ({ success: true })

const ROUTES: SignInRoute[] = [
  {
    path: 'sign-in/email',
    summary: 'Sign in with e-mail and password',
    description: 'Sets the session cookie, or asks for a code where the account has a second factor.',
    body: signInBody,
    answer: signInAnswer,
    pick: (body) => ({ success: true, twoFactorRedirect: body?.['twoFactorRedirect'] === true }),
    event: signedIn,
  },
  {
    path: 'two-factor/verify-totp',
    summary: 'The code of the second factor: to sign in, or to switch it on',
    description: 'Each code opens once.',
    body: secondStepBody,
    answer: doneAnswer,
    pick: done,
    event: (wasSignedIn) => (wasSignedIn ? 'member.second_factor_on' : 'member.signed_in'),
  },
  {
    path: 'two-factor/verify-backup-code',
    summary: 'A backup code instead of the second factor',
    body: secondStepBody,
    answer: doneAnswer,
    pick: done,
    event: signedIn,
  },
  { path: 'sign-out', summary: 'End this session', answer: doneAnswer, pick: done },
  {
    path: 'revoke-sessions',
    summary: 'Sign out everywhere, here too',
    answer: doneAnswer,
    pick: done,
    event: () => 'member.signed_out_everywhere',
  },
  {
    path: 'revoke-other-sessions',
    summary: 'Sign out everywhere else',
    answer: doneAnswer,
    pick: done,
    event: () => 'member.signed_out_everywhere',
  },
  {
    path: 'request-password-reset',
    summary: 'Ask for a link to choose a new password',
    description: 'The answer is the same whether or not the address has an account.',
    body: resetRequestBody,
    answer: doneAnswer,
    pick: done,
  },
  {
    path: 'reset-password',
    summary: 'Choose a new password with the link’s token',
    description: 'Works once; ends every session of the account.',
    body: resetBody,
    answer: doneAnswer,
    pick: done,
  },
  {
    path: 'change-password',
    summary: 'Change one’s own password',
    body: changePasswordBody,
    answer: doneAnswer,
    pick: done,
    event: () => 'member.password_changed',
  },
  {
    path: 'two-factor/enable',
    summary: 'Begin to set up a second factor',
    body: ownPasswordBody,
    answer: secondFactorAnswer,
    pick: (body) => ({ success: true, totpURI: body?.['totpURI'], backupCodes: body?.['backupCodes'] }),
  },
  {
    path: 'two-factor/disable',
    summary: 'Switch the second factor off',
    body: ownPasswordBody,
    answer: doneAnswer,
    pick: done,
    event: () => 'member.second_factor_off',
  },
  {
    path: 'two-factor/generate-backup-codes',
    summary: 'New backup codes; the old ones stop working',
    body: ownPasswordBody,
    answer: backupCodesAnswer,
    pick: (body) => ({ success: true, backupCodes: body?.['backupCodes'] }),
  },
]

export function signInRoutes(api: Api, deps: SignInRouteDeps): void {
  for (const route of ROUTES)
    api.route({
      method: 'POST',
      url: `/api/auth/${route.path}`,
      // better-auth looks at the cookies and at where the request comes from itself.
      config: { access: 'public' },
      schema: {
        tags: ['sign-in'],
        summary: route.summary,
        ...(route.description && { description: route.description }),
        ...(route.body && { body: route.body }),
        response: { 200: route.answer },
      },
      handler: async (request, reply) => {
        const headers = headersOf(request)
        // Asked before: signing out everywhere leaves nobody to ask.
        const before = route.event && request.headers.cookie ? await deps.auth.whoIs(headers) : null
        const answer = await pass(deps.auth, route, request, reply, headers)
        const event = route.event?.(before !== null)
        const whose = event === 'member.signed_in' ? userIdIn(answer) : before?.id
        if (event && whose) await recordPersonalEvent(deps, whose, event)
        return route.pick(answer)
      },
    })
}

function pass(auth: Auth, route: SignInRoute, request: ApiRequest, reply: ApiReply, headers: Headers) {
  const call = {
    path: route.path,
    body: (request.body ?? {}) as Record<string, unknown>,
    headers,
    origin: `${request.protocol}://${request.host}`,
    address: request.ip,
  }
  return auth.call(call, (cookies) => {
    if (cookies.length > 0) reply.header('set-cookie', cookies)
  })
}

function headersOf(request: ApiRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}

/** better-auth names the person who has just come in. */
function userIdIn(answer: Record<string, unknown> | null): string | undefined {
  const user = answer?.['user'] as { id?: unknown } | undefined
  return typeof user?.id === 'string' ? user.id : undefined
}

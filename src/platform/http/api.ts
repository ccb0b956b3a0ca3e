/** What a domain's routes are written against: Fastify with zod, and an access rule that no route can forget. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { SCOPES } from '../../../contract/access.ts'
import type { ErrorKind } from '../../kernel/errors.ts'
import type { Locale, Scope } from '../scope.ts'
import type { Logger } from '../telemetry/log.ts'

/** What a key or a role must carry to pass (contract, section 0). */

export type AccessScope = (typeof SCOPES)[number]

/**
 * `public`: anybody, no scope on the request. `hook`: a vendor; the route itself verifies. `person`: any signed-in member,
 * no key. `any`: any key or member. Otherwise the scope that a key or a member's role must carry.
 */
export type Access = AccessScope | 'public' | 'hook' | 'person' | 'any'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** POSTs that create accept `Idempotency-Key`; on by default for POST with an access scope, `false` turns it off. */
    idempotent?: boolean
    /** A public route that shows a key more: where one is sent it must be good, and `request.scope` is set. */
    tellsKeysMore?: boolean
    /** A GET that changes something (documented ones only): the CSRF check applies to it. */
    mutates?: boolean
    /** Another reply for a kind of error, where a document fixes it (`actualizar_resultado`: database away is 500). */
    statusOf?: Partial<Record<ErrorKind, number>>
  }
  interface FastifyRequest {
    /** Set by the door for every route but `public` and `hook` ones (see `tellsKeysMore`). */
    scope: Scope
    /** The scopes that this caller carries. */
    grants: ReadonlySet<AccessScope>
    /** For answers that stay open: false once this caller is gone, or may do something else than when they came. */
    stillMay(): Promise<boolean>
    /** From `?lang=`, else the person's or the workspace's, else Spanish. Known before anything can fail. */
    locale: Locale
  }
}

export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, Logger, ZodTypeProvider>
export type ApiRequest = FastifyRequest
export type ApiReply = FastifyReply

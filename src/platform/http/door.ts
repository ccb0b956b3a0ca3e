/** Who may pass: every route states its access, callers are recognised before their body is read, writes by session are same-origin. */
import type { FastifyRequest } from 'fastify'
import { AppError, forbidden } from '../../kernel/errors.ts'
import type { Actor, Locale, Scope } from '../scope.ts'
import type { Access, AccessScope, Api } from './api.ts'
import { type FailedTries, makeFailedTries } from './failed-tries.ts'

/** Somebody the door has recognised. */
export interface Caller {
  workspaceId: string
  actor: Actor
  grants: ReadonlySet<AccessScope>
  locale?: Locale | undefined
}

export interface Recognise {
  /** Null for a key that is wrong or revoked. */
  key(key: string): Promise<Caller | null>
  /** Null where the cookies carry no session, or not one of `wantedWorkspace`. */
  session(headers: Headers, wantedWorkspace: string | undefined): Promise<Caller | null>
}

export interface DoorOptions {
  recognise: Recognise
  makeScope(caller: Caller, request: FastifyRequest): Scope
  /** The console's own origin, where it is configured; else the request's own host. */
  publicOrigin: string | undefined
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export function installDoor(api: Api, options: DoorOptions): void {
  const tries = makeFailedTries()
  const routes: { method: string | string[]; url: string; config?: { access?: string } }[] = []
  api.addHook('onRoute', (route) => {
    routes.push(route as (typeof routes)[number])
  })
  api.addHook('onReady', async () => {
    const open = routes.filter((route) => !route.config?.access).map((route) => `${route.method} ${route.url}`)
    if (open.length) throw new Error(`These routes do not say who may call them (config.access): ${open.join(', ')}`)
  })

  api.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access
    if (request.is404 || access === 'hook') return
    if (access === 'public' && !(request.routeOptions.config.tellsKeysMore && keyOf(request) !== undefined)) return
    const caller = await recognise(request, options, tries)
    if (caller.locale && !request.localeAsked) request.locale = caller.locale
    checkAccess(caller, access)
    request.grants = caller.grants
    request.scope = options.makeScope(caller, request)
    request.stillMay = () => recognise(request, options, tries).then((now) => isSame(now, caller), isOnlyAway)
  })
}

function checkAccess(caller: Caller, access: Access | undefined): void {
  if (access === 'person' && caller.actor.kind !== 'member') throw forbidden('auth.person_only')
  if (access === undefined) throw forbidden('auth.scope_missing', { params: { scope: '?' } })
  if (access !== 'any' && access !== 'person' && access !== 'public' && access !== 'hook' && !caller.grants.has(access))
    throw forbidden('auth.scope_missing', { params: { scope: access } })
}

const isSame = (now: Caller, then: Caller): boolean =>
  now.workspaceId === then.workspaceId &&
  now.grants.size === then.grants.size &&
  [...now.grants].every((scope) => then.grants.has(scope))

/** The database being away says nothing about the caller. */
const isOnlyAway = (error: unknown): boolean => error instanceof AppError && error.kind === 'unavailable'

async function recognise(request: FastifyRequest, options: DoorOptions, tries: FailedTries): Promise<Caller> {
  const wanted = one(request.headers['x-workspace-id'])
  const key = keyOf(request)
  const credential = key ?? request.headers.cookie
  if (credential === undefined) throw new AppError('unauthenticated', 'auth.required')
  const waitS = tries.waitS(request.ip, credential)
  if (waitS > 0) throw new AppError('limit', 'request.too_many', { retryAfterS: waitS, params: { seconds: waitS } })
  const caller =
    key !== undefined
      ? await options.recognise.key(key)
      : await options.recognise.session(new Headers({ cookie: credential }), wanted)
  if (!caller) {
    tries.failed(request.ip)
    throw new AppError('unauthenticated', key === undefined ? 'auth.required' : 'auth.key_invalid')
  }
  tries.passed(credential)
  if (wanted !== undefined && wanted.toLowerCase() !== caller.workspaceId) throw forbidden('auth.workspace_mismatch')
  const writes = !SAFE.has(request.method) || request.routeOptions.config.mutates === true
  if (key === undefined && writes && !sameOrigin(request, options.publicOrigin)) throw forbidden('auth.origin')
  return caller
}

/** By either header; `X-API-KEY` counts where both are sent. */
export const keyOf = ({ headers }: FastifyRequest): string | undefined =>
  one(headers['x-api-key']) ?? bearerOf(headers.authorization)

/** Browsers send Origin with every write, and Sec-Fetch-Site with everything; a forged form from elsewhere shows in both. */
function sameOrigin(request: FastifyRequest, publicOrigin: string | undefined): boolean {
  const origin = one(request.headers.origin)
  if (origin !== undefined) {
    if (publicOrigin !== undefined && origin === publicOrigin) return true
    const own = `${request.protocol}://${request.host}`
    return URL.canParse(origin) && URL.canParse(own) && new URL(origin).host === new URL(own).host
  }
  return one(request.headers['sec-fetch-site']) === 'same-origin'
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

function bearerOf(authorization: string | undefined): string | undefined {
  const match = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')
  return match?.[1]
}

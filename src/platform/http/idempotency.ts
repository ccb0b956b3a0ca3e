/**
 * The same request twice is one request. A POST that carries a key first claims a row for it:
 *   claimed   → the route runs; its transactions note in the row that they took effect; the answer is kept.
 *   answered  → the first answer again.
 *   running   → wait for the first one's answer, briefly.
 *   abandoned → its process died. Had it taken effect, we say so (the outcome is kept elsewhere); else we take over.
 * 5xx, 401, 403, 413 and 429 are not kept: the caller may try again. Had it taken effect all the same, it counts as abandoned.
 */
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { conflict, invalid } from '../../kernel/errors.ts'
import { inWorkspace, type Tx } from '../db/database.ts'
import type { Scope } from '../scope.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Api } from './api.ts'

/** How long an answer is kept. */
export const KEPT_HOURS = 24
/** A request that has been running for longer than this has lost its process. */
const ABANDONED_S = 60
/** How long a twin waits for the first one's answer. */
const PATIENCE_MS = 15_000
const NOT_KEPT = new Set([401, 403, 413, 429])

interface KeyRow {
  request_hash: string
  status: number | null
  response: string | null
  took_effect: boolean
  abandoned: boolean
}

interface Claim {
  scope: Scope
  caller: string
  route: string
  key: string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** From the header, else from the body's `idempotency_key`, which is taken out before the body is checked. */
    idempotencyKey?: string
    idempotencyClaim?: Claim
  }
}

/** Answers may hold what is shown once (a new key): they are kept sealed. */
export type Sealer = Pick<Secrets, 'seal' | 'open'>

export function installIdempotency(api: Api, sealer: Sealer): void {
  api.addHook('preValidation', async (request) => {
    if (request.method !== 'POST') return
    const key = keyOf(request)
    if (key !== undefined) request.idempotencyKey = key
  })

  api.addHook('preHandler', async (request, reply) => {
    const key = request.idempotencyKey
    if (key === undefined || request.scope === undefined) return
    if (request.routeOptions.config.idempotent === false) return
    if (key.length < 1 || key.length > 255) throw invalid('idempotency.key_invalid')
    const scope = request.scope
    const claim: Claim = {
      scope,
      caller: `${scope.actor.kind}:${scope.actor.id}`,
      route: `POST ${request.routeOptions.url}`,
      key,
    }
    const earlier = await claimOrRead(claim, fingerprint(request))
    if (earlier)
      return reply
        .code(earlier.status)
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(openAnswer(sealer, earlier.response))
    request.idempotencyClaim = claim
    request.scope = { ...scope, beforeCommit: (tx) => noteEffect(tx, claim) }
  })

  api.addHook('onSend', async (request, reply, payload) => {
    const claim = request.idempotencyClaim
    if (!claim) return payload
    const keep =
      reply.statusCode < 500 && !NOT_KEPT.has(reply.statusCode) && (typeof payload === 'string' || payload === null)
    try {
      await inWorkspace(claim.scope, (tx) =>
        keep ? keepAnswer(tx, claim, reply.statusCode, sealer.seal(payload ?? '')) : giveBack(tx, claim),
      )
    } catch (error) {
      // What happened has happened: the caller hears it, and whoever repeats it is told that the outcome was lost.
      request.log.warn({ err: error }, 'an answer could not be kept for its Idempotency-Key')
    }
    return payload
  })
}

/** An answer under a key that has been taken out of use meanwhile is lost, what it answered is not. */
function openAnswer(sealer: Sealer, sealed: string): string {
  try {
    return sealer.open(sealed)
  } catch (cause) {
    throw conflict('idempotency.outcome_unknown', { cause })
  }
}

/** Null when the claim is ours and the route should run. */
async function claimOrRead(claim: Claim, hash: string): Promise<{ status: number; response: string } | null> {
  const deadline = Date.now() + PATIENCE_MS
  for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
    const row = await inWorkspace(claim.scope, (tx) => tryClaim(tx, claim, hash))
    if (row === 'claimed') return null
    if (row.request_hash !== hash) throw conflict('idempotency.mismatch')
    if (row.status !== null) return { status: row.status, response: row.response ?? '' }
    if (row.abandoned && row.took_effect) throw conflict('idempotency.outcome_unknown')
    if (Date.now() > deadline) throw conflict('idempotency.in_progress', { retryAfterS: 2 })
    await wait(pause)
  }
}

async function tryClaim(tx: Tx, claim: Claim, hash: string): Promise<'claimed' | KeyRow> {
  const now = claim.scope.clock.now()
  const expired = new Date(now.getTime() - KEPT_HOURS * 3_600_000)
  const abandoned = new Date(now.getTime() - ABANDONED_S * 1000)
  const { rows } = await sql<{ key: string }>`
    insert into idempotency_keys (workspace_id, caller, route, key, request_hash, created_at)
    values (app.workspace(), ${claim.caller}, ${claim.route}, ${claim.key}, ${hash}, ${now})
    on conflict (workspace_id, caller, route, key) do update
      set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, response = null, took_effect = false
      where idempotency_keys.created_at < ${expired}
         or (idempotency_keys.status is null and not idempotency_keys.took_effect
             and idempotency_keys.created_at < ${abandoned} and idempotency_keys.request_hash = excluded.request_hash)
    returning key`.execute(tx)
  if (rows.length) return 'claimed'
  const read =
    await sql<KeyRow>`select request_hash, status, response, took_effect, created_at < ${abandoned} as abandoned
    from idempotency_keys where ${same(claim)}`.execute(tx)
  return read.rows[0] ?? tryClaim(tx, claim, hash)
}

const keepAnswer = (tx: Tx, claim: Claim, status: number, sealed: string) =>
  sql`update idempotency_keys set status = ${status}, response = ${sealed} where ${same(claim)}`.execute(tx)

/** Not where it took effect before it failed (the commit was done, its word never came): doing it anew would do it twice. */
const giveBack = (tx: Tx, claim: Claim) =>
  sql`delete from idempotency_keys where ${same(claim)} and status is null and not took_effect`.execute(tx)

async function noteEffect(tx: Tx, claim: Claim): Promise<void> {
  await sql`update idempotency_keys set took_effect = true where ${same(claim)}`.execute(tx)
}

const same = (claim: Claim) =>
  sql`workspace_id = app.workspace() and caller = ${claim.caller} and route = ${claim.route} and key = ${claim.key}`

function keyOf(request: FastifyRequest): string | undefined {
  const body = request.body as { idempotency_key?: unknown } | null | undefined
  const inBody = typeof body?.idempotency_key === 'string' ? body.idempotency_key : undefined
  if (inBody !== undefined) delete body!.idempotency_key
  const header = request.headers['idempotency-key']
  return typeof header === 'string' ? header : inBody
}

/** Order of the body's members does not matter; a file upload is known by its length. */
function fingerprint(request: FastifyRequest): string {
  const body = request.isMultipart?.() ? { multipart: request.headers['content-length'] } : request.body
  return createHash('sha256')
    .update(`${request.url}\n${JSON.stringify(sorted(body))}`)
    .digest('base64url')
}

/** No honest body goes deeper; one that does would exhaust the stack here. */
const DEEPEST = 100

function sorted(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw invalid('request.unreadable')
  if (Array.isArray(value)) return value.map((inner) => sorted(inner, depth + 1))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner, depth + 1)]),
  )
}

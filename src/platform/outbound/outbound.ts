/**
 * The one way out to vendors. Each request is tried, and where that is safe repeated, under a deadline; an account whose
 * vendor keeps failing is left alone for a while. Clients see a reply (2xx or 4xx) or an AppError whose kind says it all:
 *
 * - `vendor_busy`: nothing was done; later.        - `vendor_unreachable`: whether it was done is unknown: look first.
 * - `vendor_changed`: an answer that nobody can read.  - `vendor_refused` is the client's to throw, with `refused`.
 */
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
} from 'cockatiel'
import { Agent } from 'undici'
import type { Clock } from '../../kernel/clock.ts'
import { AppError, type AppErrorOptions } from '../../kernel/errors.ts'
import { type Logger, maskPersonal } from '../telemetry/log.ts'
import { FailedTry, tryOnce, UnusableReply, type VendorReply } from './one-try.ts'
import { mayRepeat, type PauseRule, pauseMs, type TryOutcome } from './retry.rules.ts'

export type { VendorReply }

export interface OutboundRequest {
  /** What people call the vendor; shown in messages (`Pearl AI`). */
  vendor: string
  /** The account at the vendor (no secret): what fails together is paused together. */
  account: string
  /** What is being done (`make call`), for the log: addresses may carry phones, so they are never logged. */
  operation: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  /** Sent as JSON, also with DELETE. */
  json?: unknown
  /** True for a POST that only reads: it may be repeated like a GET. */
  idempotent?: boolean
  limits?: Partial<OutboundLimits>
  /** Ends the request early, at shutdown for one. */
  signal?: AbortSignal
}

interface OutboundLimits {
  /** One try, from connecting to the last byte. */
  tryMs: number
  /** All tries and pauses together. */
  totalMs: number
  /** Repeats after the first try. */
  repeats: number
  maxBytes: number
}

export interface OutboundOptions {
  clock: Clock
  log: Logger
  limits?: Partial<OutboundLimits>
  pause?: PauseRule
  breaker?: { failures: number; pauseMs: number; maxPauseMs: number }
  connectMs?: number
  /** In [0, 1); handed in by tests. */
  random?: () => number
}

export interface Outbound {
  send(request: OutboundRequest): Promise<VendorReply>
  close(): Promise<void>
}

const LIMITS: OutboundLimits = { tryMs: 10_000, totalMs: 25_000, repeats: 3, maxBytes: 8 * 1024 * 1024 }
const PAUSE: PauseRule = { baseMs: 250, capMs: 5_000 }
/** Five failures in a row are no coincidence; a pause that starts short costs little when they were. */
const BREAKER = { failures: 5, pauseMs: 5_000, maxPauseMs: 60_000 }

export function makeOutbound(options: OutboundOptions): Outbound {
  const { clock, log } = options
  const random = options.random ?? Math.random
  const breakerRule = options.breaker ?? BREAKER
  const breakers = new Map<string, CircuitBreakerPolicy>()
  const agent = new Agent({
    connect: { timeout: options.connectMs ?? 5_000 },
    connections: 64,
    headersTimeout: 0,
    bodyTimeout: 0,
  })

  function breakerOf(request: OutboundRequest): CircuitBreakerPolicy {
    const key = `${request.vendor} ${request.account}`
    let breaker = breakers.get(key)
    if (!breaker) {
      breaker = circuitBreaker(handleWhen(vendorIsDown), {
        breaker: new ConsecutiveBreaker(breakerRule.failures),
        halfOpenAfter: new DelegateBackoff(({ attempt }: { attempt: number }) =>
          Math.min(breakerRule.maxPauseMs, breakerRule.pauseMs * 2 ** (attempt - 1)),
        ),
      })
      breaker.onBreak(() => log.warn({ vendor: request.vendor }, 'vendor keeps failing: left alone for a while'))
      breaker.onReset(() => log.info({ vendor: request.vendor }, 'vendor answers again'))
      breakers.set(key, breaker)
    }
    return breaker
  }

  async function send(request: OutboundRequest): Promise<VendorReply> {
    const limits = { ...LIMITS, ...options.limits, ...request.limits }
    const startedAt = performance.now()
    const timeLeft = () => limits.totalMs - (performance.now() - startedAt)
    const deadline = AbortSignal.any([AbortSignal.timeout(limits.totalMs), ...(request.signal ? [request.signal] : [])])
    const breaker = breakerOf(request)
    let pause = 0
    let tries = 0

    // The pause is drawn where it is decided whether there is time for it: a repeat that cannot end is not begun.
    const worthRepeating = handleWhen((error) => {
      if (!(error instanceof FailedTry) || deadline.aborted || !mayRepeat(request, error.outcome)) return false
      pause = pauseMs(options.pause ?? PAUSE, tries, error.outcome, random())
      return pause < timeLeft()
    })
    const repeating = retry(worthRepeating, { maxAttempts: limits.repeats, backoff: new DelegateBackoff(() => pause) })

    try {
      const reply = await repeating.execute(() =>
        breaker.execute(() => {
          tries += 1
          return tryOnce({
            dispatcher: agent,
            clock,
            url: request.url,
            method: request.method,
            headers: {
              accept: 'application/json',
              ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
              ...request.headers,
            },
            body: request.json === undefined ? undefined : JSON.stringify(request.json),
            timeoutMs: limits.tryMs,
            maxBytes: limits.maxBytes,
            signal: deadline,
          })
        }),
      )
      log.debug({ ...traceOf(request, startedAt, tries), status: reply.status }, 'vendor answered')
      return reply
    } catch (error) {
      const failed = asVendorError(request, error, breakerRule.pauseMs)
      log.warn(
        { ...traceOf(request, startedAt, tries), kind: failed.kind, reason: maskPersonal(reasonOf(error)) },
        'vendor gave no answer',
      )
      throw failed
    }
  }

  return { send, close: () => agent.close() }
}

/** The vendor said no: for clients to throw, with their own code where they know more. The note is masked, never shown. */
export function refused(
  request: Pick<OutboundRequest, 'vendor'>,
  reply: VendorReply,
  options: AppErrorOptions & { code?: string } = {},
): AppError {
  const { code, note, ...rest } = options
  const unauthorised = reply.status === 401 || reply.status === 403
  return new AppError('vendor_refused', code ?? (unauthorised ? 'vendor.unauthorized' : 'vendor.refused'), {
    ...rest,
    params: { vendor: request.vendor, status: reply.status, ...rest.params },
    note: maskPersonal(`HTTP ${reply.status}${note ? `: ${note.slice(0, 300)}` : ''}`),
  })
}

/** The vendor answered and we cannot read it: for clients to throw. `note` names the fields, never their values. */
export const unreadable = (request: Pick<OutboundRequest, 'vendor'>, note: string, cause?: unknown): AppError =>
  new AppError('vendor_changed', 'vendor.unreadable', { params: { vendor: request.vendor }, note, cause })

/** Being told to slow down is no sign of being down. */
const vendorIsDown = (error: unknown): boolean => error instanceof FailedTry && error.outcome.failure !== 'turned_away'

const traceOf = (request: OutboundRequest, startedAt: number, tries: number) => ({
  vendor: request.vendor,
  operation: request.operation,
  tries,
  ms: Math.round(performance.now() - startedAt),
})

/** The errors' own words without addresses: `no_answer: UND_ERR_SOCKET`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const cause = error.cause as { code?: unknown; name?: string } | undefined
  const detail = cause && (typeof cause.code === 'string' ? cause.code : cause.name)
  return detail ? `${error.message}: ${detail}` : error.message
}

function asVendorError(request: OutboundRequest, error: unknown, breakerPauseMs: number): AppError {
  const common = { params: { vendor: request.vendor }, note: `${request.operation}: ${reasonOf(error)}`, cause: error }
  if (error instanceof BrokenCircuitError)
    return new AppError('vendor_busy', 'vendor.left_alone', {
      ...common,
      retryAfterS: Math.max(1, Math.ceil(breakerPauseMs / 1000)),
    })
  if (error instanceof UnusableReply) return new AppError('vendor_changed', 'vendor.unreadable', common)
  if (error instanceof FailedTry) return ofOutcome(request, error.outcome, common)
  return new AppError('bug', 'internal.unexpected', common)
}

function ofOutcome(request: OutboundRequest, outcome: TryOutcome, common: AppErrorOptions): AppError {
  const later = outcome.retryAfterS === undefined ? {} : { retryAfterS: outcome.retryAfterS }
  switch (outcome.failure) {
    case 'never_sent':
      return new AppError('vendor_busy', 'vendor.away', common)
    case 'turned_away':
    case 'unavailable':
      return new AppError('vendor_busy', 'vendor.busy', { ...common, ...later })
    case 'failed':
      // A read that failed changed nothing; a write may have.
      return request.idempotent || request.method === 'GET'
        ? new AppError('vendor_busy', 'vendor.busy', common)
        : new AppError('vendor_unreachable', 'vendor.no_answer', common)
    case 'no_answer':
      return new AppError('vendor_unreachable', 'vendor.no_answer', common)
  }
}

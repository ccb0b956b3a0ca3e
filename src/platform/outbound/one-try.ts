/** One request over the wire, once: time-out, size limit, and how it ended when no usable answer came. */
import { type Dispatcher, request as send } from 'undici'
import type { Clock } from '../../kernel/clock.ts'
import { readRetryAfter, type TryFailure, type TryOutcome } from './retry.rules.ts'

/** What the vendor said. Text, because vendors label JSON as they like. */
export interface VendorReply {
  status: number
  /** Lower-case names; of a repeated header the first value. */
  headers: Record<string, string>
  text: string
}

/** A try that brought no usable answer; `outcome` decides whether another may follow. */
export class FailedTry extends Error {
  readonly outcome: TryOutcome
  readonly status: number | undefined

  constructor(outcome: TryOutcome, options: { status?: number; cause?: unknown } = {}) {
    super(options.status ? `${outcome.failure} (HTTP ${options.status})` : outcome.failure, { cause: options.cause })
    this.outcome = outcome
    this.status = options.status
  }
}

/** The answer came and is of no use: too large, or a redirection that we do not follow (it would carry our secret along). */
export class UnusableReply extends Error {}

export interface OneTry {
  dispatcher: Dispatcher
  clock: Clock
  url: string
  method: string
  headers: Record<string, string>
  body: string | undefined
  timeoutMs: number
  maxBytes: number
  signal: AbortSignal
}

/** Errors of making the connection: nothing of the request has left. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|ENOENT|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/

/** The vendor's answer whatever it says below 500, but for the ones that mean "later". Throws FailedTry or UnusableReply. */
export async function tryOnce(request: OneTry): Promise<VendorReply> {
  const reply = await exchange(request)
  if (reply.status >= 300 && reply.status < 400) throw new UnusableReply(`redirected (HTTP ${reply.status})`)
  const failure = failureOf(reply.status)
  if (!failure) return reply
  const retryAfterS = readRetryAfter(reply.headers['retry-after'], reply.headers['date'], request.clock.now())
  throw new FailedTry({ failure, retryAfterS }, { status: reply.status })
}

function failureOf(status: number): TryFailure | undefined {
  if (status === 429 || status === 408 || status === 425) return 'turned_away'
  if (status === 503) return 'unavailable'
  return status >= 500 ? 'failed' : undefined
}

async function exchange(request: OneTry): Promise<VendorReply> {
  try {
    const { statusCode, headers, body } = await send(request.url, {
      dispatcher: request.dispatcher,
      method: request.method as Dispatcher.HttpMethod,
      headers: request.headers,
      body: request.body ?? null,
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs)]),
    })
    return { status: statusCode, headers: flat(headers), text: await readText(body, request.maxBytes) }
  } catch (error) {
    if (error instanceof UnusableReply) throw error
    throw new FailedTry({ failure: neverSent(error) ? 'never_sent' : 'no_answer' }, { cause: error })
  }
}

function neverSent(error: unknown): boolean {
  const { code, errors } = (error ?? {}) as { code?: string; errors?: unknown[] }
  if (code !== undefined && BEFORE_SENDING.test(code)) return true
  // A host with several addresses fails with one error per address.
  return Array.isArray(errors) && errors.length > 0 && errors.every(neverSent)
}

async function readText(body: AsyncIterable<Buffer> & { destroy(): unknown }, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > maxBytes) {
      body.destroy()
      throw new UnusableReply(`answer over ${maxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  // A byte order mark would make valid JSON unreadable.
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const first = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value[0] : value,
  ])
  return Object.fromEntries(first.filter(([, value]) => value !== undefined))
}

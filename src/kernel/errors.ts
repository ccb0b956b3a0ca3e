/** Surprises, in one class: the kind alone decides the HTTP reply and whether a job tries again. */

export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'limit'
  | 'too_large'
  | 'unavailable'
  | 'vendor_refused'
  | 'vendor_busy'
  | 'vendor_unreachable'
  | 'vendor_changed'
  | 'bug'

/** One field of a request that is wrong; `code` names a message, `params` fill it in. */
export interface FieldProblem {
  field: string
  code: string
  message: string
}

/** What a caller may see beside the message. Everything in it is safe to show. */
export interface ErrorDetails {
  fields?: FieldProblem[]
  alternatives?: unknown[]
  candidates?: unknown[]
  [extra: string]: unknown
}

export interface AppErrorOptions {
  /** Values for the `{placeholders}` of the message. Shown to the caller: nothing secret. */
  params?: Record<string, string | number>
  details?: ErrorDetails
  /** Seconds after which another try makes sense (limit, vendor_busy). */
  retryAfterS?: number
  /** For our log only; never leaves the server. */
  note?: string
  cause?: unknown
}

/**
 * `code` is stable (`booking.slot_taken`) and names the message in es, en and ca that the edge looks up.
 */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly params: Record<string, string | number>
  readonly details: ErrorDetails | undefined
  readonly retryAfterS: number | undefined

  constructor(kind: ErrorKind, code: string, options: AppErrorOptions = {}) {
    super(options.note ? `${code}: ${options.note}` : code, { cause: options.cause })
    this.name = 'AppError'
    this.kind = kind
    this.code = code
    this.params = options.params ?? {}
    this.details = options.details
    this.retryAfterS = options.retryAfterS
  }
}

export const invalid = (code: string, options?: AppErrorOptions) => new AppError('invalid', code, options)
export const notFound = (code: string, options?: AppErrorOptions) => new AppError('not_found', code, options)
export const conflict = (code: string, options?: AppErrorOptions) => new AppError('conflict', code, options)
export const forbidden = (code: string, options?: AppErrorOptions) => new AppError('forbidden', code, options)

/** The request's reply, by kind (documented routes may fix another). */
export const httpStatusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit: 429,
  too_large: 413,
  unavailable: 503,
  vendor_refused: 502,
  vendor_busy: 503,
  vendor_unreachable: 504,
  vendor_changed: 502,
  bug: 500,
}

/** How often a job that met this error is tried in all, before it is a dead letter. */
export const attemptsOf: Record<ErrorKind, number> = {
  invalid: 1,
  unauthenticated: 1,
  forbidden: 1,
  not_found: 1,
  conflict: 1,
  too_large: 1,
  vendor_refused: 1,
  vendor_changed: 1,
  bug: 2,
  limit: Number.POSITIVE_INFINITY,
  unavailable: Number.POSITIVE_INFINITY,
  vendor_busy: Number.POSITIVE_INFINITY,
  vendor_unreachable: Number.POSITIVE_INFINITY,
}

/** True where the same request may succeed later without being changed. */
export const isRetryable = (kind: ErrorKind): boolean =>
  kind === 'limit' || kind === 'unavailable' || kind === 'vendor_busy' || kind === 'vendor_unreachable'

/** Any thrown thing as an AppError; what we did not foresee is a bug, its cause kept. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError('bug', 'internal.unexpected', {
    cause: thrown,
    note: thrown instanceof Error ? thrown.message : String(thrown),
  })
}

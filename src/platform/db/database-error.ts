/** What PostgreSQL threw, in our words: away (503) is told apart from a mistake of ours. */
import { AppError } from '../../kernel/errors.ts'

/** SQLSTATE classes that mean "not now": connection, resources, operator intervention, serialization. */
const NOT_NOW = /^(08|53|57P|55P03|40)/
const SOCKET_GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])

/** Text that PostgreSQL cannot hold: NUL, half of a Unicode pair. */
const UNSTORABLE = new Set(['22021', '22P05'])

interface PgLike {
  code?: string
  message?: string
  constraint?: string
}

/** Maps a driver error to AppError `unavailable`, or `invalid` for text that cannot be kept; anything else is returned as it came. */
export function databaseError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const { code, message } = (error ?? {}) as PgLike
  // What we send as JSON was written by JSON.stringify: only such text can be wrong in it.
  if (UNSTORABLE.has(code ?? '') || (code === '22P02' && /type json/.test(message ?? '')))
    return new AppError('invalid', 'request.unstorable', { cause: error, note: message ?? '' })
  const away =
    (code !== undefined && (NOT_NOW.test(code) || SOCKET_GONE.has(code))) ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|the database system is/i.test(
      message ?? '',
    )
  if (!away) return error
  return new AppError('unavailable', 'database.unavailable', {
    cause: error,
    retryAfterS: 5,
    note: message ?? code ?? '',
  })
}

/** True when `error` broke the named constraint (unique, exclusion, check or foreign key). */
export function brokeConstraint(error: unknown, constraint: string): boolean {
  return ((error ?? {}) as PgLike).constraint === constraint
}

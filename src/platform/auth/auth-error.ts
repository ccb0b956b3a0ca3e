/** better-auth's refusals in our codes. What says whether an account exists says the same in both cases. */
import { AppError, type ErrorKind } from '../../kernel/errors.ts'

const BY_CODE: Record<string, [ErrorKind, string]> = {
  INVALID_EMAIL_OR_PASSWORD: ['unauthenticated', 'auth.credentials_wrong'],
  INVALID_EMAIL: ['invalid', 'auth.email_invalid'],
  INVALID_PASSWORD: ['invalid', 'auth.password_wrong'],
  PASSWORD_TOO_SHORT: ['invalid', 'auth.password_short'],
  PASSWORD_TOO_LONG: ['invalid', 'auth.password_long'],
  INVALID_TOKEN: ['invalid', 'auth.link_expired'],
  INVALID_CODE: ['unauthenticated', 'auth.code_wrong'],
  INVALID_BACKUP_CODE: ['unauthenticated', 'auth.code_wrong'],
  INVALID_TWO_FACTOR_COOKIE: ['unauthenticated', 'auth.second_step_expired'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['unauthenticated', 'auth.second_step_expired'],
  ACCOUNT_TEMPORARILY_LOCKED: ['limit', 'auth.too_many_tries'],
  TOTP_NOT_ENABLED: ['conflict', 'auth.two_factor_off'],
  BACKUP_CODES_NOT_ENABLED: ['conflict', 'auth.two_factor_off'],
  TWO_FACTOR_NOT_ENABLED: ['conflict', 'auth.two_factor_off'],
}

/** The second step's lock lasts this long in better-auth, which does not say how much of it is left. */
const LOCK_S = 900

export function authError(response: Response, body: Record<string, unknown> | null): AppError {
  const code = typeof body?.['code'] === 'string' ? body['code'] : ''
  const known = BY_CODE[code]
  if (response.status === 429) {
    const wait = Number(response.headers.get('x-retry-after')) || LOCK_S
    return new AppError('limit', 'auth.too_many_tries', { retryAfterS: wait, params: { seconds: wait } })
  }
  if (known) return new AppError(known[0], known[1], { note: code })
  if (response.status === 401) return new AppError('unauthenticated', 'auth.required', { note: code })
  if (response.status === 403) return new AppError('forbidden', 'auth.origin', { note: code })
  if (response.status < 500) return new AppError('invalid', 'request.unreadable', { note: code })
  // better-auth has swallowed the cause; almost always the database was away.
  return new AppError('unavailable', 'auth.unavailable', { retryAfterS: 5, note: code })
}

/** The sign-in server's addresses, and its refusals as our own words. */
import { isApiError } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'

export const PASSWORD_MIN = 12

export const signIn = (body: { email: string; password: string }) =>
  api.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', { body })

export const verifyTotp = (body: { code: string; trustDevice: boolean }) =>
  api.post<unknown>('/api/auth/two-factor/verify-totp', { body })

export const verifyBackupCode = (body: { code: string; trustDevice: boolean }) =>
  api.post<unknown>('/api/auth/two-factor/verify-backup-code', { body })

export const resetPassword = (body: { token: string; newPassword: string }) =>
  api.post<unknown>('/api/auth/reset-password', { body })

const REFUSALS = {
  INVALID_EMAIL_OR_PASSWORD: 'signIn.wrong',
  INVALID_EMAIL: 'signIn.wrong',
  BANNED_USER: 'signIn.banned',
  INVALID_CODE: 'signIn.wrongCode',
  INVALID_BACKUP_CODE: 'signIn.wrongCode',
  INVALID_TWO_FACTOR_COOKIE: 'signIn.codeExpired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'signIn.codeExpired',
  INVALID_TOKEN: 'signIn.linkBad',
} as const
export type Refusal = (typeof REFUSALS)[keyof typeof REFUSALS] | 'signIn.tooMany'

/** The words' key for a refusal that we know; null for any other failure. */
export function refusalOf(error: unknown): Refusal | null {
  if (!isApiError(error)) return null
  if (error.status === 429) return 'signIn.tooMany'
  return REFUSALS[error.code as keyof typeof REFUSALS] ?? null
}

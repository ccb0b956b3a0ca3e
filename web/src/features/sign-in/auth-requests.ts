/** What somebody who is not in yet may ask. Refusals come as sentences, in the language asked for. */
import { api } from '../../api/client.ts'

export const signIn = (body: { email: string; password: string }) =>
  api.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', { body })

export const verifyTotp = (body: { code: string }) => api.post<unknown>('/api/auth/two-factor/verify-totp', { body })

export const verifyBackupCode = (body: { code: string }) =>
  api.post<unknown>('/api/auth/two-factor/verify-backup-code', { body })

export const resetPassword = (body: { token: string; newPassword: string }) =>
  api.post<unknown>('/api/auth/reset-password', { body })

/** The answer is the same whether or not the address has an account. */
export const requestPasswordReset = (body: { email: string }) =>
  api.post<unknown>('/api/auth/request-password-reset', { body })

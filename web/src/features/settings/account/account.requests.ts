/** What somebody asks about their own account. */
import type { z } from 'zod'
import type { backupCodesAnswer, MeWire, mePatch, secondFactorAnswer } from '../../../../../contract/access.ts'
import { api } from '../../../api/client.ts'

const ask = <Answer>(path: string, body: object = {}) => api.post<Answer>(`/api/auth/${path}`, { body })

export const changeMe = (body: z.input<typeof mePatch>) => api.patch<MeWire>('/api/v1/me', { body })

export const changePassword = (body: { currentPassword: string; newPassword: string }) =>
  ask<unknown>('change-password', { ...body, revokeOtherSessions: true })

/** The second factor counts only once a first code has been verified. */
export const beginSecondFactor = (password: string) =>
  ask<z.infer<typeof secondFactorAnswer>>('two-factor/enable', { password })
export const verifyCode = (code: string) => ask<unknown>('two-factor/verify-totp', { code })
export const endSecondFactor = (password: string) => ask<unknown>('two-factor/disable', { password })
export const newBackupCodes = (password: string) =>
  ask<z.infer<typeof backupCodesAnswer>>('two-factor/generate-backup-codes', { password })

export const signOutOthers = () => ask<unknown>('revoke-other-sessions')
export const signOutEverywhere = () => ask<unknown>('revoke-sessions')

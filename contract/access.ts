/** People, roles, keys and the record of who did what. */
import { z } from 'zod'
import { LOCALES, ROLES, zoneName } from './workspace.ts'

/** What a key or a role may carry (section 0). */
export const SCOPES = [
  'contacts:read',
  'contacts:write',
  'leads:read',
  'leads:write',
  'leads:import',
  'leads:export',
  'calls:read',
  'calls:write',
  'appointments:read',
  'appointments:write',
  'conversations:read',
  'conversations:write',
  'crm:read',
  'crm:write',
  'distribution:read',
  'distribution:write',
  'intake:write',
  'reports:read',
  'admin',
] as const

export const PASSWORD_LENGTH = { min: 10, max: 128 }

const email = z.email().max(254).meta({ example: 'marta@clinica.example' })
const personName = z.string().trim().min(1).max(200).meta({ example: 'Marta Ferrer' })
const newPassword = z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max)
const instant = z.string().meta({ example: '2026-12-01T15:00:00+01:00' })
const role = z.enum(ROLES)

export const signInBody = z.strictObject({
  email,
  password: z.string().min(1).max(PASSWORD_LENGTH.max),
  rememberMe: z.boolean().optional().meta({ description: 'false: the session ends with the browser' }),
})
export const signInAnswer = z.object({
  success: z.literal(true),
  twoFactorRedirect: z
    .boolean()
    .meta({ description: 'true: not signed in yet, a code of the second factor is to follow' }),
})
/** Six digits from the app, or eight-odd letters of a backup code. */
export const secondStepBody = z.strictObject({ code: z.string().trim().min(6).max(20).meta({ example: '123456' }) })
export const resetRequestBody = z.strictObject({ email })
export const resetBody = z.strictObject({ token: z.string().min(1).max(200), newPassword })
export const changePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(PASSWORD_LENGTH.max),
  newPassword,
  revokeOtherSessions: z.boolean().optional(),
})
export const ownPasswordBody = z.strictObject({ password: z.string().min(1).max(PASSWORD_LENGTH.max) })
export const secondFactorAnswer = z.object({
  success: z.literal(true),
  totpURI: z.string().meta({ description: 'For the QR code; the second factor counts once a code has been verified' }),
  backupCodes: z.array(z.string()).meta({ description: 'Shown this once' }),
})
export const backupCodesAnswer = z.object({ success: z.literal(true), backupCodes: z.array(z.string()) })
export const doneAnswer = z.object({ success: z.literal(true) })

export const setupState = z.object({ needed: z.boolean() })
export const setupBody = z.strictObject({
  token: z.string().trim().min(1).max(200).meta({ description: 'The one-time token printed when the product started' }),
  workspace_name: z.string().trim().min(1).max(200).meta({ example: 'Clínica del Mar' }),
  zone: zoneName.optional(),
  locale: z.enum(LOCALES).optional(),
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  profile: z.enum(['ES', 'general']).optional().meta({ description: 'Whose law says when people may be contacted' }),
  name: personName,
  email,
  password: newPassword,
})
export const setupAnswer = z.object({ workspace_id: z.uuid() })

export const meWire = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), two_factor: z.boolean() }),
  workspace: z.object({
    id: z.string(),
    name: z.string(),
    zone: z.string(),
    locale: z.enum(LOCALES),
    region: z.string(),
  }),
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), role })),
  role,
  scopes: z.array(z.enum(SCOPES)),
  locale: z.enum(LOCALES).meta({ description: 'The person’s own choice, else the workspace’s' }),
  now: instant.meta({ description: 'The product’s present; a demo may run on another day' }),
})
export type MeWire = z.infer<typeof meWire>

export const mePatch = z.strictObject({ name: personName.optional(), locale: z.enum(LOCALES).nullable().optional() })

export const memberWire = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  created_at: instant,
})
export type MemberWire = z.infer<typeof memberWire>
export const memberList = z.object({ items: z.array(memberWire), nextCursor: z.string().nullable() })
export const memberBody = z.strictObject({ name: personName, email, role })
export const memberPatch = z.strictObject({ name: personName.optional(), role: role.optional() })
/** How the new member learns of it. `link`: shown to whoever invites, since no mail server is set. */
export const invitationWire = z.object({
  invitation: z.enum(['mailed', 'link', 'has_account']),
  link: z.string().optional().meta({ description: 'Sets the first password; works once, for three days' }),
})
export const memberCreated = memberWire.extend(invitationWire.shape)

const apiKeyWire = z.object({
  id: z.uuid(),
  name: z.string(),
  hint: z.string().meta({ description: 'The last characters of the key', example: 'x7Qp' }),
  scopes: z.array(z.enum(SCOPES)),
  created_at: instant,
  created_by: z.string(),
  last_used_at: instant.nullable(),
})
export type ApiKeyWire = z.infer<typeof apiKeyWire>
export const apiKeyList = z.object({ items: z.array(apiKeyWire), nextCursor: z.string().nullable() })
export const apiKeyBody = z.strictObject({
  name: z.string().trim().min(1).max(200).meta({ example: 'Formulario de la web' }),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .meta({ example: ['leads:write'] }),
})
export const apiKeyCreated = apiKeyWire.extend({
  key: z.string().meta({ description: 'Shown this once: only its hash is kept' }),
})

const auditEntryWire = z.object({
  id: z.uuid(),
  at: instant,
  actor: z.object({ kind: z.enum(['member', 'key', 'vendor', 'system']), id: z.string(), name: z.string() }),
  action: z.string().meta({ example: 'lead.updated' }),
  subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditEntryWire = z.infer<typeof auditEntryWire>
export const auditList = z.object({ items: z.array(auditEntryWire), nextCursor: z.string().nullable() })

/** A vendor's account: what is secret goes in and never comes out. */
export const connectionWire = z.object({
  vendor: z.string().meta({ example: 'pearl' }),
  configured: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.array(z.string()).meta({ description: 'Names of the secrets that are stored', example: ['secretKey'] }),
  has_hook_token: z.boolean(),
  updated_at: instant.nullable(),
})
export const connectionList = z.object({ items: z.array(connectionWire), nextCursor: z.string().nullable() })
export const connectionBody = z.strictObject({
  settings: z.record(z.string(), z.unknown()).default({}),
  secrets: z
    .record(z.string(), z.string().min(1).max(10_000).nullable())
    .default({})
    .meta({ description: 'Those not named stay; null forgets one' }),
})
export const hookTokenAnswer = z.object({
  token: z.string().meta({ description: 'Shown this once. The vendor calls /hooks/{vendor}/{token}' }),
})

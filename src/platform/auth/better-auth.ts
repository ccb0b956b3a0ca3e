/** better-auth as this house needs it: own schema, no sign-up, limits, and a TOTP code that opens once. */
import { createOTP } from '@better-auth/utils/otp'
import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api'
import { symmetricDecrypt } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins'
import type pg from 'pg'
import { PASSWORD_LENGTH } from '../../../contract/access.ts'
import type { Logger } from '../telemetry/log.ts'
import { ADDRESS_HEADER, RESET_LINK_S } from './auth-settings.ts'
import type { Throttle } from './throttle.store.ts'

/** The wall around each address, beside the one around each account. Seconds; good tries count too. */
const ADDRESS_RULES = {
  '/sign-in/email': { window: 60, max: 20 },
  '/two-factor/*': { window: 60, max: 20 },
  '/request-password-reset': { window: 60, max: 5 },
  '/reset-password': { window: 60, max: 10 },
  '/change-password': { window: 60, max: 10 },
}

const TOTP_PERIOD_MS = 30_000
/** As better-auth checks: the step before and the step after count too. */
const TOTP_STEPS = [-1, 0, 1]

/** A desk signs in once a week; the session slides each day that it is used. */
const SESSION = { expiresIn: 7 * 86_400, updateAge: 86_400 }

interface Owner {
  id: string
  email: string
  name: string
}

export interface BetterAuthOptions {
  pool: pg.Pool
  secret: string
  /** Origin that people type, `https://…` in production: decides whether cookies are Secure. */
  publicUrl: string
  /** Also trust the origin a request was sent to (no PUBLIC_URL given: localhost and 127.0.0.1 are one machine). */
  trustOwnHost: boolean
  throttle: Throttle
  log: Logger
  sendResetLink(person: Owner, token: string): Promise<void>
  onPasswordReset?: ((person: Owner) => Promise<void>) | undefined
}

export type BetterAuth = ReturnType<typeof makeBetterAuth>

export function makeBetterAuth(options: BetterAuthOptions) {
  return betterAuth({
    appName: 'Antesala',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: options.pool,
    trustedOrigins: (request) => [
      options.publicUrl,
      ...(options.trustOwnHost && request ? [new URL(request.url).origin] : []),
    ],
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      resetPasswordTokenExpiresIn: RESET_LINK_S,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => options.sendResetLink(user, token),
      onPasswordReset: async ({ user }) => {
        // Whoever proved that the mailbox is theirs need not wait out somebody else's guesses.
        await options.throttle.clear(user.email)
        await options.onPasswordReset?.(user)
      },
    },
    session: SESSION,
    verification: { storeIdentifier: 'hashed' },
    rateLimit: { enabled: true, storage: 'database', window: 10, max: 100, customRules: ADDRESS_RULES },
    advanced: {
      // Also when tests run, which better-auth would exempt.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // A mail server's slowness must not tell a known address from an unknown one.
      backgroundTasks: { handler: (task) => void task },
    },
    // Its refusals are answers, which the glue reads; anything else is ours to see, not a 500 without a cause.
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error)) throw error
      },
    },
    logger: {
      level: 'warn',
      // Its errors are refused requests; its arguments may hold what a log must not.
      log: (_level, message) => options.log.debug({ from: 'better-auth' }, message),
    },
    plugins: [twoFactor({ issuer: 'Antesala' })],
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path !== '/two-factor/verify-totp') return
        const { code } = ctx.body as { code: string }
        const userId = await whoseSecondStep(ctx)
        if (userId === undefined) return
        const step = await stepOf(ctx, userId, code)
        if (step !== undefined && !(await options.throttle.claimTotpStep(userId, step)))
          throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'code already used' })
      }),
    },
  })
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** The person in the middle of signing in (by their signed cookie), or the one who is setting the second factor up. */
async function whoseSecondStep(ctx: HookContext): Promise<string | undefined> {
  const session = await getSessionFromCtx(ctx)
  if (session) return session.user.id
  const cookie = await ctx.getSignedCookie(ctx.context.createAuthCookie('two_factor').name, ctx.context.secret)
  if (!cookie) return undefined
  return (await ctx.context.internalAdapter.findVerificationValue(cookie))?.value
}

/** The time step whose code this is; undefined for a wrong one, which better-auth refuses and counts itself. */
async function stepOf(ctx: HookContext, userId: string, code: string): Promise<number | undefined> {
  const row = await ctx.context.adapter.findOne<{ secret: string }>({
    model: 'twoFactor',
    where: [{ field: 'userId', value: userId }],
  })
  if (!row) return undefined
  const otp = createOTP(await symmetricDecrypt({ key: ctx.context.secretConfig, data: row.secret }))
  const current = Math.floor(Date.now() / TOTP_PERIOD_MS)
  for (const distance of TOTP_STEPS) if ((await otp.hotp(current + distance)) === code) return current + distance
  return undefined
}

/** Sign-in for people: what the rest of the house may ask of it. better-auth itself is loaded when first needed. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import { databaseError } from '../db/database-error.ts'
import type { Logger } from '../telemetry/log.ts'
import { authError } from './auth-error.ts'
import { ADDRESS_HEADER, RESET_LINK_S } from './auth-settings.ts'
import type { BetterAuth } from './better-auth.ts'
import { makeThrottle, PASSWORD_LIMIT, RESET_LIMIT, type Throttle } from './throttle.store.ts'

export interface Person {
  id: string
  email: string
  name: string
}

interface SignedIn extends Person {
  twoFactor: boolean
}

/** What is let through to better-auth; everything else of it has no address here. */
export type AuthPath =
  | 'sign-in/email'
  | 'sign-out'
  | 'request-password-reset'
  | 'reset-password'
  | 'change-password'
  | 'revoke-sessions'
  | 'revoke-other-sessions'
  | 'get-session'
  | 'two-factor/enable'
  | 'two-factor/disable'
  | 'two-factor/verify-totp'
  | 'two-factor/verify-backup-code'
  | 'two-factor/generate-backup-codes'

interface AuthCall {
  path: AuthPath
  body?: Record<string, unknown>
  /** The request's own headers; only those that matter are passed on. */
  headers: Headers
  /** The address the request came to, for the origin check. */
  origin: string
  /** The caller's network address. */
  address: string
}

export interface Auth {
  /** Throws AppError for every refusal, with the cookies that go with it in `onCookies`. */
  call(call: AuthCall, onCookies: (cookies: string[]) => void): Promise<Record<string, unknown> | null>
  whoIs(headers: Headers): Promise<SignedIn | null>
  findPerson(email: string): Promise<Person | null>
  /** An account without a password is opened by a link (`makeLink`). Answers the existing one, untouched, where there is one. */
  ensurePerson(wish: { email: string; name: string; password?: string }): Promise<{ person: Person; created: boolean }>
  hasPassword(userId: string): Promise<boolean>
  /** For an account that has none. */
  setFirstPassword(userId: string, password: string): Promise<void>
  /** A link that sets a new password, once; `validS` seconds. */
  makeLink(userId: string, validS?: number): Promise<string>
  signOutEverywhere(userId: string): Promise<void>
  close(): Promise<void>
}

export interface AuthOptions {
  databaseUrl: string
  /** Derived from the product's own key: cookies and second factors live as long as that. */
  secret: string
  /** Asked when first needed: where no PUBLIC_URL is set, the port is only known once we listen. */
  publicUrl(): string
  /** No PUBLIC_URL is set: localhost and 127.0.0.1 are one machine. */
  trustOwnHost: boolean
  log: Logger
  /** Null where no mail server is set: whoever runs the product prints links with `antesala members reset-link`. */
  mailLink: ((person: Person, link: string) => Promise<void>) | null
  /** Told after a link has set a new password. */
  onPasswordReset?(person: Person): Promise<void>
}

/** Headers that decide something in better-auth: cookies, and where the request comes from. */
const PASSED_ON = ['cookie', 'origin', 'referer', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']
/** Paths that take a password of whoever is signed in already. */
const ASKS_PASSWORD: ReadonlySet<AuthPath> = new Set([
  'change-password',
  'two-factor/enable',
  'two-factor/disable',
  'two-factor/generate-backup-codes',
])
const GUARD_POOL = 4

export function openAuth(options: AuthOptions): Auth {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    options: '-c search_path=auth',
    application_name: 'antesala-sign-in',
    max: GUARD_POOL,
    connectionTimeoutMillis: 10_000,
    // better-auth counts with int8 columns, which the driver would hand over as text.
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as never },
  })
  pool.on('error', (error) => options.log.warn({ err: error }, 'sign-in lost a database connection'))
  // As in openDatabase: a connection that breaks while it is lent out must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const throttle = makeThrottle(pool, options.secret)
  const linkOf = (token: string) => `${options.publicUrl()}/login/reset?token=${token}`

  let loading: Promise<BetterAuth> | undefined
  const load = () => {
    loading ??= import('./better-auth.ts').then(({ makeBetterAuth }) =>
      makeBetterAuth({ ...options, publicUrl: options.publicUrl(), pool, throttle, sendResetLink }),
    )
    return loading
  }

  async function sendResetLink(person: Person, token: string): Promise<void> {
    if (!options.mailLink) {
      options.log.info(
        'a new password was asked for and no SMTP_URL is set: print a link with antesala members reset-link',
      )
      return
    }
    if ((await throttle.count(`reset ${person.email}`, RESET_LIMIT)) > 0) return
    await options.mailLink(person, linkOf(token))
  }

  const auth: Auth = {
    async call(call, onCookies) {
      const { handler } = await load()
      const release = await countTry(auth, throttle, call)
      const response = await ask(handler, call)
      onCookies(response.headers.getSetCookie())
      const body = (await response.json().catch(() => null)) as Record<string, unknown> | null
      if (!response.ok) throw authError(response, body)
      await release()
      return body
    },

    async whoIs(headers) {
      const { api } = await load()
      return reaching(async () => {
        const found = await api.getSession({ headers, query: { disableRefresh: true } })
        if (!found) return null
        const { id, email, name, twoFactorEnabled } = found.user as Person & { twoFactorEnabled?: boolean | null }
        return { id, email, name, twoFactor: twoFactorEnabled === true }
      })
    },

    async findPerson(email) {
      const { internalAdapter } = await (await load()).$context
      const found = await reaching(() => internalAdapter.findUserByEmail(email))
      return found ? personOf(found.user) : null
    },

    async ensurePerson({ email, name, password }) {
      const { internalAdapter } = await (await load()).$context
      const there = await auth.findPerson(email)
      if (there) return { person: there, created: false }
      const user = await reaching(() => internalAdapter.createUser({ email, name, emailVerified: false }))
      if (password !== undefined) await auth.setFirstPassword(user.id, password)
      return { person: personOf(user), created: true }
    },

    async hasPassword(userId) {
      const { internalAdapter } = await (await load()).$context
      const accounts = await reaching(() => internalAdapter.findAccounts(userId))
      return accounts.some((account) => account.providerId === 'credential' && account.password)
    },

    async setFirstPassword(userId, password) {
      const { internalAdapter, password: hasher } = await (await load()).$context
      if (await auth.hasPassword(userId)) return
      const hash = await hasher.hash(password)
      await reaching(() =>
        internalAdapter.linkAccount({ accountId: userId, providerId: 'credential', userId, password: hash }),
      )
    },

    async makeLink(userId, validS = RESET_LINK_S) {
      const { internalAdapter } = await (await load()).$context
      const token = randomBytes(24).toString('base64url')
      await reaching(() =>
        internalAdapter.createVerificationValue({
          identifier: `reset-password:${token}`,
          value: userId,
          expiresAt: new Date(Date.now() + validS * 1000),
        }),
      )
      return linkOf(token)
    },

    async signOutEverywhere(userId) {
      const { internalAdapter } = await (await load()).$context
      await reaching(() => internalAdapter.deleteUserSessions(userId))
    },

    close: () => pool.end(),
  }
  return auth
}

const INT8 = 20

const personOf = ({ id, email, name }: Person): Person => ({ id, email, name })

/** Counts a try against the account it is for; the answer clears the count, to be called when the try was good. */
async function countTry(auth: Auth, throttle: Throttle, call: AuthCall): Promise<() => Promise<void>> {
  const account = await accountOf(auth, call)
  if (account === undefined) return async () => undefined
  const wait = await reaching(() => throttle.count(account, PASSWORD_LIMIT))
  if (wait > 0) throw new AppError('limit', 'auth.too_many_tries', { retryAfterS: wait, params: { seconds: wait } })
  return () => reaching(() => throttle.clear(account))
}

async function accountOf(auth: Auth, { path, body, headers }: AuthCall): Promise<string | undefined> {
  if (path === 'sign-in/email') return String(body?.['email']).trim().toLowerCase()
  if (!ASKS_PASSWORD.has(path)) return undefined
  return (await auth.whoIs(headers))?.email
}

async function ask(handler: (request: Request) => Promise<Response>, call: AuthCall): Promise<Response> {
  const headers = new Headers({ [ADDRESS_HEADER]: call.address })
  for (const name of PASSED_ON) {
    const value = call.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const reads = call.path === 'get-session'
  if (!reads) headers.set('content-type', 'application/json')
  return reaching(() =>
    handler(
      new Request(`${call.origin}/api/auth/${call.path}`, {
        method: reads ? 'GET' : 'POST',
        headers,
        ...(!reads && { body: JSON.stringify(call.body ?? {}) }),
      }),
    ),
  )
}

async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw databaseError(error)
  }
}

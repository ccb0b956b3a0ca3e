import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { Browser, CONSOLE, type Door, openDoor } from '../../../test/support/door.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { addMember, makeResetLink } from './index.ts'
import { readAudit } from './read-audit.ts'

const PASSWORD = 'una contraseña larga'

let db: Database
let scope: Scope
let door: Door
const mails: { email: string; link: string }[] = []
let nextAddress = 1

const browser = () => new Browser(door.api, `198.51.100.${nextAddress++}`)

async function newPerson(name: string): Promise<string> {
  const email = `${name}@clinica.example`
  await addMember(scope, door.auth, { name, email, password: PASSWORD, role: 'agent' })
  return email
}

beforeAll(async () => {
  db = await freshDatabase()
  scope = await makeWorkspace(db)
  door = await openDoor(db, {
    auth: {
      mailLink: async ({ email }, link) => {
        mails.push({ email, link })
      },
    },
  })
})
afterAll(() => door.close())

describe('with e-mail and password', () => {
  test('a member comes in, is known, and goes out again', async () => {
    const email = await newPerson('marta')
    const marta = browser()
    expect((await marta.send('GET', '/api/v1/me')).status).toBe(401)

    expect(await marta.signIn(email, PASSWORD)).toEqual({
      status: 200,
      body: { success: true, twoFactorRedirect: false },
    })
    const me = await marta.send('GET', '/api/v1/me')
    expect(me.body).toMatchObject({
      person: { name: 'marta', email, two_factor: false },
      workspace: { id: scope.workspaceId, zone: 'Europe/Madrid' },
      workspaces: [{ id: scope.workspaceId, role: 'agent' }],
      role: 'agent',
    })
    expect(me.body.scopes).toContain('leads:write')
    expect(me.body.scopes).not.toContain('admin')

    const before = marta.cookie
    expect((await marta.send('POST', '/api/auth/sign-out')).status).toBe(200)
    marta.cookie = before
    expect((await marta.send('GET', '/api/v1/me')).status).toBe(401)
  })

  test('the cookie is out of reach of scripts and of other sites, and the body carries no token', async () => {
    const email = await newPerson('cookie')
    const visitor = browser()
    const { body } = await visitor.signIn(email, PASSWORD)
    expect(JSON.stringify(body)).not.toMatch(/token/i)
    const cookie = String(visitor.lastHeaders['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })

  test('behind https the cookie is Secure and named so', async () => {
    const email = await newPerson('secure')
    const secure = await openDoor(db, { auth: { publicUrl: () => 'https://citas.example', trustOwnHost: false } })
    const visitor = new Browser(secure.api)
    const headers = { origin: 'https://citas.example' }
    const answer = await visitor.send('POST', '/api/auth/sign-in/email', { email, password: PASSWORD }, headers)
    expect(answer.status).toBe(200)
    expect(String(visitor.lastHeaders['set-cookie'])).toMatch(/^__Secure-[^;]+;.*Secure/)
    await secure.close()
  })

  test('an unknown address and a wrong password get the same answer', async () => {
    const email = await newPerson('conocida')
    const wrong = await browser().signIn(email, 'no es la contraseña')
    const unknown = await browser().signIn('nadie@clinica.example', 'no es la contraseña')
    expect(wrong.status).toBe(401)
    expect(wrong.body.error.code).toBe('auth.credentials_wrong')
    expect(unknown).toEqual(wrong)
  })

  test('a page elsewhere can neither sign somebody in nor out', async () => {
    const email = await newPerson('origen')
    const visitor = browser()
    const evil = { origin: 'https://malo.example' }
    const tried = await visitor.send('POST', '/api/auth/sign-in/email', { email, password: PASSWORD }, evil)
    expect([tried.status, tried.body.error.code]).toEqual([403, 'auth.origin'])
    await visitor.signIn(email, PASSWORD)
    expect((await visitor.send('POST', '/api/auth/sign-out', undefined, evil)).status).toBe(403)
    expect((await visitor.send('PATCH', '/api/v1/me', { locale: 'ca' }, evil)).status).toBe(403)
    expect((await visitor.send('GET', '/api/v1/me')).body.locale).toBe('es')
  })

  test('nobody signs up, and what better-auth offers besides has no address', async () => {
    const visitor = browser()
    for (const path of ['sign-up/email', 'get-session', 'admin/list-users', 'update-user', 'delete-user', 'ok'])
      expect((await visitor.send('POST', `/api/auth/${path}`, {})).status, path).toBe(404)
  })

  test('signing out everywhere ends the session of every browser', async () => {
    const email = await newPerson('portatil')
    const [desk, phone] = [browser(), browser()]
    await desk.signIn(email, PASSWORD)
    await phone.signIn(email, PASSWORD)
    expect((await phone.send('GET', '/api/v1/me')).status).toBe(200)
    expect((await desk.send('POST', '/api/auth/revoke-sessions')).status).toBe(200)
    expect((await phone.send('GET', '/api/v1/me')).status).toBe(401)
    expect((await desk.send('GET', '/api/v1/me')).status).toBe(401)
  })

  test('coming in and changing a password are in the audit log', async () => {
    const email = await newPerson('auditada')
    const visitor = browser()
    await visitor.signIn(email, PASSWORD)
    const { id } = (await visitor.send('GET', '/api/v1/me')).body.person
    await visitor.send('POST', '/api/auth/change-password', {
      currentPassword: PASSWORD,
      newPassword: 'otra contraseña larga',
    })
    const { items } = await readAudit(scope, { actorId: id }, { limit: 10 })
    expect(items.map((item) => item.action).sort()).toEqual(['member.password_changed', 'member.signed_in'])
    expect((await browser().signIn(email, 'otra contraseña larga')).status).toBe(200)
  })
})

test('with the database away every path says so, and to try again', async () => {
  const away = await openDoor(db, { auth: { databaseUrl: 'postgres://nobody@127.0.0.1:1/away' } })
  const visitor = new Browser(away.api)
  for (const path of ['sign-in/email', 'sign-out', 'request-password-reset']) {
    const body = { email: 'x@clinica.example', ...(path === 'sign-in/email' && { password: PASSWORD }) }
    const answer = await visitor.send('POST', `/api/auth/${path}`, path === 'sign-out' ? undefined : body)
    expect([answer.status, answer.body.error.code], path).toEqual([503, 'database.unavailable'])
  }
  await away.close()
})

describe('throttling', () => {
  test('one account: after ten wrong passwords from ten addresses even the right one waits, and only for that account', async () => {
    const [email, other] = [await newPerson('asediada'), await newPerson('tranquila')]
    for (let i = 0; i < 10; i++) expect((await browser().signIn(email, `intento ${i}`)).status).toBe(401)
    const refused = await browser().signIn(email, PASSWORD)
    expect([refused.status, refused.body.error.code, refused.body.error.retryable]).toEqual([
      429,
      'auth.too_many_tries',
      true,
    ])
    expect((await browser().signIn(other, PASSWORD)).status).toBe(200)
  })

  test('thirty guesses at once: ten are looked at', async () => {
    const email = await newPerson('paralela')
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => browser().signIn(email, `intento ${i}`)))
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20)
  })

  test('an address that has no account is throttled like one that has', async () => {
    for (let i = 0; i < 10; i++)
      expect((await browser().signIn('fantasma@clinica.example', 'xxxxxxxxxx')).status).toBe(401)
    expect((await browser().signIn('Fantasma@clinica.example', 'xxxxxxxxxx')).status).toBe(429)
  })

  test('a good sign-in clears what went before', async () => {
    const email = await newPerson('despistada')
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 6; i++) await browser().signIn(email, 'mal')
      expect((await browser().signIn(email, PASSWORD)).status).toBe(200)
    }
  })

  test('one address: after twenty tries it waits, says how long, and a made-up address of its own does not help', async () => {
    const attacker = new Browser(door.api, '192.0.2.66')
    let last = await attacker.signIn('a0@clinica.example', 'xxxxxxxxxx')
    for (let i = 1; i <= 20; i++) {
      const spoofed = { 'x-antesala-address': `10.0.0.${i}`, 'x-real-ip': `10.0.0.${i}` }
      const body = { email: `a${i}@clinica.example`, password: 'xxxxxxxxxx' }
      last = await attacker.send('POST', '/api/auth/sign-in/email', body, spoofed)
    }
    expect(last.status).toBe(429)
    const wait = Number(attacker.lastHeaders['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(last.body.message).toContain(`${wait} s`)
  })
})

describe('a new password by link', () => {
  test('is mailed, works once, ends every session, and the old password is worth nothing', async () => {
    const email = await newPerson('olvidadiza')
    const desk = browser()
    await desk.signIn(email, PASSWORD)
    await browser().send('POST', '/api/auth/request-password-reset', { email })
    const mail = await expect
      .poll(() => mails.find((one) => one.email === email))
      .toBeDefined()
      .then(() => mails.find((one) => one.email === email)!)
    const token = new URL(mail.link).searchParams.get('token')!
    expect(mail.link.startsWith(`${CONSOLE}/login/reset?`)).toBe(true)

    const short = await browser().send('POST', '/api/auth/reset-password', { token, newPassword: 'corta' })
    expect([short.status, short.body.error.code]).toEqual([400, 'request.invalid'])
    const newPassword = 'recién elegida'
    expect((await browser().send('POST', '/api/auth/reset-password', { token, newPassword })).status).toBe(200)
    const again = await browser().send('POST', '/api/auth/reset-password', { token, newPassword: 'y otra vez más' })
    expect([again.status, again.body.error.code]).toEqual([400, 'auth.link_expired'])

    expect((await desk.send('GET', '/api/v1/me')).status).toBe(401)
    expect((await browser().signIn(email, PASSWORD)).status).toBe(401)
    expect((await browser().signIn(email, newPassword)).status).toBe(200)
  })

  test('asking for one says the same whether or not the address is known, and mails only the known', async () => {
    const email = await newPerson('discreta')
    const known = await browser().send('POST', '/api/auth/request-password-reset', { email })
    const unknown = await browser().send('POST', '/api/auth/request-password-reset', { email: 'x@clinica.example' })
    expect(unknown).toEqual(known)
    expect(known).toEqual({ status: 200, body: { success: true } })
    await expect.poll(() => mails.filter((mail) => mail.email === email).length).toBe(1)
    expect(mails.some((mail) => mail.email === 'x@clinica.example')).toBe(false)
  })

  test('a mailbox gets three an hour, however often somebody asks', async () => {
    const email = await newPerson('inundada')
    for (let i = 0; i < 6; i++)
      expect((await browser().send('POST', '/api/auth/request-password-reset', { email })).status).toBe(200)
    await expect.poll(() => mails.filter((mail) => mail.email === email).length).toBe(3)
  })

  test('the command line makes one too, for those who have an account', async () => {
    const email = await newPerson('sincorreo')
    const link = await makeResetLink(door.auth, email.toUpperCase())
    const token = new URL(link).searchParams.get('token')!
    const newPassword = 'desde la consola'
    expect((await browser().send('POST', '/api/auth/reset-password', { token, newPassword })).status).toBe(200)
    expect((await browser().signIn(email, newPassword)).status).toBe(200)
    await expect(makeResetLink(door.auth, 'nadie@clinica.example')).rejects.toMatchObject({ code: 'member.not_found' })
  })

  test('a link opens an account that wrong guesses had closed', async () => {
    const email = await newPerson('rescatada')
    for (let i = 0; i < 11; i++) await browser().signIn(email, 'mal')
    const token = new URL(await makeResetLink(door.auth, email)).searchParams.get('token')!
    await browser().send('POST', '/api/auth/reset-password', { token, newPassword: 'la rescatada' })
    expect((await browser().signIn(email, 'la rescatada')).status).toBe(200)
  })

  test('neither the link’s token nor a session’s place in a mail can be read from the database', async () => {
    const email = await newPerson('volcada')
    const token = new URL(await makeResetLink(door.auth, email)).searchParams.get('token')!
    const { rows } = await db.pool.query('select identifier, value from auth.verification')
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('the second factor', () => {
  // Codes change every thirty seconds: the machine's date stands still in the middle of a step, so that none changes here.
  beforeAll(() => {
    const step = Math.floor(Date.now() / 30_000)
    vi.useFakeTimers({ toFake: ['Date'], now: step * 30_000 + 15_000 })
  })
  afterAll(() => {
    vi.useRealTimers()
  })

  const codeOf = (uri: string, stepsAhead = 0): string => {
    const key = base32(new URL(uri).searchParams.get('secret')!)
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsAhead))
    const mac = createHmac('sha1', key).update(counter).digest()
    const offset = mac.at(-1)! & 15
    return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
  }

  async function withSecondFactor(name: string) {
    const email = await newPerson(name)
    const visitor = browser()
    await visitor.signIn(email, PASSWORD)
    const enabled = await visitor.send('POST', '/api/auth/two-factor/enable', { password: PASSWORD })
    const { totpURI, backupCodes } = enabled.body as { totpURI: string; backupCodes: string[] }
    // A step behind, so that the present one is still good for signing in.
    const verified = await visitor.send('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(totpURI, -1) })
    expect(verified.status).toBe(200)
    return { email, totpURI, backupCodes, visitor }
  }

  test('comes after the password: no session before the code', async () => {
    const { email, totpURI } = await withSecondFactor('prudente')
    const visitor = browser()
    expect((await visitor.signIn(email, PASSWORD)).body).toEqual({ success: true, twoFactorRedirect: true })
    expect((await visitor.send('GET', '/api/v1/me')).status).toBe(401)
    const wrong = await visitor.send('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 'auth.code_wrong'])
    expect((await visitor.send('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(totpURI) })).status).toBe(200)
    expect((await visitor.send('GET', '/api/v1/me')).body.person.two_factor).toBe(true)
  })

  test('a code that was used opens nothing again, nor does an older one', async () => {
    const { email, totpURI } = await withSecondFactor('mirada')
    const code = codeOf(totpURI)
    const [first, second, third] = [browser(), browser(), browser()]
    for (const visitor of [first, second, third]) await visitor.signIn(email, PASSWORD)
    expect((await first.send('POST', '/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
    const again = await second.send('POST', '/api/auth/two-factor/verify-totp', { code })
    expect([again.status, again.body.error.code]).toEqual([401, 'auth.code_wrong'])
    expect((await second.send('GET', '/api/v1/me')).status).toBe(401)
    expect((await third.send('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(totpURI, -1) })).status).toBe(
      401,
    )
    expect((await third.send('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(totpURI, 1) })).status).toBe(
      200,
    )
  })

  test('one code sent ten times at once opens once', async () => {
    const { email, totpURI } = await withSecondFactor('multiple')
    const visitors = Array.from({ length: 10 }, browser)
    for (const visitor of visitors) await visitor.signIn(email, PASSWORD)
    const code = codeOf(totpURI)
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.send('POST', '/api/auth/two-factor/verify-totp', { code })),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  test('a backup code opens once', async () => {
    const { email, backupCodes } = await withSecondFactor('precavida')
    expect(backupCodes.length).toBeGreaterThanOrEqual(8)
    const [first, second] = [browser(), browser()]
    await first.signIn(email, PASSWORD)
    await second.signIn(email, PASSWORD)
    const code = backupCodes[0]!
    expect((await first.send('POST', '/api/auth/two-factor/verify-backup-code', { code })).status).toBe(200)
    expect((await second.send('POST', '/api/auth/two-factor/verify-backup-code', { code })).status).toBe(401)
  })

  test('wrong codes lock the second step, whatever the address and however often one starts again', async () => {
    const { email, totpURI } = await withSecondFactor('adivinada')
    const statuses: number[] = []
    for (let round = 0; round < 3; round++) {
      const visitor = browser()
      await visitor.signIn(email, PASSWORD)
      for (let i = 0; i < 5; i++)
        statuses.push((await visitor.send('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })).status)
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(statuses.slice(10)).toEqual(Array(5).fill(429))
    const owner = browser()
    await owner.signIn(email, PASSWORD)
    const right = await owner.send('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
    expect([right.status, right.body.error.code]).toEqual([429, 'auth.too_many_tries'])
  })

  test('is switched off with the password only', async () => {
    const { visitor } = await withSecondFactor('cansada')
    const wrong = await visitor.send('POST', '/api/auth/two-factor/disable', { password: 'no es la mía' })
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'auth.password_wrong'])
    expect((await visitor.send('POST', '/api/auth/two-factor/disable', { password: PASSWORD })).status).toBe(200)
    const { person } = (await visitor.send('GET', '/api/v1/me')).body
    expect(person.two_factor).toBe(false)
    const { items } = await readAudit(scope, { actorId: person.id }, { limit: 10 })
    expect(items.map((item) => item.action)).toEqual([
      'member.second_factor_off',
      'member.second_factor_on',
      'member.signed_in',
    ])
  })
})

function base32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

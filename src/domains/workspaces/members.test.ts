import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES } from '../../../contract/workspace.ts'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { Browser, type Door, openDoor } from '../../../test/support/door.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { makeLog } from '../../platform/telemetry/log.ts'
import { addMember, createFirstOwner, prepareSetup, recordPersonalEvent } from './index.ts'
import { changeMember, readMembers, removeMember } from './manage-members.ts'
import { readAudit } from './read-audit.ts'

const PASSWORD = 'una contraseña larga'
let db: Database
let door: Door
let owner: Browser
let scope: Scope
let nextAddress = 1

const browser = () => new Browser(door.api, `198.51.100.${nextAddress++}`)
const actions = async (inside: Scope) => (await readAudit(inside, {}, { limit: 100 })).items.map((one) => one.action)

beforeAll(async () => {
  db = await freshDatabase()
  door = await openDoor(db)
})
afterAll(() => door.close())

test('the first run: the printed token opens one workspace, once, and then nobody gets in that way', async () => {
  const clock = (await makeWorkspace(db)).clock
  const [token, ofAnotherProcess] = [await prepareSetup(db, clock), await prepareSetup(db, clock)]
  const wish = {
    workspace_name: 'Clínica del Mar',
    name: 'Olga Prat',
    email: 'Olga@clinica.example',
    password: PASSWORD,
    profile: 'general',
  }
  const visitor = browser()
  expect((await visitor.send('GET', '/api/v1/setup')).body).toEqual({ needed: true })
  const wrong = await visitor.send('POST', '/api/v1/setup', { ...wish, token: 'adivinado' })
  expect([wrong.status, wrong.body.error.code]).toEqual([403, 'setup.token_wrong'])
  const badZone = await visitor.send('POST', '/api/v1/setup', { ...wish, token, zone: 'Marte/Olympus' })
  expect([badZone.status, badZone.body.error.code]).toEqual([400, 'workspace.zone_unknown'])

  const both = await Promise.all([
    visitor.send('POST', '/api/v1/setup', { ...wish, token }),
    visitor.send('POST', '/api/v1/setup', { ...wish, token: ofAnotherProcess }),
  ])
  expect(both.map((answer) => answer.status).sort()).toEqual([201, 403])
  expect((await visitor.send('GET', '/api/v1/setup')).body).toEqual({ needed: false })
  const late = await visitor.send('POST', '/api/v1/setup', { ...wish, token })
  expect([late.status, late.body.error.code]).toEqual([409, 'setup.done'])
  expect(await prepareSetup(db, clock)).toBeNull()

  owner = browser()
  expect((await owner.signIn('olga@clinica.example', PASSWORD)).status).toBe(200)
  const me = (await owner.send('GET', '/api/v1/me')).body
  expect(me).toMatchObject({ role: 'owner', workspace: { name: 'Clínica del Mar' } })
  expect((await owner.send('GET', '/api/v1/workspace')).body.settings.policy.profile).toBe('general')
  scope = {
    workspaceId: me.workspace.id,
    actor: { kind: 'system', id: 'test', name: 'Prueba' },
    db,
    clock,
    log: makeLog('silent'),
    locale: 'es',
  }
})

test('without a mail server an invitation is a link that sets the first password, once', async () => {
  const invited = await owner.send('POST', '/api/v1/members', {
    name: 'Pau Serra',
    email: 'pau@clinica.example',
    role: 'agent',
  })
  expect(invited.status).toBe(201)
  expect(invited.body).toMatchObject({ role: 'agent', email: 'pau@clinica.example', invitation: 'link' })
  const token = new URL(invited.body.link).searchParams.get('token')
  const pau = browser()
  expect((await pau.send('POST', '/api/auth/reset-password', { token, newPassword: PASSWORD })).status).toBe(200)
  expect((await pau.signIn('pau@clinica.example', PASSWORD)).status).toBe(200)
  expect((await pau.send('GET', '/api/v1/me')).body.role).toBe('agent')

  const again = await owner.send('POST', `/api/v1/members/${invited.body.id}/invitation`)
  expect([again.status, again.body.error.code]).toEqual([409, 'member.has_account'])
  const twice = await owner.send('POST', '/api/v1/members', { name: 'P', email: 'PAU@clinica.example', role: 'owner' })
  expect([twice.status, twice.body.error.code]).toEqual([409, 'member.exists'])
})

test('inviting somebody with an account gives the inviter no way into it', async () => {
  const other = await makeWorkspace(db)
  await addMember(other, door.auth, { name: 'Nil', email: 'nil@otra.example', password: PASSWORD, role: 'owner' })
  await addMember(other, door.auth, { name: 'Aina', email: 'aina@otra.example', role: 'agent' })
  for (const email of ['nil@otra.example', 'aina@otra.example']) {
    const invited = await owner.send('POST', '/api/v1/members', { name: 'Quien sea', email, role: 'viewer' })
    expect([invited.status, invited.body.invitation, invited.body.link]).toEqual([201, 'has_account', undefined])
    const again = await owner.send('POST', `/api/v1/members/${invited.body.id}/invitation`)
    expect(again.status).toBe(409)
  }
})

test('with a mail server the invitation is queued with the membership, and no link is shown', async () => {
  const mailing = await openDoor(db, { canMail: true })
  const there = await makeWorkspace(db)
  await addMember(there, door.auth, { name: 'Jan', email: 'jan@correo.example', password: PASSWORD, role: 'owner' })
  const jan = new Browser(mailing.api, '198.51.100.200')
  // Sessions are signed with each door's own secret.
  await jan.signIn('jan@correo.example', PASSWORD)
  const invited = await jan.send('POST', '/api/v1/members', { name: 'Ona', email: 'ona@correo.example', role: 'agent' })
  expect([invited.status, invited.body.invitation, invited.body.link]).toEqual([201, 'mailed', undefined])
  const { rows } = await db.pool.query(
    `select payload from graphile_worker._private_jobs where payload->>'memberId' = $1`,
    [invited.body.id],
  )
  expect(rows).toEqual([{ payload: { memberId: invited.body.id, workspaceId: there.workspaceId } }])
  await mailing.close()
})

test('only an owner manages members; every other role is refused and changes nothing', async () => {
  for (const role of ROLES.filter((one) => one !== 'owner')) {
    const email = `${role}@clinica.example`
    const { member } = await addMember(scope, door.auth, { name: role, email, password: PASSWORD, role })
    const visitor = browser()
    await visitor.signIn(email, PASSWORD)
    const before = await readMembers(scope)
    const tries = [
      await visitor.send('POST', '/api/v1/members', { name: 'x', email: 'x@clinica.example', role: 'owner' }),
      await visitor.send('PATCH', `/api/v1/members/${member.id}`, { role: 'owner' }),
      await visitor.send('DELETE', `/api/v1/members/${member.id}`),
      await visitor.send('POST', `/api/v1/members/${member.id}/sign-out`),
      await visitor.send('GET', '/api/v1/audit'),
      await visitor.send('PATCH', '/api/v1/workspace', { name: 'Mía' }),
      await visitor.send('GET', '/api/v1/connections'),
    ]
    expect(
      tries.map((answer) => answer.status),
      role,
    ).toEqual([403, 403, 403, 403, 403, 403, 403])
    expect(await readMembers(scope)).toEqual(before)
    expect((await visitor.send('GET', '/api/v1/members')).status).toBe(200)
  }
})

test('a changed role counts at once', async () => {
  const agent = browser()
  await agent.signIn('agent@clinica.example', PASSWORD)
  const { id } = (await agent.send('GET', '/api/v1/me')).body.person
  expect((await owner.send('PATCH', `/api/v1/members/${id}`, { role: 'owner' })).body.role).toBe('owner')
  expect((await agent.send('GET', '/api/v1/audit')).status).toBe(200)
  expect((await owner.send('PATCH', `/api/v1/members/${id}`, { role: 'agent' })).status).toBe(200)
  expect((await agent.send('GET', '/api/v1/audit')).status).toBe(403)
  expect((await actions(scope)).filter((action) => action === 'member.role_changed')).toHaveLength(2)
})

test('the last owner stays, also when two leave at the same moment', async () => {
  const inside = await makeWorkspace(db)
  const [one, two] = [
    await addMember(inside, door.auth, { name: 'Uno', email: 'uno@dos.example', role: 'owner' }),
    await addMember(inside, door.auth, { name: 'Dos', email: 'dos@dos.example', role: 'owner' }),
  ]
  const leaving = await Promise.allSettled([
    removeMember(inside, door.auth, one.member.id),
    changeMember(inside, two.member.id, { role: 'viewer' }),
  ])
  expect(leaving.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = leaving.find((outcome) => outcome.status === 'rejected')!
  expect(refused.reason).toMatchObject({ code: 'member.last_owner', kind: 'conflict' })
  expect((await readMembers(inside)).filter((member) => member.role === 'owner')).toHaveLength(1)
})

test('whoever is removed is out at once, keeps a name in the past, and can come back', async () => {
  const email = 'ida@clinica.example'
  const { member } = await addMember(scope, door.auth, { name: 'Ida', email, password: PASSWORD, role: 'agent' })
  const ida = browser()
  await ida.signIn(email, PASSWORD)
  expect((await owner.send('DELETE', `/api/v1/members/${member.id}`)).status).toBe(204)
  expect((await ida.send('GET', '/api/v1/me')).status).toBe(401)
  expect((await readMembers(scope)).some((one) => one.email === email)).toBe(false)
  expect((await owner.send('DELETE', `/api/v1/members/${member.id}`)).status).toBe(404)

  const back = await addMember(scope, door.auth, { name: 'Ida otra vez', email, role: 'viewer' })
  expect(back.member.id).toBe(member.id)
  expect((await ida.signIn(email, PASSWORD)).status).toBe(200)
  expect((await ida.send('GET', '/api/v1/me')).body).toMatchObject({ role: 'viewer', person: { name: 'Ida otra vez' } })
})

test('an owner ends somebody’s sessions on every machine', async () => {
  const viewer = browser()
  await viewer.signIn('viewer@clinica.example', PASSWORD)
  const { id } = (await viewer.send('GET', '/api/v1/me')).body.person
  expect((await owner.send('POST', `/api/v1/members/${id}/sign-out`)).status).toBe(200)
  expect((await viewer.send('GET', '/api/v1/me')).status).toBe(401)
  expect(await actions(scope)).toContain('member.signed_out')
})

test('a person in two workspaces chooses one, with the role they have there, and cannot choose a third', async () => {
  const [first, second, foreign] = [await makeWorkspace(db), await makeWorkspace(db), await makeWorkspace(db)]
  const email = 'doble@clinica.example'
  const { person } = await addMember(first, door.auth, { name: 'Doble', email, password: PASSWORD, role: 'viewer' })
  await addMember(second, door.auth, { name: 'Doble', email, role: 'owner' })
  const visitor = browser()
  await visitor.signIn(email, PASSWORD)
  const inside = (workspaceId: string) =>
    visitor.send('GET', '/api/v1/me', undefined, { 'x-workspace-id': workspaceId })
  expect((await inside(first.workspaceId)).body).toMatchObject({ role: 'viewer', workspace: { id: first.workspaceId } })
  expect((await inside(second.workspaceId)).body).toMatchObject({
    role: 'owner',
    workspace: { id: second.workspaceId },
  })
  expect((await inside(second.workspaceId)).body.workspaces).toHaveLength(2)
  const refused = await inside(foreign.workspaceId)
  expect([refused.status, refused.body.error.code]).toEqual([403, 'auth.workspace_mismatch'])

  await recordPersonalEvent({ db, clock: first.clock }, person.id, 'member.password_changed')
  for (const place of [first, second]) expect(await actions(place)).toContain('member.password_changed')
  expect(await actions(foreign)).toEqual([])
})

test('a language of one’s own counts in messages, and can be given back', async () => {
  const agent = browser()
  await agent.signIn('agent@clinica.example', PASSWORD)
  expect((await agent.send('PATCH', '/api/v1/me', { locale: 'ca' })).body.locale).toBe('ca')
  expect((await agent.send('PATCH', '/api/v1/me', { locale: 'fr' })).body.message).toContain('La petició')
  expect((await agent.send('PATCH', '/api/v1/me', { locale: null })).body.locale).toBe('es')
})

test('setup cannot be used to take over an account that waits for its first password', async () => {
  await expect(
    createFirstOwner(
      { db, clock: scope.clock, log: scope.log, auth: door.auth },
      { token: 'x', workspaceName: 'x', name: 'x', email: 'aina@otra.example', password: PASSWORD },
    ),
  ).rejects.toMatchObject({ code: 'setup.done' })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { CONSOLE, type Door, openDoor } from '../../../test/support/door.ts'
import type { Database } from '../../platform/db/database.ts'
import { addMember, mailResetLink } from './index.ts'
import { sendInvitation } from './mail-invitation.ts'
import { removeMember } from './manage-members.ts'

interface Sent {
  to: string
  subject: string
  text: string
}
let db: Database
let door: Door
const sent: Sent[] = []
const mailer = {
  send: async (mail: Sent) => {
    sent.push(mail)
  },
}

beforeAll(async () => {
  db = await freshDatabase()
  door = await openDoor(db)
})
afterAll(() => door.close())

test('an invitation carries a link for a first password, in the workspace’s language', async () => {
  const scope = await makeWorkspace(db, { name: 'Clínica Puig', locale: 'ca' })
  const { member } = await addMember(scope, door.auth, { name: 'Pia', email: 'pia@puig.example', role: 'agent' })
  await sendInvitation(scope, { auth: door.auth, mailer, consoleUrl: () => CONSOLE }, member.id)
  const mail = sent.at(-1)!
  expect(mail).toMatchObject({ to: 'pia@puig.example', subject: 'T’han convidat a Clínica Puig' })
  expect(mail.text).toMatch(new RegExp(`${CONSOLE}/login/reset\\?token=[\\w-]{32}\\n`))
})

test('somebody with an account gets the news without a link into it', async () => {
  const [first, second] = [await makeWorkspace(db), await makeWorkspace(db, { name: 'Segunda' })]
  const person = { name: 'Leo', email: 'leo@dos.example', role: 'viewer' as const }
  await addMember(first, door.auth, { ...person, password: 'una contraseña larga' })
  const { member } = await addMember(second, door.auth, person)
  await sendInvitation(second, { auth: door.auth, mailer, consoleUrl: () => CONSOLE }, member.id)
  expect(sent.at(-1)).toMatchObject({ to: 'leo@dos.example', subject: 'Te han añadido a Segunda' })
  expect(sent.at(-1)!.text).not.toContain('token')
})

test('whoever left before the mail went out gets none', async () => {
  const scope = await makeWorkspace(db)
  const { member } = await addMember(scope, door.auth, { name: 'Eva', email: 'eva@ida.example', role: 'agent' })
  await removeMember(scope, door.auth, member.id)
  const before = sent.length
  await sendInvitation(scope, { auth: door.auth, mailer, consoleUrl: () => CONSOLE }, member.id)
  expect(sent).toHaveLength(before)
})

test('the link for a new password comes in the person’s language', async () => {
  const scope = await makeWorkspace(db, { locale: 'en' })
  const { person } = await addMember(scope, door.auth, { name: 'Ann', email: 'ann@en.example', role: 'agent' })
  await mailResetLink(mailer, db, person, `${CONSOLE}/login/reset?token=x`)
  expect(sent.at(-1)).toMatchObject({ subject: 'Your new Antesala password' })
  expect(sent.at(-1)!.text).toContain(`${CONSOLE}/login/reset?token=x`)
})

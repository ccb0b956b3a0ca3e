import { beforeEach, describe, expect, test } from 'vitest'
import type { TestClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { makeLead } from '../../../test/support/people.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { addNote } from './add-note.ts'
import { mayContact, mayContactMany } from './may-contact.ts'
import { findContacts, getContact } from './read-contact.ts'
import { recordTouch } from './record-touch.ts'
import { recordConsent, recordObjection } from './record-wishes.ts'
import { showContact, showPolicy, showTimeline } from './show-contact.ts'
import { appendTimelineMany } from './timeline.store.ts'
import { changeContact, createContact } from './write-contact.ts'

let scope: Scope
let clock: TestClock
let neighbour: Scope

beforeEach(async () => {
  const db = await testDatabase()
  scope = await makeWorkspace(db)
  neighbour = await makeWorkspace(db)
  clock = scope.clock as TestClock
})

const within = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(scope, work)
const SERVICE = { channel: 'phone', purpose: 'service', caller: 'automated' } as const
const NOBODY = '019ab1c2-7f00-7000-8000-000000000001'

describe('a person', () => {
  test('is kept with phones and addresses read, in their order, and found by each', async () => {
    const made = await within((tx) =>
      createContact(tx, scope, {
        firstName: 'Ana',
        lastName: 'Ruiz',
        birthDate: '1984-05-17',
        nationalId: '00000014Z',
        phones: ['612 34 50 01', '+521234567891', '612345001'],
        emails: ['Ana@Ejemplo.ES'],
        vendorIds: { manychat: '9007199254740993' },
      }),
    )
    expect(made).toMatchObject({ name: 'Ana Ruiz', birthDate: '1984-05-17' })
    const identities = made.identities.map(({ kind, value, valid, position }) => ({ kind, value, valid, position }))
    expect(identities).toHaveLength(5)
    expect(identities).toEqual(
      expect.arrayContaining([
        { kind: 'phone', value: '+34612345001', valid: true, position: 0 },
        { kind: 'phone', value: '+521234567891', valid: false, position: 1 },
        { kind: 'email', value: 'ana@ejemplo.es', valid: true, position: 0 },
        { kind: 'manychat', value: '9007199254740993', valid: true, position: 0 },
        { kind: 'national_id', value: '00000014Z', valid: true, position: 0 },
      ]),
    )
    for (const { kind, value } of identities)
      expect((await within((tx) => findContacts(tx, kind, value))).map((one) => one.id)).toEqual([made.id])
    expect(await inWorkspace(neighbour, (tx) => findContacts(tx, 'phone', '+34612345001'))).toEqual([])
    await expect(inWorkspace(neighbour, (tx) => getContact(tx, made.id))).rejects.toMatchObject({
      code: 'contact.not_found',
    })
  })

  test('changes tell what is different; the whole name follows its parts', async () => {
    const { id } = await within((tx) =>
      createContact(tx, scope, { firstName: 'Ana', lastName: 'Ruiz', phones: ['612345001'] }),
    )
    const change = (wish: Parameters<typeof changeContact>[3]) => within((tx) => changeContact(tx, scope, id, wish))
    expect((await change({ lastName: 'Ruiz', phones: ['+34612345001'] })).changed).toEqual([])
    const { contact, changed, before } = await change({
      lastName: 'Sanz',
      city: 'Lugo',
      phones: ['612345002', '612345001'],
    })
    expect(contact).toMatchObject({ name: 'Ana Sanz', city: 'Lugo' })
    expect(changed.sort()).toEqual(['city', 'lastName', 'name', 'phones'])
    expect(before).toMatchObject({ lastName: 'Ruiz', city: null, phones: ['+34612345001'] })
    expect((await change({ city: null, phones: [] })).contact).toMatchObject({ city: null, identities: [] })
  })

  test('an id at a vendor is one person’s', async () => {
    const wish = { name: 'Ana', vendorIds: { manychat: 'MC1' } }
    await within((tx) => createContact(tx, scope, wish))
    await expect(within((tx) => createContact(tx, scope, wish))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'contact.identity_taken',
    })
    await inWorkspace(neighbour, (tx) => createContact(tx, neighbour, wish))
  })
})

describe('the timeline', () => {
  test('pages through both ways, entries of one moment in the order in which they came', async () => {
    const { contactId } = await makeLead(scope)
    const entries = Array.from({ length: 7 }, (_, n) => ({ contactId, kind: 'note.added', data: { text: `${n}` } }))
    await within((tx) => appendTimelineMany(tx, scope, entries))
    const read = async (order: 'oldest' | 'newest') => {
      const texts: unknown[] = []
      let cursor: string | undefined
      do {
        const page = await showTimeline(scope, contactId, { order, limit: 3, cursor })
        texts.push(...page.items.map((entry) => entry.data['text']))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return texts.join('')
    }
    expect(await read('oldest')).toBe('0123456')
    expect(await read('newest')).toBe('6543210')
    await expect(showTimeline(scope, contactId, { order: 'oldest', limit: 3, cursor: 'x' })).rejects.toMatchObject({
      code: 'timeline.bad_cursor',
    })
    await expect(showTimeline(neighbour, contactId, { order: 'oldest', limit: 3 })).rejects.toMatchObject({
      code: 'contact.not_found',
    })
  })

  test.each(['timeline', 'touches', 'consents', 'objections'])('%s can only be added to', async (table) => {
    const { sql } = await import('kysely')
    for (const statement of [`update ${table} set id = id`, `delete from ${table}`])
      await expect(within((tx) => sql.raw(statement).execute(tx))).rejects.toMatchObject({ code: '42501' })
  })

  test('a note stands in it; the audit log says that there is one, not what it says', async () => {
    const { contactId } = await makeLead(scope)
    await addNote(scope, contactId, { text: 'Prefiere por la tarde' })
    const { items } = await showTimeline(scope, contactId, { order: 'oldest', limit: 10 })
    expect(items).toMatchObject([
      { kind: 'note.added', data: { text: 'Prefiere por la tarde' }, actor: { name: 'Prueba' } },
    ])
    const { sql } = await import('kysely')
    const { rows } = await within((tx) => sql`select action, detail from audit_log`.execute(tx))
    expect(rows).toEqual([{ action: 'contact.note_added', detail: {} }])
    await expect(addNote(scope, NOBODY, { text: 'x' })).rejects.toMatchObject({ code: 'contact.not_found' })
  })
})

describe('may they be contacted', () => {
  test('an objection is at once and for good; said twice it is written once', async () => {
    const { contactId } = await makeLead(scope)
    expect(await within((tx) => mayContact(tx, scope, contactId, SERVICE))).toEqual({ decision: 'allowed' })
    const wish = { channel: null, purpose: null, source: 'call', reason: 'No quiere' }
    await recordObjection(scope, contactId, wish)
    await recordObjection(scope, contactId, wish)
    expect(await within((tx) => mayContact(tx, scope, contactId, SERVICE))).toEqual({
      decision: 'blocked',
      reason: 'objection',
    })
    const { items } = await showTimeline(scope, contactId, { order: 'oldest', limit: 10 })
    expect(items.map((entry) => entry.kind)).toEqual(['objection.recorded'])
  })

  test('the newest word on consent counts', async () => {
    const { contactId } = await makeLead(scope)
    const selling = { channel: 'phone', purpose: 'commercial', caller: 'automated' } as const
    const may = () => within((tx) => mayContact(tx, scope, contactId, selling))
    const say = (state: 'given' | 'withdrawn', expiresAt?: Date) =>
      recordConsent(scope, contactId, {
        channel: 'phone',
        purpose: 'commercial',
        state,
        wording: '¿Podemos…?',
        source: 'web',
        expiresAt,
      })
    expect(await may()).toMatchObject({ reason: 'consent_missing' })
    await say('given', new Date(clock.now().getTime() + 60_000))
    expect(await may()).toEqual({ decision: 'allowed' })
    clock.advance(60_000)
    expect(await may()).toMatchObject({ reason: 'consent_expired' })
    await say('given')
    expect(await may()).toEqual({ decision: 'allowed' })
    clock.advance(1000)
    await say('withdrawn')
    expect(await may()).toMatchObject({ reason: 'consent_withdrawn' })
  })

  test('touches of every channel count; each person has their own answer and zone', async () => {
    const [touched, fresh] = [await makeLead(scope), await makeLead(scope)]
    const abroad = await makeLead(scope, { person: { zone: 'America/Mexico_City' } })
    const phoneless = await makeLead(scope, { person: { phones: [] } })
    await within((tx) =>
      recordTouch(tx, scope, {
        contactId: touched.contactId,
        channel: 'whatsapp',
        purpose: 'service',
        caller: 'human',
      }),
    )
    const people = [touched, fresh, abroad, phoneless].map((lead) => lead.contactId)
    const answers = await within((tx) => mayContactMany(tx, scope, [...people, NOBODY], SERVICE))
    expect([...answers.values()].map((answer) => (answer.decision === 'allowed' ? 'allowed' : answer.reason))).toEqual([
      'too_soon',
      'allowed',
      'outside_hours',
      'no_address',
      'no_address',
    ])
  })

  test('the workspace’s settings decide: profile, hours, default purpose', async () => {
    const open = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    )
    const policy = { profile: 'general', defaultPurpose: 'commercial', hours: { service: open, commercial: open } }
    const other = await makeWorkspace(scope.db, { settings: { policy }, clock })
    const { contactId } = await makeLead(other)
    clock.set('2026-11-29T03:00:00+01:00')
    expect(await showPolicy(other, contactId, { channel: 'phone', caller: 'automated' })).toMatchObject({
      intent: { purpose: 'commercial' },
      profile: 'general',
      decision: { decision: 'allowed' },
    })
    await expect(showPolicy(scope, contactId, { channel: 'phone', caller: 'human' })).rejects.toMatchObject({
      code: 'contact.not_found',
    })
    await expect(showContact(scope, contactId)).rejects.toMatchObject({ code: 'contact.not_found' })
  })
})

import { beforeAll, beforeEach, expect, test } from 'vitest'
import { agendaDeps as deps } from '../../../test/support/agenda.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { newId } from '../../kernel/ids.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { createContact } from '../contacts/index.ts'
import { changeAppointment } from './change-appointment.ts'
import { listAppointments } from './list-appointments.ts'
import { cancelExternalAppointment, recordExternalAppointment } from './record-external-appointment.ts'

let db: Database
let scope: Scope
let contactId: string
let leadId: string

beforeAll(async () => {
  db = await testDatabase()
})

beforeEach(async () => {
  scope = await makeWorkspace(db)
  leadId = newId()
  contactId = await inWorkspace(scope, async (tx) => {
    const contact = await createContact(tx, scope, { name: 'Inés Prado', phones: ['612345001'] })
    const now = scope.clock.now()
    await tx
      .insertInto('leads')
      .values({ workspace_id: scope.workspaceId, id: leadId, contact_id: contact.id, created_at: now, updated_at: now })
      .execute()
    return contact.id
  })
})

const noon = new Date('2026-12-01T12:00:00+01:00')
const three = new Date('2026-12-01T15:00:00+01:00')
const record = (start: Date) =>
  inWorkspace(scope, (tx) => recordExternalAppointment(tx, scope, { leadId, contactId, start }))
const cancel = () => inWorkspace(scope, (tx) => cancelExternalAppointment(tx, scope, leadId))
const agenda = async () => (await listAppointments(scope, { limit: 50 })).items
const kinds = () =>
  inWorkspace(scope, (tx) => tx.selectFrom('timeline').select('kind').orderBy('id').execute()).then((rows) =>
    rows.map((row) => row['kind']),
  )

test('a time in another agenda has no professional, no service and no end, and occupies nothing', async () => {
  expect(await record(noon)).toMatchObject({ outcome: 'booked' })
  expect(await agenda()).toEqual([
    expect.objectContaining({
      desk: 'external',
      state: 'booked',
      start: noon,
      end: null,
      staffId: null,
      serviceId: null,
      leadId,
      contactName: 'Inés Prado',
    }),
  ])
  expect(await inWorkspace(scope, (tx) => tx.selectFrom('occupied').selectAll().execute())).toEqual([])
})

test('the same time again changes nothing, another moves it', async () => {
  const { appointmentId } = await record(noon)
  expect(await record(noon)).toEqual({ outcome: 'unchanged', appointmentId })
  expect(await kinds()).toEqual(['appointment.booked'])
  expect(await record(three)).toEqual({ outcome: 'moved', appointmentId })
  expect((await agenda()).map((one) => one.start)).toEqual([three])
  expect(await kinds()).toEqual(['appointment.booked', 'appointment.moved'])
})

test('cancelled it is free for a new one; where none stands there is nothing to cancel', async () => {
  expect(await cancel()).toBe(false)
  const first = await record(noon)
  expect(await cancel()).toBe(true)
  expect(await cancel()).toBe(false)
  const second = await record(noon)
  expect(second).toMatchObject({ outcome: 'booked' })
  expect(second.appointmentId).not.toBe(first.appointmentId)
  expect((await agenda()).map((one) => one.state)).toEqual(['cancelled', 'booked'])
})

test('it can be marked kept or missed and moved in time, but gets no professional of ours', async () => {
  const { appointmentId } = await record(noon)
  const moved = await changeAppointment(scope, appointmentId, { start: '2026-12-01 15:00' }, deps)
  expect(moved).toMatchObject({ start: three, end: null })
  await expect(changeAppointment(scope, appointmentId, { staffId: newId() }, deps)).rejects.toMatchObject({
    code: 'appointment.external_staff',
  })
  expect((await changeAppointment(scope, appointmentId, { state: 'kept' }, deps)).state).toBe('kept')
  expect((await changeAppointment(scope, appointmentId, { state: 'no_show' }, deps)).state).toBe('no_show')
})

test('what the caller rolls back was never there', async () => {
  await expect(
    inWorkspace(scope, async (tx) => {
      await recordExternalAppointment(tx, scope, { leadId, contactId, start: noon })
      throw new Error('something else failed')
    }),
  ).rejects.toThrow('something else failed')
  expect(await agenda()).toEqual([])
  expect(await kinds()).toEqual([])
})

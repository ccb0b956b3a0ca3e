import { expect, test } from 'vitest'
import { agendaDeps, agendaFaults } from '../../../test/support/agenda.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { findSlots, listAppointments, listServices, listStaff } from '../../domains/appointments/index.ts'
import { createContact } from '../../domains/contacts/index.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { seedAgenda, seedAppointments } from './agenda.ts'

test('the demo’s agenda has Corte de Cabello for 5,000 pesos with Carlos Ramirez, free on every day of the week', async () => {
  const scope = await makeWorkspace(await testDatabase())
  await seedAgenda(scope)
  const cut = (await listServices(scope)).find((one) => one.name === 'Corte de Cabello')!
  expect(cut).toMatchObject({ durationMin: 30, price: { amountMinor: 500_000, currency: 'ARS' } })
  const carlos = (await listStaff(scope)).find((one) => one.name === 'Carlos Ramirez')!
  const { slots } = await findSlots(
    scope,
    { serviceId: cut.id, staffId: carlos.id, from: '2026-11-25', to: '2026-12-01' },
    agendaDeps,
  )
  // 09:00 to 19:30, every quarter of an hour, seven days.
  expect(slots).toHaveLength(7 * 43)
})

test('started again it adds nothing, and past and coming appointments keep every rule', async () => {
  const scope = await makeWorkspace(await testDatabase())
  const people = await inWorkspace(scope, async (tx) => [
    (await createContact(tx, scope, { name: 'Amparo Quintanar', phones: ['612345001'] })).id,
    (await createContact(tx, scope, { name: 'Benigno Larrauri', phones: ['612345002'] })).id,
  ])
  for (let start = 0; start < 2; start++) {
    await seedAgenda(scope)
    await seedAppointments(scope, people, agendaDeps)
  }
  expect(await listServices(scope)).toHaveLength(8)
  expect(await listStaff(scope)).toHaveLength(6)
  const { items } = await listAppointments(scope, { limit: 500 })
  expect(items).toHaveLength(30)
  const now = scope.clock.now()
  const before = items.filter((one) => one.start < now)
  expect(Object.groupBy(before, (one) => one.state)).toMatchObject({
    kept: { length: 7 },
    no_show: { length: 2 },
    cancelled: { length: 1 },
  })
  for (const one of before) expect(one.createdAt < one.start).toBe(true)
  expect(items.filter((one) => one.start >= now && one.state === 'confirmed')).toHaveLength(4)
  expect(Object.values(await agendaFaults(scope))).toEqual([0, 0, 0, 0])
})

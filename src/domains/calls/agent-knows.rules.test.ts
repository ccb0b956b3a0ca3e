import { expect, test } from 'vitest'
import type { Contact } from '../contacts/index.ts'
import { agentKnows } from './agent-knows.rules.ts'

const lucia: Contact = {
  id: 'c1',
  name: 'Lucía Prueba',
  firstName: 'Lucía',
  lastName: 'Prueba',
  nationalId: '00000000T',
  birthDate: '1980-01-01',
  sex: 'female',
  address: null,
  postalCode: '28001',
  city: 'Madrid',
  province: null,
  country: null,
  language: null,
  zone: null,
  identities: [],
  createdAt: new Date(0),
  updatedAt: new Date(0),
}
const morning = new Date('2026-11-24T09:00:00Z')

test('the agent hears a name and a greeting, and nothing else unless it was asked for', () => {
  expect(agentKnows(lucia, ['firstName', 'lastName', 'dias_tardes'], morning, 'Europe/Madrid')).toEqual({
    firstName: 'Lucía',
    lastName: 'Prueba',
    dias_tardes: 'Buenos días',
  })
})

test('what is not known is left out, never made up', () => {
  expect(agentKnows(lucia, ['emailAddress', 'delegacion', 'poliza', 'nif'], morning, 'Europe/Madrid')).toEqual({
    nif: '00000000T',
  })
})

test('the greeting goes by the clock of the person', () => {
  const noon = new Date('2026-11-24T13:30:00Z')
  expect(agentKnows(lucia, ['dias_tardes'], noon, 'Europe/Madrid')).toEqual({ dias_tardes: 'Buenas tardes' })
  expect(agentKnows({ ...lucia, zone: 'Atlantic/Canary' }, ['dias_tardes'], noon, 'Europe/Madrid')).toEqual({
    dias_tardes: 'Buenos días',
  })
})

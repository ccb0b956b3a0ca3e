import { expect, test } from 'vitest'
import { SCOPES } from '../../../contract/access.ts'
import { SCOPES_OF_ROLE } from './roles.rules.ts'

test('an owner may do everything, a supervisor everything but administer', () => {
  expect([...SCOPES_OF_ROLE.owner].sort()).toEqual([...SCOPES].sort())
  expect([...SCOPES_OF_ROLE.supervisor].sort()).toEqual(SCOPES.filter((scope) => scope !== 'admin').sort())
})

test('an agent reads and writes people, leads, calls, the agenda and conversations, and neither imports nor exports', () => {
  const agent = SCOPES_OF_ROLE.agent as ReadonlySet<string>
  for (const thing of ['contacts', 'leads', 'calls', 'appointments', 'conversations'])
    for (const verb of ['read', 'write']) expect(agent.has(`${thing}:${verb}`), `${thing}:${verb}`).toBe(true)
  for (const scope of ['leads:import', 'leads:export', 'crm:write', 'distribution:write', 'intake:write', 'admin'])
    expect(agent.has(scope), scope).toBe(false)
})

test('a viewer only reads', () => {
  expect([...SCOPES_OF_ROLE.viewer].every((scope) => scope.endsWith(':read'))).toBe(true)
})

/** What each role may do: one table from role to scopes. */
import type { Role } from '../../../contract/workspace.ts'

const READING = [
  'contacts:read',
  'leads:read',
  'calls:read',
  'appointments:read',
  'conversations:read',
  'crm:read',
  'distribution:read',
  'reports:read',
] as const

/** A day at the desk: people, calls, the agenda, conversations. */
const DESK_WORK = ['contacts:write', 'leads:write', 'calls:write', 'appointments:write', 'conversations:write'] as const

/** What touches many people at once, or leaves the house. */
const SUPERVISION = ['leads:import', 'leads:export', 'crm:write', 'distribution:write', 'intake:write'] as const

export const SCOPES_OF_ROLE = {
  viewer: new Set(READING),
  agent: new Set([...READING, ...DESK_WORK]),
  supervisor: new Set([...READING, ...DESK_WORK, ...SUPERVISION]),
  owner: new Set([...READING, ...DESK_WORK, ...SUPERVISION, 'admin'] as const),
} satisfies Record<Role, ReadonlySet<string>>

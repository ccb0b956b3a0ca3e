/** The workspace's zone, in which its instants are shown. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace } from './get-workspace.ts'

export const zoneOf = async (scope: Scope): Promise<string> =>
  (await inWorkspace(scope, (tx) => getWorkspace(tx, scope))).zone

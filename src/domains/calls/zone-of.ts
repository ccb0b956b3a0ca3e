/** The zone in which a workspace reads its times. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'

export const zoneOf = (scope: Scope): Promise<string> =>
  inWorkspace(scope, async (tx) => (await getWorkspace(tx, scope)).zone)

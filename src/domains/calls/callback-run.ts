/** The small run that keeps a promise while nobody has pressed START. */
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { joinDueCallbacks, nextCallbackAt } from '../leads/index.ts'
import type { Workspace } from '../workspaces/index.ts'
import type { Run } from './call.ts'
import { insertRun, latestRun, readRun, saveSelection } from './runs.store.ts'
import { isStopped } from './stops.store.ts'
import { publishRun } from './tell-calls.ts'
import { wakeDialerAt } from './wake-dialer.ts'

/** Null where no callback is due, none may be called, or STOP was the operator's last word. Under the dialer's lock. */
export async function startCallbackRun(tx: Tx, scope: Scope, { settings }: Workspace): Promise<Run | null> {
  if (!settings.calls.honourCallbacks) return null
  const due = await nextCallbackAt(tx)
  if (!due || (await isStopped(tx))) return null
  const now = scope.clock.now()
  if (due > now) {
    await wakeDialerAt(tx, scope, due)
    return null
  }
  const last = await latestRun(tx)
  const outboundId = last?.outboundId ?? settings.calls.outboundId
  if (!outboundId) {
    scope.log.warn({ workspace: scope.workspaceId }, 'a callback is due and no campaign to call it with is known')
    return null
  }
  const id = newId()
  const joined = await joinDueCallbacks(tx, scope, id)
  if (joined === 0) return null
  await insertRun(tx, {
    workspaceId: scope.workspaceId,
    id,
    origin: 'callback',
    outboundId,
    campaignName: last?.outboundId === outboundId ? last.campaignName : '',
    maxConcurrent: Math.min(settings.calls.maxConcurrent, last?.maxConcurrent ?? settings.calls.maxConcurrent),
    startedBy: scope.actor,
    startedAt: now,
  })
  await saveSelection(tx, id, joined, [])
  await publishRun(tx, id, 'running')
  return readRun(tx, id)
}

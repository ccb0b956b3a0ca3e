/**
 * One decision of the dialer: who is called next. Everything is decided in one transaction under the workspace's dialer
 * lock, so that the cap holds over all processes: places are the cap less the attempts in flight, and each place is
 * filled by a `claimed` attempt with its job. The call itself is another matter (place-call.ts).
 *
 * A run goes on while any of its leads waits, for a retry or for a callback; then it is finished. A callback that falls
 * due while no run is on gets a small run of its own, unless STOP was the operator's last word
 * (docs/decisions/0005-runs-and-callbacks.md).
 */
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { joinDueCallbacks, nextCallbackAt } from '../leads/index.ts'
import { getWorkspace, type Workspace } from '../workspaces/index.ts'
import type { Run } from './call.ts'
import { startCallbackRun } from './callback-run.ts'
import { countOpen, openInRun } from './calls.store.ts'
import { fillPlaces } from './fill-places.ts'
import { nextDueAt } from './run-leads.store.ts'
import { finishRun, lockDialer, runningRun } from './runs.store.ts'
import { publishRun } from './tell-calls.ts'
import { wakeDialer, wakeDialerAt } from './wake-dialer.ts'

export interface Tick {
  /** Attempts claimed. */
  claimed: number
  /** Leads put off, with a reason each. */
  postponed: number
}

const NOTHING: Tick = { claimed: 0, postponed: 0 }

export function dialTick(scope: Scope): Promise<Tick> {
  return inWorkspace(scope, async (tx) => {
    await lockDialer(tx)
    const workspace = await getWorkspace(tx, scope)
    const run = (await runningRun(tx)) ?? (await startCallbackRun(tx, scope, workspace))
    if (!run) return NOTHING
    const now = scope.clock.now()
    if (run.heldUntil && run.heldUntil > now) {
      await wakeDialerAt(tx, scope, run.heldUntil)
      return NOTHING
    }
    if (workspace.settings.calls.honourCallbacks) await joinDueCallbacks(tx, scope, run.id)
    const places = run.maxConcurrent - (await countOpen(tx))
    const filled = await fillPlaces(tx, scope, { run, workspace, places })
    // Places that stay filled are given back by settled calls, which wake us.
    if (filled.more) await wakeDialer(tx)
    else if (filled.claimed < places) await waitOrFinish(tx, scope, run, workspace)
    return { claimed: filled.claimed, postponed: filled.postponed }
  })
}

/** Nobody is due: sleep until somebody is, or end a run in which nobody will be. */
async function waitOrFinish(tx: Tx, scope: Scope, run: Run, workspace: Workspace): Promise<void> {
  const waits = run.origin === 'start' && workspace.settings.calls.honourCallbacks
  const [due, callback] = [await nextDueAt(tx, run.id), await nextCallbackAt(tx)]
  const next = [due, callback].filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())[0]
  const now = scope.clock.now()
  if (due || (waits && callback) || (await openInRun(tx, run.id)) > 0) {
    // A callback that is due and did not join may not be called: looked at again with the timetable, not at once.
    if (next && next > now) await wakeDialerAt(tx, scope, next)
    return
  }
  await finishRun(tx, run.id, now)
  await publishRun(tx, run.id, 'finished')
  if (callback && callback > now && workspace.settings.calls.honourCallbacks) await wakeDialerAt(tx, scope, callback)
}

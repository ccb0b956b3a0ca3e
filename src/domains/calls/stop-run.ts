/** STOP: from its answer on, not one new call goes out. How that is kept is told in place-call.ts. */
import { setTimeout as sleep } from 'node:timers/promises'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { releaseRun } from '../leads/index.ts'
import { recordAudit } from '../workspaces/index.ts'
import type { Run } from './call.ts'
import { countDialing, countOpen, lockClaimed } from './calls.store.ts'
import { closeCall } from './close-call.ts'
import { DIAL_DEADLINE_MS } from './dialers/dialer.ts'
import { PERMIT_MS } from './place-call.ts'
import { endStoppedRun, lockDialer, runningRun, stopRunningRun } from './runs.store.ts'
import { keepStop } from './stops.store.ts'
import { publishRun } from './tell-calls.ts'

export interface StoppedRun {
  /** Null where nothing was running. */
  runId: string | null
  /** Calls that still end by themselves, of whatever run. */
  inFlight: number
}

/** After this, no request that had a permit at STOP can still be on the wire. */
const WIRE_CLEAR_MS = PERMIT_MS + DIAL_DEADLINE_MS + 500
const LOOK_EVERY_MS = 20

/** Also stops where nothing runs: the operator's word counts, so no callback is dialled by itself afterwards. */
export async function stopRun(scope: Scope): Promise<StoppedRun> {
  const run = await inWorkspace(scope, async (tx) => {
    // Under the dialer's lock nobody claims. The attempts are taken before the run, as everywhere, so that nobody
    // who holds one waits for us while we wait for them.
    await lockDialer(tx)
    const running = await runningRun(tx)
    const news = await keepStop(tx, scope)
    if (!running) {
      const workspace = { kind: 'workspace', id: scope.workspaceId }
      if (news) await recordAudit(tx, scope, { action: 'calls.stopped', subject: workspace })
      return null
    }
    const claimed = await lockClaimed(tx, running.id)
    const now = scope.clock.now()
    await stopRunningRun(tx, scope.actor, now)
    for (const call of claimed) await closeCall(tx, scope, call, { callStatus: 'error', disposition: 'not_placed' })
    await releaseRun(tx, scope, running.id)
    const ended = await endStoppedRun(tx, running.id, now)
    await recordAudit(tx, scope, { action: 'calls.stopped', subject: { kind: 'run', id: running.id } })
    await publishRun(tx, running.id, ended ? 'stopped' : 'stopping')
    return running
  })
  if (run) await wireClear(scope, run)
  return { runId: run?.id ?? null, inFlight: await inWorkspace(scope, countOpen) }
}

/** Waits until every permit that was given before STOP has been used up. */
async function wireClear(scope: Scope, run: Run): Promise<void> {
  const until = performance.now() + WIRE_CLEAR_MS
  while (performance.now() < until) {
    // What a dead process left behind is older than any request can be.
    const since = new Date(scope.clock.now().getTime() - WIRE_CLEAR_MS)
    if ((await inWorkspace(scope, (tx) => countDialing(tx, run.id, since))) === 0) return
    await sleep(LOOK_EVERY_MS)
  }
  scope.log.warn({ runId: run.id }, 'STOP waited its longest: a dial had not come back')
}

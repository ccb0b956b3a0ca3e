/** How the calls are going: the run that is on, or the last one. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { runLoad } from '../leads/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import type { Run } from './call.ts'
import {
  type CampaignFigures,
  campaignFigures,
  inFlight,
  latestStatuses,
  type RunFigures,
  runFigures,
} from './calls-views.store.ts'
import { nextDueAt } from './run-leads.store.ts'
import { latestRun, runningRun } from './runs.store.ts'

export interface RunStatus {
  run: Run | null
  inFlight: { leadId: string; since: Date }[]
  /** Leads of the run that wait. */
  queued: number
  /** Leads of the run by documented call status. */
  counts: Record<string, number>
  figures: RunFigures
  campaigns: CampaignFigures[]
  /** Where the workspace is being tried out: the only numbers that may be called. */
  onlyNumbers: string[] | null
  /** When the dialer goes on, where it waits for time to pass. */
  nextWindow: Date | null
}

const CAMPAIGNS_OF_DAYS = 30
const NO_FIGURES: RunFigures = { total: 0, successful: 0, failed: 0 }

export function runStatus(scope: Scope): Promise<RunStatus> {
  return inWorkspace(scope, async (tx) => {
    const now = scope.clock.now()
    const since = new Date(now.getTime() - CAMPAIGNS_OF_DAYS * 86_400_000)
    const run = (await runningRun(tx)) ?? (await latestRun(tx))
    const { settings } = await getWorkspace(tx, scope)
    const shared = {
      inFlight: await inFlight(tx),
      campaigns: await campaignFigures(tx, since),
      onlyNumbers: settings.calls.onlyNumbers ?? null,
    }
    if (!run) return { run, ...shared, queued: 0, counts: {}, figures: NO_FIGURES, nextWindow: null }

    const { queued } = await runLoad(tx, run.id)
    const statuses = await latestStatuses(tx, run.id)
    const called = [...statuses.values()].reduce((sum, n) => sum + n, 0)
    const waiting = Math.max(0, run.selected - called)
    return {
      run,
      ...shared,
      queued,
      counts: { ...(waiting ? { selected: waiting } : {}), ...Object.fromEntries(statuses) },
      figures: await runFigures(tx, run.id),
      nextWindow: run.state === 'running' ? laterThan(now, run.heldUntil, await nextDueAt(tx, run.id)) : null,
    }
  })
}

/** The moment until which nothing happens by itself; null where something is due already. */
function laterThan(now: Date, heldUntil: Date | null, dueAt: Date | null): Date | null {
  if (!dueAt) return null
  const at = heldUntil && heldUntil > dueAt ? heldUntil : dueAt
  return at > now ? at : null
}

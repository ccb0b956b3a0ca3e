/**
 * START. First the plan is checked (who is chosen, by which campaign), then the vendor is asked whether calls can be
 * placed at all, and only then the run is begun; the dialer does the rest.
 */
import { AppError, conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { brokeConstraint } from '../../platform/db/database-error.ts'
import type { Scope } from '../../platform/scope.ts'
import { countChoice, joinRun, type LeadChoice, runLoad } from '../leads/index.ts'
import { getWorkspace, recordAudit } from '../workspaces/index.ts'
import type { BlockedCount, Run } from './call.ts'
import { openInRun } from './calls.store.ts'
import { countBlocked } from './count-blocked.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import type { Readiness } from './dialers/dialer.ts'
import { finishRun, insertRun, lockDialer, runningRun, saveSelection } from './runs.store.ts'
import { liftStop } from './stops.store.ts'
import { publishRun } from './tell-calls.ts'
import { wakeDialer } from './wake-dialer.ts'

export interface StartWish {
  /** The vendor's campaign; else the one of the settings, or of the connection. */
  outboundId?: string
  /** Who is called; else those selected for calling. */
  choice?: LeadChoice
  maxConcurrent?: number
  /** How many the caller believes are chosen: another number is an error, nothing begins. */
  expectedCount?: number
}

export interface StartedRun {
  runId: string
  selected: number
  blocked: BlockedCount[]
  maxConcurrent: number
}

const SELECTED: LeadChoice = { filter: { selectedForCalling: true } }

/**
 * Throws `calls.already_running`, `calls.nothing_selected`, `calls.selection_changed`, `calls.no_outbound`,
 * `calls.outbound_unknown`, `calls.no_credits`, `calls.account_blocked`, `calls.campaign_not_running`, `calls.not_connected`.
 */
export async function startRun(scope: Scope, wish: StartWish, dialerFor: DialerFor): Promise<StartedRun> {
  const choice = wish.choice ?? SELECTED
  const plan = await inWorkspace(scope, async (tx) => {
    await refuseIfRunning(tx)
    const { settings } = await getWorkspace(tx, scope)
    return { calls: settings.calls, chosen: await countChoice(tx, choice) }
  })
  const connected = await dialerFor(scope)
  const outboundId = wish.outboundId ?? plan.calls.outboundId ?? connected.defaultOutboundId
  if (!outboundId) throw invalid('calls.no_outbound')
  if (plan.chosen === 0) throw invalid('calls.nothing_selected')
  refuseIfChanged(wish, plan.chosen)

  const readiness = await connected.readiness(outboundId)
  refuseIfNotReady(readiness)
  const { agents, name } = readiness.campaign
  const wanted = wish.maxConcurrent ?? plan.calls.maxConcurrent
  // More than the vendor can hold would wait in its queue, out of STOP's reach.
  const maxConcurrent = agents && agents > 0 ? Math.min(wanted, agents) : wanted

  const id = newId()
  const joined = await begin(scope, wish, choice, { id, outboundId, name, maxConcurrent })
  const blocked = [...joined.blocked, ...(await countBlocked(scope, id))]
  await inWorkspace(scope, async (tx) => {
    await saveSelection(tx, id, joined.joined, blocked)
    await wakeDialer(tx)
  })
  return { runId: id, selected: joined.joined, blocked, maxConcurrent }
}

interface Beginning {
  id: string
  outboundId: string
  name: string
  maxConcurrent: number
}

async function begin(scope: Scope, wish: StartWish, choice: LeadChoice, run: Beginning) {
  try {
    return await inWorkspace(scope, async (tx) => {
      await lockDialer(tx)
      await refuseIfRunning(tx, scope)
      await liftStop(tx)
      await insertRun(tx, {
        workspaceId: scope.workspaceId,
        id: run.id,
        origin: 'start',
        outboundId: run.outboundId,
        campaignName: run.name,
        maxConcurrent: run.maxConcurrent,
        startedBy: scope.actor,
        startedAt: scope.clock.now(),
      })
      const joined = await joinRun(tx, scope, choice, run.id)
      const chosen = joined.blocked.reduce(
        (sum, one) => sum + (one.reason === 'not_found' ? 0 : one.count),
        joined.joined,
      )
      refuseIfChanged(wish, chosen)
      if (joined.joined === 0) throw invalid('calls.nothing_selected', { details: { blocked: joined.blocked } })
      await saveSelection(tx, run.id, joined.joined, joined.blocked)
      await recordAudit(tx, scope, {
        action: 'calls.started',
        subject: { kind: 'run', id: run.id },
        detail: { selected: joined.joined, outbound_id: run.outboundId, max_concurrent: run.maxConcurrent },
      })
      await publishRun(tx, run.id, 'running')
      return joined
    })
  } catch (error) {
    if (brokeConstraint(error, 'runs_one_running')) throw conflict('calls.already_running')
    throw error
  }
}

/** A run that waits for nothing but callbacks gives way: its callbacks are the next run's. */
async function refuseIfRunning(tx: Tx, scope?: Scope): Promise<void> {
  const running = await runningRun(tx)
  if (!running) return
  if (!(await isIdle(tx, running))) throw conflict('calls.already_running', { details: { run_id: running.id } })
  if (scope) await finishRun(tx, running.id, scope.clock.now())
}

const isIdle = async (tx: Tx, run: Run): Promise<boolean> =>
  (await openInRun(tx, run.id)) === 0 && (await runLoad(tx, run.id)).queued === 0

function refuseIfChanged(wish: StartWish, actual: number): void {
  if (wish.expectedCount !== undefined && wish.expectedCount !== actual)
    throw conflict('calls.selection_changed', {
      params: { expected: wish.expectedCount, actual },
      details: { expected: wish.expectedCount, actual },
    })
}

/** `unknown` states pass: the vendor does not always say, and Make Call will. */
function refuseIfNotReady({ account, campaign }: Readiness): void {
  if (account.state === 'no_credits') throw conflict('calls.no_credits')
  if (account.state === 'suspended' || account.state === 'debt')
    throw conflict('calls.account_blocked', { params: { state: account.state } })
  if (campaign.state !== 'running' && campaign.state !== 'unknown')
    throw new AppError('conflict', 'calls.campaign_not_running', {
      params: { name: campaign.name || campaign.id, state: campaign.state },
    })
}

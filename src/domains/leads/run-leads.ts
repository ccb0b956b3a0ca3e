/** What a run of calls does with its leads, always inside the caller's transaction. */
import type { Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimeline, type ContactIntent } from '../contacts/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { onlyIds } from './choose-leads.ts'
import type { LeadChoice } from './lead.ts'
import {
  claimDue,
  type DueLead,
  type Joined,
  joinCallbacks,
  joinChosen,
  type RunLoad,
  releaseLeads,
  selectCallsResetAt,
  selectNextCallback,
  selectRunLoad,
  setCalling,
  setPostponed,
} from './lead-calls.store.ts'
import { lockLead, selectCampaign, selectLeads, updateLead } from './leads.store.ts'
import { type LeadSettlement, settleLead } from './settle-lead.rules.ts'

/** Puts the chosen leads into a run, due at once or at their callback's time; who may not be called is counted by reason. */
export async function joinRun(tx: Tx, scope: Scope, choice: LeadChoice, runId: string): Promise<Joined> {
  const { choice: known, strangers } = onlyIds(choice)
  const { settings } = await getWorkspace(tx, scope)
  const choosing = { now: scope.clock.now(), defaultPurpose: settings.policy.defaultPurpose }
  const { joined, blocked } = await joinChosen(tx, known, runId, choosing)
  const unknown = strangers.length
  return { joined, blocked: unknown > 0 ? [...blocked, { reason: 'not_found', count: unknown }] : blocked }
}

/** Puts callbacks that have fallen due into a run; how many. */
export async function joinDueCallbacks(tx: Tx, scope: Scope, runId: string): Promise<number> {
  const { settings } = await getWorkspace(tx, scope)
  return joinCallbacks(tx, runId, { now: scope.clock.now(), defaultPurpose: settings.policy.defaultPurpose })
}

/** When the earliest callback is due that somebody asked for; null where nobody did. */
export const nextCallbackAt = (tx: Tx): Promise<Date | null> => selectNextCallback(tx)

/**
 * The next due leads of a run: the important first, then who has waited longest. They are `calling` from here on, until
 * `settleLeadCall` or `postponeLead`; two claimers never get the same one.
 */
export const claimDueLeads = (tx: Tx, wish: { runId: string; now: Date; limit: number }): Promise<DueLead[]> =>
  claimDue(tx, wish)

/** The call is placed; a callback is answered by it. */
export const markCalling = (tx: Tx, leadId: string, at: Date): Promise<void> => setCalling(tx, leadId, at)

/** After a call; see `settle-lead.rules.ts` for what stands above it. */
export async function settleLeadCall(
  tx: Tx,
  scope: Scope,
  leadId: string,
  settlement: LeadSettlement,
): Promise<{ closed: boolean; nextCallAt: Date | null }> {
  const lead = await lockLead(tx, leadId)
  if (!lead) return { closed: false, nextCallAt: null }
  const fields = settleLead(lead, settlement)
  await updateLead(tx, leadId, fields, scope.clock.now())
  const closed = lead.status === 'open' && fields.status === 'closed'
  if (closed)
    await appendTimeline(tx, scope, {
      contactId: lead.contactId,
      leadId,
      kind: 'lead.closed',
      data: { reason: settlement.close! },
    })
  await publish(tx, { topic: 'leads', type: 'lead.changed', data: { leadId } })
  return { closed, nextCallAt: fields.nextCallAt ?? null }
}

/** Not now: due again at `until`; `reason` is our code, for whoever looks. */
export const postponeLead = (tx: Tx, scope: Scope, leadId: string, until: Date, reason: string): Promise<void> =>
  setPostponed(tx, leadId, until, reason, scope.clock.now())

/** A run lets go of what it has not called; marks and callbacks stay, what is in flight ends by being settled. */
export const releaseRun = (tx: Tx, scope: Scope, runId: string): Promise<number> =>
  releaseLeads(tx, runId, scope.clock.now())

/** How many leads of a run wait, how many are being called, and when the next one is due. */
export const runLoad = (tx: Tx, runId: string): Promise<RunLoad> => selectRunLoad(tx, runId)

/** Calls before this moment no longer count to the limit; null: all count. */
export const callHistoryStart = (tx: Tx, leadId: string): Promise<Date | null> => selectCallsResetAt(tx, leadId)

/** What a call about this lead would be for, and who would speak: its campaign's word, else the workspace's. */
export async function callIntent(tx: Tx, scope: Scope, leadId: string): Promise<ContactIntent> {
  const [lead] = await selectLeads(tx, [leadId])
  return intentOf(tx, scope, lead?.campaignId ?? null)
}

export async function intentOf(tx: Tx, scope: Scope, campaignId: number | null): Promise<ContactIntent> {
  const { settings } = await getWorkspace(tx, scope)
  const campaign = campaignId === null ? null : await selectCampaign(tx, campaignId)
  return {
    channel: 'phone',
    purpose: campaign?.purpose ?? settings.policy.defaultPurpose,
    caller: campaign?.caller ?? 'automated',
  }
}

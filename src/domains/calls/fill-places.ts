/** Fills free places under the cap: due leads are claimed, the contact policy is asked, who may be called gets an attempt. */
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { mayContactMany, type PolicyDecision } from '../contacts/index.ts'
import { callIntent, claimDueLeads, type DueLead, postponeLead, settleLeadCall } from '../leads/index.ts'
import type { Workspace } from '../workspaces/index.ts'
import type { Run } from './call.ts'
import { insertClaims, type NewClaim, promisePlacing } from './calls.store.ts'
import { nextLookAt } from './look-again.rules.ts'
import { mayDialNumber, NOT_ON_LIST } from './only-numbers.rules.ts'
import { publishClaimed } from './tell-calls.ts'

/** Leads looked at in one tick; at night a whole selection is put off, and that must not hold the lock for long. */
const MOST_AT_ONCE = 500
/** A callback that may not be made is looked at again after this: it stays with its lead, for a person to see. */
const LATER_S = 3_600
/** Somebody at this number, or this person for another lead, is being called right now. */
const ENGAGED_S = 30

export interface Filled {
  claimed: number
  postponed: number
  /** Places are left and there may be more leads due: go on in another tick. */
  more: boolean
}

interface Places {
  run: Run
  workspace: Workspace
  places: number
}

export async function fillPlaces(tx: Tx, scope: Scope, { run, workspace, places }: Places): Promise<Filled> {
  let claimed = 0
  let looked = 0
  while (claimed < places && looked < MOST_AT_ONCE) {
    const limit = Math.min(places - claimed, MOST_AT_ONCE - looked)
    const due = await claimDueLeads(tx, { runId: run.id, now: scope.clock.now(), limit })
    if (!due.length) return { claimed, postponed: looked - claimed, more: false }
    looked += due.length
    claimed += await claim(tx, scope, { run, workspace }, due)
  }
  return { claimed, postponed: looked - claimed, more: claimed < places }
}

/** How many of them got an attempt; the others are put off. */
async function claim(
  tx: Tx,
  scope: Scope,
  { run, workspace }: Omit<Places, 'places'>,
  due: readonly DueLead[],
): Promise<number> {
  const decisions = await askPolicy(tx, scope, workspace, due)
  const now = scope.clock.now()
  const claims: NewClaim[] = []
  for (const lead of due) {
    const verdict = decisions.get(lead.leadId)
    if (lead.phone && !mayDialNumber(workspace.settings.calls, lead.phone)) await leaveOut(tx, scope, lead)
    else if (lead.phone && verdict?.decision === 'allowed')
      claims.push({
        workspaceId: scope.workspaceId,
        id: newId(),
        runId: run.id,
        leadId: lead.leadId,
        contactId: lead.contactId,
        outboundId: run.outboundId,
        phone: lead.phone,
        claimedAt: now,
        lookAt: nextLookAt('claimed', 0, now),
      })
    else await putOff(tx, scope, lead, verdict)
  }
  const taken = await insertClaims(tx, claims)
  const made = claims.filter((one) => taken.has(one.id))
  for (const one of claims)
    if (!taken.has(one.id))
      await postponeLead(tx, scope, one.leadId, new Date(now.getTime() + ENGAGED_S * 1000), 'engaged')
  await promisePlacing(
    tx,
    made.map((one) => one.id),
  )
  await publishClaimed(
    tx,
    made.map((one) => ({ call_id: one.id, lead_id: one.leadId })),
  )
  return made.length
}

/** By lead: two leads of one person may differ in what the call is for. */
async function askPolicy(
  tx: Tx,
  scope: Scope,
  workspace: Workspace,
  due: readonly DueLead[],
): Promise<Map<string, PolicyDecision>> {
  const byCampaign = Map.groupBy(due, (lead) => lead.campaignId)
  const decisions = new Map<string, PolicyDecision>()
  for (const leads of byCampaign.values()) {
    const intent = await callIntent(tx, scope, leads[0]!.leadId)
    const people = leads.map((lead) => lead.contactId)
    const answers = await mayContactMany(tx, scope, people, intent, workspace)
    for (const lead of leads) decisions.set(lead.leadId, answers.get(lead.contactId)!)
  }
  return decisions
}

async function putOff(tx: Tx, scope: Scope, lead: DueLead, verdict: PolicyDecision | undefined): Promise<void> {
  if (lead.phone && verdict?.decision === 'blocked' && verdict.nextAllowedAt)
    return postponeLead(tx, scope, lead.leadId, verdict.nextAllowedAt, verdict.reason)
  const reason = !lead.phone ? 'no_phone' : verdict?.decision === 'blocked' ? verdict.reason : 'unknown'
  if (lead.callback) return postponeCallback(tx, scope, lead, reason)
  // What time does not heal: out of the run, with the reason for whoever looks.
  await settleLeadCall(tx, scope, lead.leadId, { callStatus: 'no_selected', nextCallAt: null, errorMessage: reason })
}

/** Not on the list of a workspace that is being tried out: out of the run, and as selected as before. */
async function leaveOut(tx: Tx, scope: Scope, lead: DueLead): Promise<void> {
  if (lead.callback) return postponeCallback(tx, scope, lead, NOT_ON_LIST)
  const outside = { callStatus: 'selected', nextCallAt: null, stillWanted: true, errorMessage: NOT_ON_LIST } as const
  await settleLeadCall(tx, scope, lead.leadId, outside)
}

const postponeCallback = (tx: Tx, scope: Scope, { leadId }: DueLead, reason: string): Promise<void> =>
  postponeLead(tx, scope, leadId, new Date(scope.clock.now().getTime() + LATER_S * 1000), reason)

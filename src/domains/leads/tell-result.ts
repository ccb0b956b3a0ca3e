/** What a recorded result leaves in the person's story. */
import { toWire } from '../../kernel/dates.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimeline } from '../contacts/index.ts'
import type { AppliedResult } from './apply-result.rules.ts'
import type { Lead } from './lead.ts'

export async function tellResult(tx: Tx, scope: Scope, lead: Lead, done: AppliedResult, zone: string): Promise<void> {
  const about = { contactId: lead.contactId, leadId: lead.id }
  const after = { ...lead, ...done.fields }
  await appendTimeline(tx, scope, {
    ...about,
    kind: 'result.recorded',
    data: {
      applied: done.applied,
      status_level_1: after.statusLevel1,
      status_level_2: after.statusLevel2,
      reason: done.fields.callbackReason ?? done.fields.noInterestReason ?? null,
    },
  })
  if (done.callback === 'scheduled' && after.callbackRequestedAt && after.nextCallAt)
    await appendTimeline(tx, scope, {
      ...about,
      kind: 'callback.scheduled',
      data: { requested_at: toWire(after.callbackRequestedAt, zone), next_call_at: toWire(after.nextCallAt, zone) },
    })
  if (done.callback === 'dropped') await appendTimeline(tx, scope, { ...about, kind: 'callback.dropped', data: {} })
  if (done.closed)
    await appendTimeline(tx, scope, { ...about, kind: 'lead.closed', data: { reason: after.closureReason ?? 'other' } })
  if (done.reopened)
    await appendTimeline(tx, scope, {
      ...about,
      kind: 'lead.reopened',
      data: { reason: done.callback === 'scheduled' ? 'callback' : 'result' },
    })
}

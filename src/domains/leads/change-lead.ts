/** Changes a lead and its person by hand: all of it or nothing, with a trace of what it was before. */
import { invalid, notFound } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { fold } from '../../kernel/text.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimeline, type ContactChanges, changeContact } from '../contacts/index.ts'
import { recordAudit } from '../workspaces/index.ts'
import { type Lead, type LeadFields, offTheDialer } from './lead.ts'
import type { LeadChanges } from './lead-wire.ts'
import { collectUnknownResult, lockLead, missingReference, updateLead } from './leads.store.ts'
import { classify } from './result-codes.rules.ts'

/**
 * Absent keeps, `null` clears. Throws `lead.not_found`, `contact.invalid`, `campaign.not_found` and its like,
 * `lead.closure_reason_missing`.
 */
export async function changeLead(scope: Scope, id: string, changes: LeadChanges): Promise<void> {
  const change = inWorkspace(scope, (tx) => changeIn(tx, scope, id, changes))
  await change.catch((error: unknown) => {
    throw unknownReference(error) ?? error
  })
}

/** `campaign.not_found` and its like, where a foreign key says so; else undefined. */
export function unknownReference(error: unknown) {
  const missing = missingReference(error)
  return missing ? invalid(`${missing}.not_found`, { cause: error }) : undefined
}

async function changeIn(tx: Tx, scope: Scope, id: string, changes: LeadChanges): Promise<void> {
  const lead = isUuid(id) ? await lockLead(tx, id) : undefined
  if (!lead) throw notFound('lead.not_found')
  const at = scope.clock.now()
  const wished = wishedFields(lead, changes)
  const changed = Object.entries(wished).filter(([field, value]) => differs(value, lead[field as keyof LeadFields]))
  if (changed.length > 0) {
    const fields: Partial<LeadFields> = Object.fromEntries(changed)
    if ('statusLevel1' in fields || 'statusLevel2' in fields) await classifyByHand(tx, scope, lead, fields)
    await updateLead(tx, id, { ...fields, ...sideEffects(lead, fields) }, at)
    await tellChange(tx, scope, lead, fields)
  }
  const person = changes.contact ? await changePerson(tx, scope, lead, changes.contact) : []
  if (changed.length + person.length === 0) return
  await recordAudit(tx, scope, {
    action: 'lead.updated',
    subject: { kind: 'lead', id },
    detail: { changed: [...changed.map(([field]) => field), ...person.map((field) => `contact.${field}`)] },
  })
  await publish(tx, { topic: 'leads', type: 'lead.changed', data: { leadId: id } })
}

function wishedFields(lead: Lead, changes: LeadChanges): Partial<LeadFields> {
  const { contact: _, custom, closureReason, ...plain } = changes
  const status = changes.status ?? lead.status
  if (status === 'closed' && lead.status === 'open' && !closureReason) throw invalid('lead.closure_reason_missing')
  if (status === 'open' && closureReason) throw invalid('lead.reason_without_closing')
  const sent = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return {
    ...sent,
    ...(status === 'open' ? { closureReason: null } : closureReason ? { closureReason } : {}),
    ...(custom ? { custom: laidOver(lead.custom, custom) } : {}),
  }
}

const laidOver = (under: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...under, ...over }).filter(([, value]) => value !== null))

/** Closed, or in somebody's hands: no machine calls any more. */
function sideEffects(lead: Lead, fields: Partial<LeadFields>): Partial<LeadFields> {
  return fields.status === 'closed' || fields.manualManagement === true ? offTheDialer(lead) : {}
}

async function classifyByHand(tx: Tx, scope: Scope, lead: Lead, fields: Partial<LeadFields>): Promise<void> {
  const levels = { ...lead, ...fields }
  const { code, unknown } = classify(levels.statusLevel1, levels.statusLevel2)
  fields.resultCode = code
  const text = unknown === 1 ? fields.statusLevel1 : unknown === 2 ? fields.statusLevel2 : null
  if (!unknown || !text) return
  const { workspaceId, clock } = scope
  const at = clock.now()
  await collectUnknownResult(tx, { workspaceId, level: unknown, folded: fold(text), text, leadId: lead.id, at })
}

async function tellChange(tx: Tx, scope: Scope, lead: Lead, fields: Partial<LeadFields>): Promise<void> {
  const about = { contactId: lead.contactId, leadId: lead.id }
  if (fields.status === 'closed' && fields.closureReason)
    await appendTimeline(tx, scope, { ...about, kind: 'lead.closed', data: { reason: fields.closureReason } })
  if (fields.status === 'open')
    await appendTimeline(tx, scope, { ...about, kind: 'lead.reopened', data: { reason: 'hand' } })
  const changes = Object.entries(fields)
    .filter(([field]) => field !== 'status' && field !== 'closureReason')
    .map(([field, after]) => ({ field, before: lead[field as keyof LeadFields], after }))
  if (changes.length > 0) await appendTimeline(tx, scope, { ...about, kind: 'lead.updated', data: { changes } })
}

async function changePerson(tx: Tx, scope: Scope, lead: Lead, changes: ContactChanges): Promise<string[]> {
  const { changed } = await changeContact(tx, scope, lead.contactId, changes)
  if (changed.length > 0)
    await appendTimeline(tx, scope, {
      contactId: lead.contactId,
      leadId: lead.id,
      kind: 'contact.updated',
      data: { changed },
    })
  return changed
}

function differs(wished: unknown, now: unknown): boolean {
  return typeof wished === 'object' && wished !== null ? JSON.stringify(wished) !== JSON.stringify(now) : wished !== now
}

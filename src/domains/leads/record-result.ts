/** Records what came out of a call: the lead, its callback and its appointment in one transaction, or nothing at all. */

import { RESULT_FIELDS, type ResultField } from '../../../contract/results.ts'
import { instantToWall } from '../../kernel/dates.ts'
import { type AppError, conflict, invalid, notFound } from '../../kernel/errors.ts'
import { readPhone } from '../../kernel/phone.ts'
import { fold } from '../../kernel/text.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import { fill } from '../../platform/http/messages.ts'
import type { Scope } from '../../platform/scope.ts'
import { contactsMessages, mayContact } from '../contacts/index.ts'
import { getWorkspace, recordAudit, type Workspace } from '../workspaces/index.ts'
import { applyResult } from './apply-result.rules.ts'
import type { ExternalAppointments } from './external-appointments.ts'
import type { Lead } from './lead.ts'
import { leadsMessages } from './leads.messages.ts'
import { collectUnknownResult, lockLeadByPhone, updateLead } from './leads.store.ts'
import { type Result, type ResultProblem, readResult } from './read-result.rules.ts'
import { intentOf } from './run-leads.ts'
import { tellResult } from './tell-result.ts'

export interface ResultPorts {
  appointments: ExternalAppointments
}

export interface RecordedResult {
  leadId: string
  /** Documented names that changed something; empty where all was so already. */
  applied: ResultField[]
  /** Names that no document knows. */
  ignored: string[]
  /** A callback that was asked for in this body: when, and when it will be (null: by a person, not by the dialer). */
  callback: { requestedAt: Date; nextCallAt: Date | null } | null
  zone: string
}

/**
 * `body` is what was posted to `actualizar_resultado`, unread. Throws `result.phone_missing`, `result.phone_invalid`,
 * `result.nothing_to_update`, `result.invalid` (400), `lead.phone_unknown` (404), `contact.do_not_contact` and
 * `callback.not_allowed` (409); then nothing is written.
 */
export async function recordResult(
  scope: Scope,
  body: Readonly<Record<string, unknown>>,
  ports: ResultPorts,
): Promise<RecordedResult> {
  return inWorkspace(scope, async (tx) => {
    const workspace = await getWorkspace(tx, scope)
    const { zone } = workspace
    const phone = phoneOf(scope, body['telefono'], workspace.region)
    const { result, problems, ignored } = readResult(body, zone)
    if (problems.length > 0) throw unusable(scope, problems)
    if (Object.keys(result).length === 0)
      throw invalid('result.nothing_to_update', { params: { accepted: RESULT_FIELDS.join(', ') } })

    const lead = await lockLeadByPhone(tx, phone)
    if (!lead) throw notFound('lead.phone_unknown', { params: { phone } })
    const nextCallAt = await callbackTime(tx, scope, workspace, lead, result)
    const appointmentChanged = await tellAgenda(tx, scope, lead, result, ports)
    const done = applyResult(lead, result, { appointmentChanged, nextCallAt })
    if (done.applied.length > 0) {
      const at = scope.clock.now()
      await updateLead(tx, lead.id, done.fields, at)
      if (done.unknown)
        await collectUnknownResult(tx, {
          ...done.unknown,
          workspaceId: scope.workspaceId,
          folded: fold(done.unknown.text),
          leadId: lead.id,
          at,
        })
      await tellResult(tx, scope, lead, done, zone)
      await recordAudit(tx, scope, {
        action: 'lead.result_recorded',
        subject: { kind: 'lead', id: lead.id },
        detail: { applied: done.applied },
      })
      await publish(tx, { topic: 'leads', type: 'lead.changed', data: { leadId: lead.id } })
    }
    const pending = done.fields.nextCallAt !== undefined ? done.fields.nextCallAt : lead.nextCallAt
    return {
      leadId: lead.id,
      applied: done.applied,
      ignored,
      callback: result.horaRellamada ? { requestedAt: result.horaRellamada, nextCallAt: pending } : null,
      zone,
    }
  })
}

function phoneOf(scope: Scope, said: unknown, region: string): string {
  if (said === undefined || said === null || (typeof said === 'string' && said.trim() === ''))
    throw aboutPhone(scope, 'result.phone_missing')
  const reading = typeof said === 'string' ? readPhone(said, region) : null
  if (reading?.kind !== 'valid') throw aboutPhone(scope, 'result.phone_invalid', { value: String(said).slice(0, 40) })
  return reading.e164
}

function aboutPhone(
  scope: Scope,
  code: 'result.phone_missing' | 'result.phone_invalid',
  params: Record<string, string> = {},
): AppError {
  const message = fill(leadsMessages[code][scope.locale], params)
  return invalid(code, { params, details: { fields: [{ field: 'telefono', code, message }] } })
}

function unusable(scope: Scope, problems: ResultProblem[]): AppError {
  const fields = problems.map(({ field, code, params }) => ({
    field,
    code,
    message: fill(leadsMessages[code][scope.locale], params),
  }))
  return invalid('result.invalid', { details: { fields }, params: { fields: problems.map((p) => p.field).join(', ') } })
}

/** When the callback that was asked for will be; null where none was, or a person will make it. */
async function callbackTime(
  tx: Tx,
  scope: Scope,
  { settings }: Workspace,
  lead: Lead,
  result: Result,
): Promise<Date | null> {
  if (!result.horaRellamada) return null
  const now = scope.clock.now()
  const at = result.horaRellamada > now ? result.horaRellamada : now
  const intent = await intentOf(tx, scope, lead.campaignId)
  const answer = await mayContact(tx, scope, lead.contactId, { ...intent, at })
  if (answer.decision === 'blocked' && answer.reason === 'objection') throw conflict('contact.do_not_contact')
  if (lead.manualManagement || !settings.calls.honourCallbacks) return null
  if (answer.decision === 'allowed') return at
  if (answer.nextAllowedAt) return answer.nextAllowedAt
  throw conflict('callback.not_allowed', {
    params: { reason: contactsMessages[`policy.${answer.reason}`][scope.locale] },
    details: { reason: answer.reason },
  })
}

async function tellAgenda(tx: Tx, scope: Scope, lead: Lead, result: Result, ports: ResultPorts): Promise<boolean> {
  if (result.nuevaCita === undefined) return false
  if (result.nuevaCita === null) return ports.appointments.cancelExternalAppointment(tx, scope, lead.id)
  const { outcome } = await ports.appointments.recordExternalAppointment(tx, scope, {
    leadId: lead.id,
    contactId: lead.contactId,
    start: result.nuevaCita,
  })
  return outcome !== 'unchanged'
}

/** The answer's sentence, in the reader's language. */
export function resultMessage(scope: Scope, { applied, callback, zone }: RecordedResult): string {
  if (applied.length === 0) return leadsMessages['result.unchanged'][scope.locale]
  if (!callback?.nextCallAt) return leadsMessages['result.saved'][scope.locale]
  const { date, time } = instantToWall(callback.nextCallAt, zone)
  const [year, month, day] = date.split('-')
  return fill(leadsMessages['result.saved_callback'][scope.locale], { date: `${day}/${month}/${year}`, time })
}

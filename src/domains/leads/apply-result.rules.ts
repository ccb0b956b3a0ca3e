/**
 * What a result makes of a lead: which fields it sets, whether it closes or opens it. Pure: what the agenda and the
 * contact policy said about `nuevaCita` and `horaRellamada` is handed in.
 */

import { RESULT_FIELDS, type ResultField } from '../../../contract/results.ts'
import { type Lead, type LeadFields, offTheDialer } from './lead.ts'
import type { Result } from './read-result.rules.ts'
import {
  CALL_AGAIN_CODES,
  classify,
  effectOf,
  type Levels,
  levelsOf,
  NO_INTEREST_CODES,
  type ResultCode,
} from './result-codes.rules.ts'

export interface Outside {
  /** The agenda booked, moved or cancelled something because of `nuevaCita`. */
  appointmentChanged: boolean
  /** When the dialer will call back; null where it will not (a person looks after the lead). */
  nextCallAt: Date | null
}

export interface AppliedResult {
  /** Names that changed something, in the documented order. Empty: it was so already. */
  applied: ResultField[]
  fields: Partial<LeadFields>
  /** A level whose text nobody knows, newly written. */
  unknown: { level: 1 | 2; text: string } | null
  /** What happened to the lead beside its fields. */
  closed: boolean
  reopened: boolean
  callback: 'scheduled' | 'dropped' | null
}

export function applyResult(lead: Lead, result: Result, outside: Outside): AppliedResult {
  const wished = wishedFields(lead, result, outside)
  const changes = (fields: Partial<LeadFields>) =>
    Object.entries(fields).some(([name, value]) => !same(value, lead[name as keyof LeadFields]))
  const applied = RESULT_FIELDS.filter(
    (field) => changes(wished[field] ?? {}) || (field === 'nuevaCita' && outside.appointmentChanged),
  )
  if (applied.length === 0)
    return { applied, fields: {}, unknown: null, closed: false, reopened: false, callback: null }

  const fields: Partial<LeadFields> = Object.assign({}, ...applied.map((field) => wished[field]))
  const level1 = fields.statusLevel1 !== undefined ? fields.statusLevel1 : lead.statusLevel1
  const level2 = fields.statusLevel2 !== undefined ? fields.statusLevel2 : lead.statusLevel2
  const { code, unknown } = classify(level1, level2)
  if ('statusLevel1' in fields || 'statusLevel2' in fields) fields.resultCode = code

  const callback = !applied.includes('horaRellamada') ? null : result.horaRellamada ? 'scheduled' : 'dropped'
  const end = ending(lead, result, applied, 'resultCode' in fields ? code : null, callback === 'scheduled')
  // Off the dialer, but for the callback that this very result asks for.
  const dialer = end.effect === 'close' || bookedNow(result, applied) ? offTheDialer(lead) : {}
  const kept = callback === 'scheduled' ? wished.horaRellamada : {}
  return {
    applied,
    fields: {
      ...fields,
      ...dialer,
      ...kept,
      ...(end.effect === 'close' ? { status: 'closed', closureReason: end.reason } : {}),
      ...(end.effect === 'open' ? { status: 'open', closureReason: null } : {}),
    },
    unknown: newlyUnknown(fields, unknown),
    closed: end.effect === 'close' && lead.status === 'open',
    reopened: end.effect === 'open' && lead.status === 'closed',
    callback,
  }
}

/** What each name that was sent would set. Levels that a code implies give way to levels that were sent. */
function wishedFields(
  lead: Lead,
  result: Result,
  { nextCallAt }: Outside,
): Partial<Record<ResultField, Partial<LeadFields>>> {
  const wished: Partial<Record<ResultField, Partial<LeadFields>>> = {}
  const implied = impliedBy(result)
  const levels = implied && impliedLevels(result, levelsOf(implied.code))
  const set = (field: ResultField, fields: Partial<LeadFields>) => {
    if (result[field] !== undefined) wished[field] = { ...fields, ...(implied?.by === field ? levels : {}) }
  }
  set('status_level_1', { statusLevel1: result.status_level_1 ?? null })
  set('status_level_2', { statusLevel2: result.status_level_2 ?? null })
  set('conPack', { conPack: result.conPack ?? null })
  set('nuevaCita', {})
  set('horaRellamada', callbackFields(lead, result.horaRellamada ?? null, nextCallAt))
  set('errorTecnico', { technicalError: result.errorTecnico ?? null })
  set('razonvueltaallamar', { callbackReason: result.razonvueltaallamar ?? null })
  set('razonNoInteres', { noInterestReason: result.razonNoInteres ?? null })
  set('codigoNoInteres', { noInterestCode: result.codigoNoInteres ?? null })
  set('codigoVolverLlamar', { callbackCode: result.codigoVolverLlamar ?? null })
  return wished
}

function callbackFields(lead: Lead, requestedAt: Date | null, nextCallAt: Date | null): Partial<LeadFields> {
  if (requestedAt === null)
    return {
      callbackRequestedAt: null,
      callbackPending: false,
      nextCallAt: lead.callbackPending ? null : lead.nextCallAt,
    }
  // Asked for before and called since: the same request again calls nobody twice.
  if (same(requestedAt, lead.callbackRequestedAt)) return { callbackRequestedAt: requestedAt }
  return { callbackRequestedAt: requestedAt, callbackPending: nextCallAt !== null, nextCallAt }
}

/** The one thing sent that says by itself what came out: an appointment, else a code, else a technical error. */
function impliedBy(result: Result): { by: ResultField; code: ResultCode } | null {
  if (result.nuevaCita)
    return { by: 'nuevaCita', code: result.conPack === true ? 'appointment_with_pack' : 'appointment_without_pack' }
  if (result.codigoNoInteres) return { by: 'codigoNoInteres', code: NO_INTEREST_CODES[result.codigoNoInteres]! }
  if (result.codigoVolverLlamar) return { by: 'codigoVolverLlamar', code: CALL_AGAIN_CODES[result.codigoVolverLlamar]! }
  return result.errorTecnico === true ? { by: 'errorTecnico', code: 'call_again_technical' } : null
}

const impliedLevels = (result: Result, { level1, level2 }: Levels): Partial<LeadFields> => ({
  ...(result.status_level_1 === undefined ? { statusLevel1: level1 } : {}),
  ...(result.status_level_2 === undefined ? { statusLevel2: level2 } : {}),
})

const bookedNow = (result: Result, applied: ResultField[]): boolean =>
  applied.includes('nuevaCita') && result.nuevaCita instanceof Date

/** A callback opens whatever was closed; else the appointment counts, else what the levels mean. */
function ending(
  lead: Lead,
  result: Result,
  applied: ResultField[],
  code: ResultCode | null,
  callback: boolean,
): ReturnType<typeof effectOf> {
  if (callback) return { effect: 'open' }
  if (bookedNow(result, applied)) return { effect: 'close', reason: 'appointment_booked' }
  const cancelled = applied.includes('nuevaCita') && result.nuevaCita === null
  const effect = effectOf(code)
  if (effect.effect === 'none' && cancelled && lead.closureReason === 'appointment_booked') return { effect: 'open' }
  return effect
}

function newlyUnknown(fields: Partial<LeadFields>, level: 1 | 2 | null): AppliedResult['unknown'] {
  const text = level === 1 ? fields.statusLevel1 : level === 2 ? fields.statusLevel2 : null
  return level && text ? { level, text } : null
}

function same(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b
}

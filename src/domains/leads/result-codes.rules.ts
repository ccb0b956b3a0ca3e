/**
 * What came out of a call, in codes. Outside stand two levels of Spanish text, in many spellings; inside stands one of
 * these codes. The documented short codes (`codigoNoInteres`, `codigoVolverLlamar`) are a third way to say the same.
 */
import { fold, foldKey } from '../../kernel/text.ts'
import type { ClosureReason } from './lead.ts'

/** Our code, the two levels as people read them, and other spellings of the second that are about. */
type Row = readonly [code: string, level1: string, level2: string | null, ...spellings: string[]]

const VOCABULARY = [
  ['appointment', 'Cita Agendada', null],
  ['appointment_with_pack', 'Cita Agendada', 'Con Pack'],
  ['appointment_without_pack', 'Cita Agendada', 'Sin Pack'],
  ['appointment_scheduled', 'Cita Agendada', 'Cita programada'],
  ['appointment_automatic', 'Cita Agendada', 'Reserva Automática'],
  ['appointment_by_hand', 'Cita Manual', null],
  ['appointment_by_hand_preferences', 'Cita Manual', 'con preferencias'],
  ['call_again', 'Volver a llamar', null],
  ['call_again_voicemail', 'Volver a llamar', 'buzón'],
  ['call_again_unavailable', 'Volver a llamar', 'no disponible cliente'],
  ['call_again_technical', 'Volver a llamar', 'Interesado. Problema técnico', 'Problema técnico'],
  ['call_again_cut_off', 'Volver a llamar', 'cortado'],
  ['call_again_will_call', 'Volver a llamar', 'Llamará cuando esté interesado'],
  ['call_again_exchange', 'Volver a llamar', 'Fallo centralita'],
  ['call_again_no_calls', 'Volver a llamar', 'Sin llamadas registradas'],
  ['call_again_review', 'Volver a llamar', 'Revisar manualmente'],
  ['not_interested', 'No Interesado', null],
  ['not_interested_unavailable', 'No Interesado', 'no disponibilidad cliente'],
  ['not_interested_unhappy', 'No Interesado', 'Descontento'],
  ['not_interested_leaving', 'No Interesado', 'Próxima baja'],
  ['not_interested_no_reason', 'No Interesado', 'No da motivos'],
  ['not_interested_in_treatment', 'No Interesado', 'Paciente con tratamiento'],
  ['not_interested_private_treatment', 'No Interesado', 'Paciente con tratamiento particular'],
  ['not_interested_cancels_policy', 'No Interesado', 'Solicita baja póliza', 'Solicitan baja póliza'],
  [
    'not_interested_uncooperative',
    'No Interesado',
    'No quiere ser molestado / no colabora',
    'No colabora',
    'No quiere ser molestado',
  ],
  ['not_interested_not_useful', 'No Interesado', 'No útil'],
  ['not_interested_max_attempts', 'No Interesado', 'Maximo intentos', 'Máximos intentos', 'Máximo de intentos'],
  ['not_interested_short_term', 'No Interesado', 'a corto plazo'],
  ['not_interested_has_been', 'No Interesado', 'Ya ha ido a la clínica'],
  ['wrong_number', 'Numero erroneo', null],
  ['wrong_number_repeated', 'Numero erroneo', 'Fallo multiple veces', 'Fallo múltiples veces'],
  ['success', 'Éxito', null],
  ['contracted', 'Contratado', null],
  ['confirmed', 'CONFIRMADO', null],
  ['interested', 'Interesado', null],
] as const satisfies readonly Row[]

export type ResultCode = (typeof VOCABULARY)[number][0]
export const RESULT_CODES: readonly ResultCode[] = VOCABULARY.map(([code]) => code)

export interface Levels {
  level1: string
  level2: string | null
}

const rows: readonly Row[] = VOCABULARY

/** The two levels as people read them. */
export function levelsOf(code: ResultCode): Levels {
  const row = rows.find(([known]) => known === code)!
  return { level1: row[1], level2: row[2] }
}

export interface Classified {
  code: ResultCode | null
  /** The level whose text nobody knows. */
  unknown: 1 | 2 | null
}

/** Case, accents and spaces do not matter. An unknown second level keeps the code of the first. */
export function classify(level1: string | null, level2: string | null): Classified {
  if (level1 === null) return { code: null, unknown: null }
  const first = rows.filter((row) => fold(row[1]) === fold(level1))
  if (first.length === 0) return { code: null, unknown: 1 }
  const general = first.find((row) => row[2] === null)
  if (level2 === null) return { code: (general?.[0] ?? null) as ResultCode | null, unknown: null }
  const exact = first.find(([, , label, ...spellings]) =>
    [label, ...spellings].some((text) => text !== null && fold(text) === fold(level2)),
  )
  if (exact) return { code: exact[0] as ResultCode, unknown: null }
  return { code: (general?.[0] ?? null) as ResultCode | null, unknown: 2 }
}

export const CALL_AGAIN_CODES: Readonly<Record<string, ResultCode>> = {
  buzon: 'call_again_voicemail',
  interrupcion: 'call_again_unavailable',
  proble_tecnico: 'call_again_technical',
}

export const NO_INTEREST_CODES: Readonly<Record<string, ResultCode>> = {
  'no disponibilidad': 'not_interested_unavailable',
  descontento: 'not_interested_unhappy',
  bajaProxima: 'not_interested_leaving',
  otros: 'not_interested_no_reason',
  paciente_con_tratamiento: 'not_interested_in_treatment',
  paciente_con_tratamiento_particular: 'not_interested_private_treatment',
  solicitan_baja_poliza: 'not_interested_cancels_policy',
  solicita_baja: 'not_interested_cancels_policy',
  no_colabora: 'not_interested_uncooperative',
  no_desea_informar_motivo: 'not_interested_no_reason',
  llamara_cuando_este_interesado: 'call_again_will_call',
}

/** The documented code that was meant, whatever its case, accents, spaces and underscores; null where there is none. */
export function readCode(said: string, codes: Readonly<Record<string, ResultCode>>): string | null {
  return Object.keys(codes).find((code) => foldKey(code) === foldKey(said)) ?? null
}

/** What a result does to its lead: closes it with a reason, opens it again, or leaves it as it is. */
export type Effect = { effect: 'close'; reason: ClosureReason } | { effect: 'open' } | { effect: 'none' }

export function effectOf(code: ResultCode | null): Effect {
  if (code === null) return { effect: 'none' }
  if (code === 'not_interested_uncooperative') return { effect: 'close', reason: 'does_not_cooperate' }
  if (code === 'not_interested_max_attempts') return { effect: 'close', reason: 'max_attempts' }
  if (code.startsWith('not_interested')) return { effect: 'close', reason: 'not_interested' }
  if (code.startsWith('wrong_number')) return { effect: 'close', reason: 'wrong_number' }
  // By hand: a preference was given, and nothing is booked yet.
  if (code.startsWith('appointment') && !code.startsWith('appointment_by_hand'))
    return { effect: 'close', reason: 'appointment_booked' }
  if (code.startsWith('call_again') || code.startsWith('appointment_by_hand')) return { effect: 'open' }
  return { effect: 'none' }
}

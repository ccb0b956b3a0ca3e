/**
 * The body of a result as voice agents send it, read into our words. Absent keeps, `null` clears, an empty text counts as
 * absent. What cannot be read is a problem by field; what nobody knows is listed and left alone.
 */
import { RESULT_FIELDS, type ResultField } from '../../../contract/results.ts'
import { readWallTime, WALL_TIME_FORMS } from '../../kernel/dates.ts'
import { CALL_AGAIN_CODES, NO_INTEREST_CODES, type ResultCode, readCode } from './result-codes.rules.ts'

/** What was sent, by its documented name. */
export interface Result {
  status_level_1?: string | null
  status_level_2?: string | null
  conPack?: boolean | null
  nuevaCita?: Date | null
  horaRellamada?: Date | null
  errorTecnico?: boolean | null
  razonvueltaallamar?: string | null
  razonNoInteres?: string | null
  codigoNoInteres?: string | null
  codigoVolverLlamar?: string | null
}

export interface ResultProblem {
  field: ResultField
  code:
    | 'result.not_text'
    | 'result.too_long'
    | 'result.not_boolean'
    | 'result.code_unknown'
    | 'result.two_codes'
    | 'result.not_a_time'
  params: Record<string, string | number>
}

export interface ResultReading {
  result: Result
  problems: ResultProblem[]
  /** Names that no document knows. */
  ignored: string[]
}

const LONGEST_LEVEL = 200
const LONGEST_REASON = 5_000
/** Read elsewhere: whom it is about, and the key of a repeat. */
const NOT_OF_THE_RESULT = new Set(['telefono', 'idempotency_key'])

type Reader = (
  value: unknown,
) => { read: unknown } | { problem: ResultProblem['code']; params?: Record<string, string | number> }

/** `zone` is where times without an offset are read. */
export function readResult(body: Readonly<Record<string, unknown>>, zone: string): ResultReading {
  const readers: Record<ResultField, Reader> = {
    status_level_1: text(LONGEST_LEVEL),
    status_level_2: text(LONGEST_LEVEL),
    conPack: boolean,
    nuevaCita: time(zone),
    horaRellamada: time(zone),
    errorTecnico: boolean,
    razonvueltaallamar: text(LONGEST_REASON),
    razonNoInteres: text(LONGEST_REASON),
    codigoNoInteres: code(NO_INTEREST_CODES),
    codigoVolverLlamar: code(CALL_AGAIN_CODES),
  }
  const result: Record<string, unknown> = {}
  const problems: ResultProblem[] = []
  for (const field of RESULT_FIELDS) {
    const value = body[field]
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) continue
    if (value === null) {
      result[field] = null
      continue
    }
    const reading = readers[field](value)
    if ('read' in reading) result[field] = reading.read
    else problems.push({ field, code: reading.problem, params: reading.params ?? {} })
  }
  if (result['codigoNoInteres'] && result['codigoVolverLlamar'])
    for (const field of ['codigoNoInteres', 'codigoVolverLlamar'] as const)
      problems.push({ field, code: 'result.two_codes', params: {} })
  const known: ReadonlySet<string> = new Set(RESULT_FIELDS)
  const ignored = Object.keys(body).filter((name) => !known.has(name) && !NOT_OF_THE_RESULT.has(name))
  return { result, problems, ignored }
}

const text =
  (longest: number): Reader =>
  (value) => {
    if (typeof value !== 'string') return { problem: 'result.not_text' }
    const trimmed = value.trim()
    return trimmed.length > longest ? { problem: 'result.too_long', params: { max: longest } } : { read: trimmed }
  }

const boolean: Reader = (value) => {
  if (typeof value === 'boolean') return { read: value }
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return word === 'true' || word === 'false' ? { read: word === 'true' } : { problem: 'result.not_boolean' }
}

const time =
  (zone: string): Reader =>
  (value) => {
    const instant = typeof value === 'string' ? readWallTime(value, zone) : null
    return instant
      ? { read: instant }
      : { problem: 'result.not_a_time', params: { accepted: WALL_TIME_FORMS.join(', ') } }
  }

const code =
  (codes: Readonly<Record<string, ResultCode>>): Reader =>
  (value) => {
    const said: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value
    const read = typeof said === 'string' ? readCode(said, codes) : null
    return read ? { read } : { problem: 'result.code_unknown', params: { accepted: Object.keys(codes).join(', ') } }
  }

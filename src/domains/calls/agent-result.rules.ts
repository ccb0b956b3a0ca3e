/**
 * What the voice agent collected, as the body of a result: the same fields that it could have posted to
 * `actualizar_resultado`. Only the documented variables are read; free text is never guessed at.
 */
import { RESULT_FIELDS } from '../../../contract/results.ts'
import type { CollectedInfo } from './call.ts'

const SAYS_WHAT_CAME_OUT = ['status_level_1', 'codigoNoInteres', 'codigoVolverLlamar', 'nuevaCita'] as const

const TIME_OF_DAY = /\d{1,2}:\d{2}/
const YES = new Set(['true', 'si', 'sí', 'yes', '1'])

export function agentResult(collected: readonly CollectedInfo[] | null): Record<string, unknown> {
  const said = new Map((collected ?? []).map((item) => [item.id.toLowerCase(), item.value]))
  const value = (name: string): unknown => {
    const found = said.get(name.toLowerCase())
    return found === '' || found === null ? undefined : found
  }
  const yes = (name: string): boolean =>
    YES.has(
      String(value(name) ?? '')
        .trim()
        .toLowerCase(),
    )

  const result: Record<string, unknown> = {}
  for (const field of RESULT_FIELDS) if (value(field) !== undefined) result[field] = value(field)

  // Some agents collect day and hour apart.
  const [day, hour] = [value('nuevaCita'), value('horaCita')]
  if (typeof day === 'string' && typeof hour === 'string' && !TIME_OF_DAY.test(day) && TIME_OF_DAY.test(hour))
    result['nuevaCita'] = `${day.trim()} ${hour.trim()}`

  return { ...result, ...saidByYes(result, yes) }
}

/**
 * Yes-or-no variables, where nothing says better what came out: as the code they are named after, else as the documented
 * level. Of several, the first here: a refusal weighs more than a wish to be called again, a particular more than a
 * general one.
 */
function saidByYes(result: Record<string, unknown>, yes: (name: string) => boolean): Record<string, unknown> {
  if (SAYS_WHAT_CAME_OUT.some((field) => field in result)) return {}
  if (yes('llamaraInteresado')) return { codigoNoInteres: 'llamara_cuando_este_interesado' }
  if (yes('noInteresado')) return levels('No Interesado')
  if (yes('buzon')) return { codigoVolverLlamar: 'buzon' }
  // That alone is a result already: an interested person, and a technical problem.
  if (yes('errorTecnico')) return {}
  if (yes('gestionManual')) return levels('Volver a llamar', 'Revisar manualmente')
  return yes('volverALlamar') ? levels('Volver a llamar') : {}
}

/** Both, so that the second level of an earlier call does not stay beside a new first one. */
const levels = (first: string, second: string | null = null) => ({ status_level_1: first, status_level_2: second })

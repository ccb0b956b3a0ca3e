/**
 * What the voice agent collected, as the body of a result: the same fields that it could have posted to
 * `actualizar_resultado`. Only the documented variables are read; free text is never guessed at.
 */
import type { CollectedInfo } from './call.ts'

/** Variables that are fields of a result, by their own names. */
const FIELDS = [
  'status_level_1',
  'status_level_2',
  'conPack',
  'nuevaCita',
  'horaRellamada',
  'errorTecnico',
  'razonvueltaallamar',
  'razonNoInteres',
  'codigoNoInteres',
  'codigoVolverLlamar',
] as const

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
  for (const field of FIELDS) if (value(field) !== undefined) result[field] = value(field)

  // Some agents collect day and hour apart.
  const [day, hour] = [value('nuevaCita'), value('horaCita')]
  if (typeof day === 'string' && typeof hour === 'string' && !TIME_OF_DAY.test(day) && TIME_OF_DAY.test(hour))
    result['nuevaCita'] = `${day.trim()} ${hour.trim()}`

  // Yes-or-no variables stand for the codes they are named after, where no code was given.
  const coded = 'codigoNoInteres' in result || 'codigoVolverLlamar' in result
  if (!coded && yes('buzon')) result['codigoVolverLlamar'] = 'buzon'
  else if (!coded && yes('llamaraInteresado')) result['codigoNoInteres'] = 'llamara_cuando_este_interesado'
  return result
}

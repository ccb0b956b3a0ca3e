/** `POST /api/actualizar_resultado`, as documented: what came out of a call, by the lead's phone. */
import { z } from 'zod'

/** The documented names, in the order in which an answer lists them. */
export const RESULT_FIELDS = [
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
export type ResultField = (typeof RESULT_FIELDS)[number]

/** Read by hand, field by field, so that every refusal can say what is accepted; the types here are for the documentation. */
const documented = (type: string | string[], description: string, example: unknown) =>
  z.unknown().optional().meta({ type, description, example })

export const resultBody = z
  .looseObject({
    telefono: documented('string', 'The phone of the lead, any way of writing it', '600123456'),
    status_level_1: documented(['string', 'null'], 'Kept as sent, and classified', 'Volver a llamar'),
    status_level_2: documented(['string', 'null'], 'Kept as sent, and classified', 'buzón'),
    conPack: documented(['boolean', 'string', 'null'], 'A pack was sold; `"true"` and `"false"` are forgiven', true),
    nuevaCita: documented(
      ['string', 'null'],
      'An appointment made elsewhere: `YYYY-MM-DD HH:MM`, with seconds, ISO-8601, `DD/MM/YYYY HH:MM` or `YYYY-MM-DD HH:MM-HH:MM`. null cancels it',
      '2026-12-01 15:00',
    ),
    horaRellamada: documented(
      ['string', 'null'],
      'When they want to be called again, in the same forms. null drops the callback',
      '2026-12-01 12:00',
    ),
    errorTecnico: documented(['boolean', 'string', 'null'], 'Something technical went wrong', false),
    razonvueltaallamar: documented(['string', 'null'], 'Why to call again, in words', 'Está conduciendo'),
    razonNoInteres: documented(['string', 'null'], 'Why not, in words', 'Ya tiene dentista'),
    codigoNoInteres: documented(
      ['string', 'array', 'null'],
      'no disponibilidad, descontento, bajaProxima, otros, paciente_con_tratamiento, paciente_con_tratamiento_particular, solicitan_baja_poliza, solicita_baja, no_colabora, no_desea_informar_motivo, llamara_cuando_este_interesado',
      'descontento',
    ),
    codigoVolverLlamar: documented(['string', 'array', 'null'], 'buzon, interrupcion, proble_tecnico', 'buzon'),
  })
  .meta({ description: '`telefono` and at least one other field with a value' })

export const resultAnswer = z.object({
  success: z.literal(true),
  message: z.string(),
  lead_id: z.string(),
  applied: z.array(z.string()).meta({ description: 'Names that changed something; empty where all was so already' }),
  ignored: z.array(z.string()).meta({ description: 'Names that no document knows' }),
  requested_at: z.string().optional().meta({ description: 'The callback that was asked for' }),
  next_call_at: z.string().optional().meta({ description: 'When it will be, under the contact policy' }),
})

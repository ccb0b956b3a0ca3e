import { describe, expect, test } from 'vitest'
import { agentResult } from './agent-result.rules.ts'

const said = (values: Record<string, unknown>) =>
  Object.entries(values).map(([id, value]) => ({ id, name: null, value }))

describe('what the agent collected', () => {
  test('becomes the fields of a result, as they are named', () => {
    expect(
      agentResult(
        said({ horaRellamada: '2026-11-24 12:00', codigoVolverLlamar: 'interrupcion', preferenciaMT: 'MORNING' }),
      ),
    ).toEqual({ horaRellamada: '2026-11-24 12:00', codigoVolverLlamar: 'interrupcion' })
  })

  test('is nothing where nothing was collected, or only blanks', () => {
    expect(agentResult(null)).toEqual({})
    expect(agentResult(said({ nuevaCita: '', conPack: null }))).toEqual({})
  })

  test('forgives the spelling of a name', () => {
    expect(agentResult(said({ NuevaCita: '2026-12-01 10:00' }))).toEqual({ nuevaCita: '2026-12-01 10:00' })
  })

  test('joins a day and an hour that were collected apart', () => {
    expect(agentResult(said({ nuevaCita: '01/12/2026', horaCita: '10:30' }))).toEqual({ nuevaCita: '01/12/2026 10:30' })
    expect(agentResult(said({ nuevaCita: '2026-12-01 09:00', horaCita: '10:30' }))).toEqual({
      nuevaCita: '2026-12-01 09:00',
    })
    expect(agentResult(said({ horaCita: '10:30' }))).toEqual({})
  })

  test('reads a yes as the code it is named after, unless a code was given', () => {
    expect(agentResult(said({ buzon: 'true' }))).toEqual({ codigoVolverLlamar: 'buzon' })
    expect(agentResult(said({ buzon: false }))).toEqual({})
    expect(agentResult(said({ buzon: true, codigoNoInteres: 'otros' }))).toEqual({ codigoNoInteres: 'otros' })
    expect(agentResult(said({ llamaraInteresado: 'Sí' }))).toEqual({
      codigoNoInteres: 'llamara_cuando_este_interesado',
    })
  })

  test('reads a yes without a code as the documented level: no refusal is lost', () => {
    expect(agentResult(said({ noInteresado: true }))).toEqual({ status_level_1: 'No Interesado', status_level_2: null })
    expect(agentResult(said({ volverALlamar: 'true' }))).toEqual({
      status_level_1: 'Volver a llamar',
      status_level_2: null,
    })
    expect(agentResult(said({ gestionManual: true }))).toEqual({
      status_level_1: 'Volver a llamar',
      status_level_2: 'Revisar manualmente',
    })
    expect(agentResult(said({ noInteresado: false, volverALlamar: 'false', gestionManual: 'no' }))).toEqual({})
  })

  test('keeps what says more: a code, a level, an appointment, a technical error', () => {
    const yes = { noInteresado: true, volverALlamar: true, gestionManual: true }
    for (const more of [
      { codigoNoInteres: ['otros'] },
      { codigoVolverLlamar: 'interrupcion' },
      { status_level_1: 'Cita Manual' },
      { nuevaCita: '2026-12-01 10:00' },
    ])
      expect(agentResult(said({ ...yes, ...more }))).toEqual(more)
    expect(agentResult(said({ volverALlamar: true, errorTecnico: true }))).toEqual({ errorTecnico: true })
  })

  test('of several, takes the refusal before the callback, and the particular before the general', () => {
    expect(agentResult(said({ noInteresado: true, volverALlamar: true, buzon: true }))['status_level_1']).toBe(
      'No Interesado',
    )
    expect(agentResult(said({ noInteresado: true, llamaraInteresado: true }))).toEqual({
      codigoNoInteres: 'llamara_cuando_este_interesado',
    })
    expect(agentResult(said({ volverALlamar: true, buzon: true }))).toEqual({ codigoVolverLlamar: 'buzon' })
    expect(agentResult(said({ volverALlamar: true, horaRellamada: '2026-12-01 10:00' }))).toEqual({
      horaRellamada: '2026-12-01 10:00',
      status_level_1: 'Volver a llamar',
      status_level_2: null,
    })
  })
})

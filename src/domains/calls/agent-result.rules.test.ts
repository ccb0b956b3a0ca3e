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
})

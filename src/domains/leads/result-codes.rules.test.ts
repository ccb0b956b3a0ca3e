import { describe, expect, test } from 'vitest'
import {
  CALL_AGAIN_CODES,
  classify,
  effectOf,
  levelsOf,
  NO_INTEREST_CODES,
  RESULT_CODES,
  readCode,
} from './result-codes.rules.ts'

describe('classifying', () => {
  test.each(RESULT_CODES)('%s comes back from its own labels', (code) => {
    const { level1, level2 } = levelsOf(code)
    expect(classify(level1, level2)).toEqual({ code, unknown: null })
  })

  test.each([
    ['no interesado', 'SOLICITAN BAJA POLIZA', 'not_interested_cancels_policy'],
    ['No Interesado', 'Máximos intentos', 'not_interested_max_attempts'],
    ['NO INTERESADO', 'no colabora', 'not_interested_uncooperative'],
    [' volver  a llamar ', 'Buzon', 'call_again_voicemail'],
    ['Volver a llamar', 'llamara cuando este interesado', 'call_again_will_call'],
    ['cita agendada', 'con pack', 'appointment_with_pack'],
    ['Número erróneo', 'Fallo múltiples veces', 'wrong_number_repeated'],
    ['exito', null, 'success'],
  ])('%s → %s, however it is spelt', (level1, level2, code) => {
    expect(classify(level1, level2)).toEqual({ code, unknown: null })
  })

  test('an unknown second level keeps what the first one says', () => {
    expect(classify('Volver a llamar', 'otra cosa')).toEqual({ code: 'call_again', unknown: 2 })
    expect(classify('Otra', 'buzón')).toEqual({ code: null, unknown: 1 })
    expect(classify(null, 'buzón')).toEqual({ code: null, unknown: null })
  })
})

test.each([
  ['BUZÓN', CALL_AGAIN_CODES, 'buzon'],
  ['proble tecnico', CALL_AGAIN_CODES, 'proble_tecnico'],
  ['no_disponibilidad', NO_INTEREST_CODES, 'no disponibilidad'],
  ['baja proxima', NO_INTEREST_CODES, 'bajaProxima'],
  ['descontent', NO_INTEREST_CODES, null],
  ['', NO_INTEREST_CODES, null],
])('the code %s is read as it was meant', (said, codes, code) => {
  expect(readCode(said, codes)).toBe(code)
})

test('every code has one effect on its lead', () => {
  const effects = Object.fromEntries(
    RESULT_CODES.map((code) => {
      const effect = effectOf(code)
      return [code, effect.effect === 'close' ? effect.reason : effect.effect]
    }),
  )
  expect(effects).toMatchObject({
    appointment_with_pack: 'appointment_booked',
    appointment_by_hand_preferences: 'open',
    call_again_will_call: 'open',
    not_interested_unhappy: 'not_interested',
    not_interested_uncooperative: 'does_not_cooperate',
    not_interested_max_attempts: 'max_attempts',
    wrong_number: 'wrong_number',
    interested: 'none',
  })
  expect(effectOf(null)).toEqual({ effect: 'none' })
})

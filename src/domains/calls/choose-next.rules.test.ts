import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DISPOSITIONS, type Disposition } from './call.ts'
import { chooseNext, countsToLimit } from './choose-next.rules.ts'

const rule = { limit: 3, waitS: 30 }
const at = new Date('2026-11-24T09:00:00Z')
const following = (...since: [...Disposition[], Disposition]) => chooseNext(since.at(-1)!, since, rule, at)

describe('after a call', () => {
  test('a busy number is tried again after the wait', () => {
    expect(following('busy')).toEqual({ step: 'retry', at: new Date('2026-11-24T09:00:30Z') })
  })

  test('the third attempt without contact is the last', () => {
    expect(following('busy', 'no_answer')).toMatchObject({ step: 'retry' })
    expect(following('busy', 'no_answer', 'voicemail')).toEqual({ step: 'give_up', reason: 'max_attempts' })
  })

  test('a talk is a result, not an attempt, whatever came of it', () => {
    for (const talk of ['success', 'not_successful', 'talked'] as const)
      expect(following(talk)).toEqual({ step: 'rest' })
    expect(following('busy', 'talked', 'busy')).toMatchObject({ step: 'retry' })
  })

  test('one failed call is the exchange’s problem, two are a wrong number', () => {
    expect(following('failed')).toMatchObject({ step: 'retry' })
    expect(following('failed', 'busy')).toMatchObject({ step: 'retry' })
    expect(following('failed', 'failed')).toEqual({ step: 'give_up', reason: 'wrong_number' })
    expect(following('failed', 'busy', 'failed')).toEqual({ step: 'give_up', reason: 'wrong_number' })
  })

  test('a call that was never sent counts for nothing and is made at once', () => {
    expect(following('busy', 'no_answer', 'not_placed')).toEqual({ step: 'again', at })
  })

  test('what nobody understood, and who must not be rung, is left to a person', () => {
    for (const one of ['blacklisted', 'unknown', 'refused', 'unresolved'] as const)
      expect(following(one)).toEqual({ step: 'rest' })
  })
})

test('however a story goes, nobody is tried again once the limit is reached', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...DISPOSITIONS), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      (since, limit) => {
        const next = chooseNext(since.at(-1)!, since, { limit, waitS: 30 }, at)
        if (next.step === 'retry') expect(since.filter(countsToLimit).length).toBeLessThan(limit)
      },
    ),
  )
})

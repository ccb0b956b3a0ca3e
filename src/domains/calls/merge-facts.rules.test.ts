import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallFacts, NO_FACTS } from './call.ts'
import { classify } from './dispositions.rules.ts'
import { mergeFacts, toldMore } from './merge-facts.rules.ts'

const start: CallFacts = { ...NO_FACTS, status: 3, conversationStatus: 40, durationS: 0, raw: { id: 'c1', status: 3 } }
const thinEnd: CallFacts = {
  ...NO_FACTS,
  status: 4,
  conversationStatus: 100,
  durationS: 94,
  summary: '',
  transcript: [],
}
const richEnd: CallFacts = {
  ...thinEnd,
  summary: 'Acepta cita por la tarde.',
  recordingUrl: 'https://rec.invalid/c1.mp3',
  transcript: [{ role: 2, content: 'Buenos días', startTime: 0, endTime: 2 }],
  collectedInfo: [{ id: 'nuevaCita', name: null, value: '2026-12-01 10:00' }],
  tags: ['cita'],
}

describe('two accounts of one call', () => {
  test('nothing empty erases something full', () => {
    expect(mergeFacts(richEnd, thinEnd)).toEqual(mergeFacts(thinEnd, richEnd))
    expect(mergeFacts(richEnd, thinEnd).summary).toBe('Acepta cita por la tarde.')
    expect(mergeFacts(richEnd, { ...NO_FACTS, collectedInfo: [{ id: 'nuevaCita', name: null, value: '' }] })).toEqual(
      mergeFacts(richEnd, NO_FACTS),
    )
  })

  test('a late start does not bring an ended call back to life', () => {
    expect(mergeFacts(richEnd, start)).toMatchObject({ status: 4, conversationStatus: 100, durationS: 94 })
  })

  test('a verdict that comes after “talked” counts', () => {
    expect(mergeFacts({ ...NO_FACTS, status: 4, conversationStatus: 130 }, thinEnd).conversationStatus).toBe(100)
  })

  test('an ending that the table knows replaces one that it does not', () => {
    expect(mergeFacts({ ...NO_FACTS, status: 99 }, thinEnd).status).toBe(4)
    expect(mergeFacts(thinEnd, { ...NO_FACTS, status: -1 }).status).toBe(4)
  })

  test('says whether anything was new', () => {
    expect(toldMore(richEnd, mergeFacts(richEnd, start))).toBe(true)
    const all = mergeFacts(richEnd, start)
    expect(toldMore(all, mergeFacts(all, thinEnd))).toBe(false)
  })
})

const text = fc.constantFrom(null, '', ' ', 'a', 'bb', 'Quiere cita', 'Quiere cota')
const facts: fc.Arbitrary<CallFacts> = fc.record({
  status: fc.constantFrom(null, 2, 3, 4, 5, 6, 7, 8, 99, -1),
  conversationStatus: fc.constantFrom(null, 10, 20, 40, 70, 100, 110, 130, 150, 220, 300, 500, 77, -1),
  startedAt: fc.constantFrom(null, new Date(0), new Date(1000)),
  durationS: fc.constantFrom(null, 0, 12, 94),
  summary: text,
  recordingUrl: text,
  transcript: fc.constantFrom(
    null,
    [],
    [{ role: 2, content: 'Hola', startTime: 0, endTime: 1 }],
    [
      { role: 2, content: 'Hola', startTime: 0, endTime: 1 },
      { role: 3, content: 'Sí', startTime: 1, endTime: 2 },
    ],
  ),
  collectedInfo: fc.option(
    fc.array(
      fc.record({
        id: fc.constantFrom('nuevaCita', 'horaRellamada', 'conPack'),
        name: fc.constant(null),
        value: fc.constantFrom('', null, 'true', true, '2026-12-01 10:00', '2026-12-01 11:00'),
      }),
      { maxLength: 4 },
    ),
  ),
  tags: fc.array(fc.constantFrom('cita', 'queja', 'rellamar'), { maxLength: 3 }),
  sentiment: fc.constantFrom(null, 1, 5),
  transferred: fc.boolean(),
  raw: fc.constantFrom(null, { a: 1 }, { b: 1 }, { a: 1, b: 2 }),
})
const all = (list: readonly CallFacts[]) => list.reduce(mergeFacts, NO_FACTS)

describe('webhooks in any order, doubled at will', () => {
  test('tell the same story', () => {
    const shuffled = fc
      .array(facts, { minLength: 1, maxLength: 6 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          fc.shuffledSubarray(list),
        ),
      )
    fc.assert(
      fc.property(shuffled, ([list, reordered, again]) => {
        const told = all(list)
        expect(all([...reordered, ...again])).toEqual(told)
        expect(classify(told.status, told.conversationStatus)).toEqual(
          classify(all(reordered).status, all(reordered).conversationStatus),
        )
      }),
      { numRuns: 2000 },
    )
  })

  test('however they are grouped', () => {
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(mergeFacts(mergeFacts(a, b), c)).toEqual(mergeFacts(mergeFacts(a, mergeFacts(b, c)), NO_FACTS))
      }),
      { numRuns: 2000 },
    )
  })
})

import { describe, expect, test } from 'vitest'
import { DISPOSITIONS } from './call.ts'
import { classify, classifyRequest, madeContact } from './dispositions.rules.ts'

const STATUSES = [null, 2, 3, 4, 5, 6, 7, 8, 1, 9, 99] as const
const CONVERSATIONS = [null, 10, 20, 40, 70, 100, 110, 130, 150, 220, 300, 500, 77] as const

/** The contract's sentence, written a second time, as a person reads it. */
function expected(status: number | null, conversation: number | null): string {
  if (status === null && conversation === null) return 'calling'
  if (status === 4 && [100, 110, 130].includes(conversation ?? 0)) return 'completed'
  if (status === 4 && conversation === 70) return 'no_answer'
  if (status === 5) return 'busy'
  if (status === 7 || conversation === 150) return 'no_answer'
  if (status === 6 || status === 8 || conversation === 220 || conversation === 500) return 'error'
  if (status === 2 || status === 3) return 'calling'
  return 'error for review'
}

describe('the vendor’s pair', () => {
  for (const status of STATUSES)
    for (const conversation of CONVERSATIONS)
      test(`${status} with ${conversation} is ${expected(status, conversation)}`, () => {
        const verdict = classify(status, conversation)
        const review = verdict.ended && verdict.needsReview ? ' for review' : ''
        expect(verdict.callStatus + review).toBe(expected(status, conversation))
        expect(verdict.ended).toBe(verdict.callStatus !== 'calling')
      })

  test('is a success only when the conversation says so', () => {
    const successes = STATUSES.flatMap((status) =>
      CONVERSATIONS.filter((conversation) => {
        const verdict = classify(status, conversation)
        return verdict.ended && verdict.disposition === 'success'
      }).map((conversation) => [status, conversation]),
    )
    expect(successes).toEqual([[4, 100]])
  })

  test('keeps what it does not know for a person to look at', () => {
    const strange: [number | null, number | null][] = [
      [4, null],
      [4, 40],
      [4, 10],
      [99, null],
      [null, 130],
    ]
    for (const [status, conversation] of strange)
      expect(classify(status, conversation)).toEqual({
        ended: true,
        callStatus: 'error',
        disposition: 'unknown',
        needsReview: true,
      })
  })

  test('tells a blacklisted number from a failed exchange, also where both are said', () => {
    expect(classify(6, 220)).toMatchObject({ disposition: 'blacklisted' })
    expect(classify(6, null)).toMatchObject({ disposition: 'failed' })
    expect(classify(6, 500)).toMatchObject({ disposition: 'failed' })
  })
})

test('only a talk with a person is contact: voicemail is not', () => {
  expect(DISPOSITIONS.filter(madeContact)).toEqual(['success', 'not_successful', 'talked'])
})

describe('a call request without a call', () => {
  test('waits while it is queued, on call or completed', () => {
    for (const status of [1, 2, 10, 55]) expect(classifyRequest(status).ended).toBe(false)
  })
  test('ends when the vendor refuses the number or fails', () => {
    expect(classifyRequest(20)).toMatchObject({ callStatus: 'error', disposition: 'blacklisted' })
    expect(classifyRequest(100)).toMatchObject({ callStatus: 'error', disposition: 'vendor_error' })
  })
})

import { describe, expect, test } from 'vitest'
import type { CallRowWire } from '../../../../contract/calls.ts'
import { LINGER_MS, seat } from './places-in-flight.ts'

const call = (id: string) => ({ id, state: 'requested' }) as CallRowWire
const seated = (places: ReturnType<typeof seat>) =>
  places.map((place) => place && `${place.call.id}${place.ended ? ' ended' : ''}`)
const nothing = new Map()

describe('places of calls in flight', () => {
  test('a call keeps its place while others end and begin', () => {
    const first = seat([], [call('a'), call('b'), call('c')], nothing, 0, 5)
    const second = seat(first, [call('b'), call('c')], nothing, 100, 5)
    expect(seated(second)).toEqual(['a ended', 'b', 'c'])
    expect(seated(seat(second, [call('b'), call('c'), call('d')], nothing, 200, 5))).toEqual(['a ended', 'b', 'c', 'd'])
  })

  test('an ended call says how it ended and leaves after a moment; the next one takes its place', () => {
    const first = seat([], [call('a'), call('b')], nothing, 0, 5)
    const ending = { call_status: 'busy', disposition: 'busy' } as const
    const second = seat(first, [call('b')], new Map([['a', ending]]), 100, 5)
    expect(second[0]?.ended).toEqual({ at: 100, how: ending })
    const later = 100 + LINGER_MS
    expect(seated(seat(second, [call('b'), call('c')], nothing, later, 5))).toEqual(['c', 'b'])
  })

  test('a full board gives the place that ended first to the next call', () => {
    const first = seat([], [call('a'), call('b')], nothing, 0, 2)
    const second = seat(first, [call('a'), call('c')], nothing, 100, 2)
    expect(seated(second)).toEqual(['a', 'c'])
  })

  test('an empty board has no places', () => {
    const first = seat([], [call('a')], nothing, 0, 5)
    const ended = seat(first, [], nothing, 1, 5)
    expect(seat(ended, [], nothing, 1 + LINGER_MS, 5)).toEqual([])
  })

  test('a call that was thought ended and is told of again is in flight where it was', () => {
    const ended = seat(seat([], [call('a'), call('b')], nothing, 0, 5), [call('b')], nothing, 1, 5)
    expect(seated(seat(ended, [call('a'), call('b')], nothing, 2, 5))).toEqual(['a', 'b'])
  })
})

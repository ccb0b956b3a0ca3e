/**
 * Calls in flight keep their place on the board: one that ends stays a moment with how it ended, and the next call
 * takes the first place that is free, or the one that ended first. So nothing jumps under the reader's eye.
 */
import type { CallRowWire } from '../../../../contract/calls.ts'

export type Ending = Pick<CallRowWire, 'call_status' | 'disposition'>

export interface PlaceInFlight {
  call: CallRowWire
  /** Set when the call is no longer in flight. */
  ended: { at: number; how: Ending | null } | null
}

/** How long an ended call stays where it was. */
export const LINGER_MS = 4_000

/** `null` is a free place. */
export type Places = readonly (PlaceInFlight | null)[]

export function seat(
  before: Places,
  flying: readonly CallRowWire[],
  endings: ReadonlyMap<string, Ending>,
  now: number,
  most: number,
): Places {
  const byId = new Map(flying.map((call) => [call.id, call]))
  const places = before.map((place): PlaceInFlight | null => {
    if (!place) return null
    const call = byId.get(place.call.id)
    if (call) {
      byId.delete(call.id)
      return { call, ended: null }
    }
    if (!place.ended) return { ...place, ended: { at: now, how: endings.get(place.call.id) ?? null } }
    return now - place.ended.at < LINGER_MS ? place : null
  })
  for (const call of byId.values()) {
    const free = freePlace(places, most)
    if (free === -1) places.push({ call, ended: null })
    else places[free] = { call, ended: null }
  }
  while (places.length > 0 && places.at(-1) === null) places.pop()
  return places
}

/** A board that is full gives up what ended first before it grows. */
function freePlace(places: Places, most: number): number {
  const free = places.indexOf(null)
  if (free !== -1 || places.length < most) return free
  const ended = places.flatMap((place, index) => (place?.ended ? [{ index, at: place.ended.at }] : []))
  return ended.toSorted((a, b) => a.at - b.at)[0]?.index ?? -1
}

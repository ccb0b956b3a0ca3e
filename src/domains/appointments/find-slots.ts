/** Free times of a service, each as an offer that can be booked by its id. */
import { addDays, wallToInstant } from '../../kernel/dates.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { nearest, type Slot } from './availability.rules.ts'
import { freeSlots, getService } from './free-times.ts'
import type { Offers } from './offers.ts'
import type { Service } from './service.ts'
import { existingStaff } from './staff.store.ts'

export interface OfferedSlot {
  offerId: string
  start: Date
  end: Date
  staffId: string
}

export interface SlotSearch {
  serviceId: string
  /** Null: anybody, each start once. */
  staffId: string | null
  /** Days of the workspace's zone, `YYYY-MM-DD`, both included. */
  from: string
  to: string
}

export interface OfferDeps {
  offers: Offers
}

/** How many days one search may span. */
const MOST_DAYS = 60
const DAY_MS = 86_400_000

/** Throws `service.not_found`, `staff.not_found`, `availability.range`. `zone` is the one to show the times in. */
export async function findSlots(
  scope: Scope,
  search: SlotSearch,
  deps: OfferDeps,
): Promise<{ slots: OfferedSlot[]; zone: string }> {
  const days = (Date.parse(search.to) - Date.parse(search.from)) / DAY_MS
  if (days < 0 || days > MOST_DAYS) throw invalid('availability.range', { params: { days: MOST_DAYS } })
  return inWorkspace(scope, async (tx) => {
    const { zone } = await getWorkspace(tx, scope)
    const service = await getService(tx, search.serviceId)
    const { staffId } = search
    if (staffId !== null && !(await existingStaff(tx, [staffId])).has(staffId)) throw notFound('staff.not_found')
    const within = {
      start: wallToInstant({ date: search.from, time: '00:00' }, zone).getTime(),
      end: wallToInstant({ date: addDays(search.to, 1), time: '00:00' }, zone).getTime(),
    }
    const slots = await freeSlots(tx, scope, service, { staffId, within })
    return { slots: offer(scope, service, slots, deps), zone }
  })
}

/** How many other times somebody is offered whose own is gone: as many as can be read out on the phone. */
const ALTERNATIVES = 3
/** How far around the wished time is looked, in days: wider only where the narrower has too little. */
const RINGS = [
  { before: 1, after: 2 },
  { before: 5, after: 16 },
]

/** The times nearest to the one that could not be had; with the same professional where one was named, else anybody. */
export async function findAlternatives(
  tx: Tx,
  scope: Scope,
  wish: { serviceId: string; staffId: string | null; start: Date },
  deps: OfferDeps,
): Promise<OfferedSlot[]> {
  const service = await getService(tx, wish.serviceId, { archivedToo: true })
  const now = scope.clock.now().getTime()
  const wished = wish.start.getTime()
  const rings = RINGS.map(({ before, after }) => ({ start: wished - before * DAY_MS, end: wished + after * DAY_MS }))
  const toTheHorizon = { start: now, end: now + (service.horizonDays + 1) * DAY_MS }
  const whom = wish.staffId === null ? [null] : [wish.staffId, null]
  const searches = [...rings, toTheHorizon].flatMap((within) => whom.map((staffId) => ({ staffId, within })))
  const found = new Map<string, Slot>()
  for (const search of searches) {
    const slots = await freeSlots(tx, scope, service, search)
    for (const slot of nearest(
      slots.filter((one) => !found.has(keyOf(one))),
      wished,
      ALTERNATIVES - found.size,
    ))
      found.set(keyOf(slot), slot)
    if (found.size === ALTERNATIVES) break
  }
  const inOrder = [...found.values()].sort((a, b) => a.start - b.start)
  return offer(scope, service, inOrder, deps)
}

const keyOf = (slot: Slot): string => `${slot.staffId} ${slot.start}`

function offer(scope: Scope, service: Service, slots: readonly Slot[], deps: OfferDeps): OfferedSlot[] {
  const offeredAt = scope.clock.now()
  return slots.map(({ staffId, start, end }) => ({
    offerId: deps.offers.sign(scope.workspaceId, {
      serviceId: service.id,
      staffId,
      start: new Date(start),
      offeredAt,
    }),
    start: new Date(start),
    end: new Date(end),
    staffId,
  }))
}

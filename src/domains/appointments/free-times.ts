/** Gathers what availability is judged from, and asks the rules. */
import { notFound } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { chooseByRanking, findSlots, type Slot, type Span } from './availability.rules.ts'
import { rankByFairShare, SHARE_DAYS } from './fair-share.rules.ts'
import { selectBusy, selectShares } from './occupied.store.ts'
import type { Service } from './service.ts'
import { selectServices } from './services.store.ts'
import { selectStaff } from './staff.store.ts'

const DAY_MS = 86_400_000

/** Throws `service.not_found`; an archived one is found only by those who ask for it. */
export async function getService(tx: Tx, id: string, options: { archivedToo?: boolean } = {}): Promise<Service> {
  const [service] = await selectServices(tx, { id, ...options })
  if (!service) throw notFound('service.not_found')
  return service
}

/**
 * Free slots of a service. With `staffId` null each start comes once, with the professional whom fair share would take.
 */
export async function freeSlots(
  tx: Tx,
  scope: Pick<Scope, 'clock'>,
  service: Service,
  wanted: { staffId: string | null; within: Span },
): Promise<Slot[]> {
  const now = scope.clock.now()
  const everybody = await selectStaff(tx, { serviceId: service.id })
  const staff = wanted.staffId === null ? everybody : everybody.filter((one) => one.id === wanted.staffId)
  const ids = staff.map((one) => one.id)
  const slots = findSlots({
    service,
    calendars: staff.map((one) => ({ ...one, staffId: one.id })),
    busy: await selectBusy(tx, ids, reachOf(service, wanted.within), now),
    within: wanted.within,
    now: now.getTime(),
  })
  return wanted.staffId === null ? chooseByRanking(slots, await rank(tx, ids, now)) : slots
}

/** Who is asked first when nobody is named. */
export async function rank(tx: Tx, staffIds: readonly string[], now: Date): Promise<string[]> {
  return rankByFairShare(await selectShares(tx, staffIds, new Date(now.getTime() - SHARE_DAYS * DAY_MS)))
}

/** All the time that a start within `within` could need. */
export const reachOf = (service: Service, within: Span): Span => ({
  start: within.start - service.bufferBeforeMin * 60_000,
  end: within.end + (service.durationMin + service.bufferAfterMin) * 60_000,
})

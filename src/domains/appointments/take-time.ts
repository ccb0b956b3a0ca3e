/** Takes a time for a session: the one way into `occupied`, whatever the path (hold, booking, move). */
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { judgeStart, type Verdict, withBuffers } from './availability.rules.ts'
import { getService, rank, reachOf } from './free-times.ts'
import { TimeRefused } from './in-booking.ts'
import { deleteExpiredHolds, lockResources, occupy, selectBusy, vacate } from './occupied.store.ts'
import type { Service } from './service.ts'
import { existingStaff, selectStaff } from './staff.store.ts'

export interface TimeWish {
  serviceId: string
  /** Null: whoever fair share would take among those who are free. */
  staffId: string | null
  start: Date
  /** What notice and horizon are counted from: now, or when the time was offered. Null where the start is not new. */
  askedAt: Date | null
  /** It was offered, too long ago. */
  lapsed?: boolean
}

export interface Session {
  /** The appointment's id. */
  id: string
  /** When a hold ends; null for a booking. */
  expiresAt: Date | null
  /** The session has a time already, with this professional, and gives it up for the new one. */
  leaves?: string
}

export interface TakenTime {
  service: Service
  staffId: string
  start: Date
  end: Date
}

/**
 * First the professionals are locked, then holds that ran out are let go, then the rules judge, then the exclusion
 * constraint has the last word. Throws TimeRefused (to be called in `inBooking`), `service.not_found`, `service.no_staff`,
 * `staff.not_found`, `booking.staff_not_for_service`.
 */
export async function takeTime(tx: Tx, scope: Scope, wish: TimeWish, session: Session): Promise<TakenTime> {
  const service = await getService(tx, wish.serviceId, { archivedToo: session.leaves !== undefined })
  if (wish.lapsed) throw new TimeRefused('offer_expired', wish)
  const candidates = wish.staffId === null ? service.staffIds : [wish.staffId]
  if (candidates.length === 0) throw conflict('service.no_staff')
  if (!candidates.every((id) => service.staffIds.includes(id))) {
    const known = await existingStaff(tx, candidates)
    throw known.size > 0 ? conflict('booking.staff_not_for_service') : notFound('staff.not_found')
  }
  const now = scope.clock.now()
  await lockResources(tx, session.leaves ? [...candidates, session.leaves] : candidates)
  await deleteExpiredHolds(tx, candidates, now)
  if (session.leaves) await vacate(tx, session.id)

  const start = wish.start.getTime()
  const staff = new Map((await selectStaff(tx, { ids: candidates })).map((one) => [one.id, one]))
  const busy = await selectBusy(tx, candidates, reachOf(service, { start, end: start }), now)
  const verdicts: Verdict[] = []
  for (const staffId of wish.staffId === null ? await rank(tx, candidates, now) : candidates) {
    const one = staff.get(staffId)
    // Archived between our look and our lock.
    if (!one) continue
    const askedAt = wish.askedAt?.getTime() ?? null
    const verdict = judgeStart({ service, calendar: { ...one, staffId }, busy, start, askedAt, now: now.getTime() })
    if (verdict === 'free') {
      const span = withBuffers(service, start)
      if (await occupy(tx, { sessionId: session.id, staffId, span, expiresAt: session.expiresAt }))
        return { service, staffId, start: wish.start, end: new Date(start + service.durationMin * 60_000) }
    }
    verdicts.push(verdict === 'free' ? 'taken' : verdict)
  }
  throw new TimeRefused(worthSaying(verdicts), wish)
}

/** Of several professionals' reasons the one that says most: taken beats closed, closed beats notice and horizon. */
function worthSaying(verdicts: readonly Verdict[]): Exclude<Verdict, 'free'> {
  const order = ['taken', 'closed', 'too_soon', 'too_far'] as const
  return order.find((one) => verdicts.includes(one)) ?? 'closed'
}

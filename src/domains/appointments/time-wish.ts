/** Which time somebody means: one we offered, or one they name themselves. */
import { readWallTime } from '../../kernel/dates.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'
import type { OfferDeps } from './find-slots.ts'
import type { TimeWish } from './take-time.ts'

/** An instant, or a moment as people write it (`2026-12-01 15:00` on the workspace's wall; contract 1.1's forms). */
export type Start = Date | string

export type NamedTime =
  | { offerId: string }
  /** `staffId` null: whoever fair share would take. */
  | { serviceId: string; staffId: string | null; start: Start }

/** Throws `booking.offer_not_found` for an id that we never gave to this workspace, `booking.moment_unreadable`. */
export async function readNamedTime(tx: Tx, scope: Scope, named: NamedTime, deps: OfferDeps): Promise<TimeWish> {
  const now = scope.clock.now()
  if (!('offerId' in named)) return { ...named, start: await readStart(tx, scope, named.start), askedAt: now }
  const opened = deps.offers.open(scope.workspaceId, named.offerId, now)
  if (!opened) throw notFound('booking.offer_not_found')
  const { serviceId, staffId, start, offeredAt } = opened.offer
  return { serviceId, staffId, start, askedAt: offeredAt, lapsed: opened.expired }
}

/** Throws `booking.moment_unreadable`. */
export async function readStart(tx: Tx, scope: Scope, start: Start): Promise<Date> {
  if (start instanceof Date) return start
  const { zone } = await getWorkspace(tx, scope)
  const moment = readWallTime(start, zone)
  if (!moment) throw invalid('booking.moment_unreadable', { params: { text: start } })
  return moment
}

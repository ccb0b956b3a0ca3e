/** The transaction that every booking, hold and move runs in: tried again when it met another, refused with alternatives. */
import { setTimeout as wait } from 'node:timers/promises'
import { AppError, conflict } from '../../kernel/errors.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { slotsToWire } from './appointment-wire.ts'
import type { Verdict } from './availability.rules.ts'
import { findAlternatives, type OfferDeps } from './find-slots.ts'

export type Refusal = Exclude<Verdict, 'free'> | 'hold_expired' | 'offer_expired'

const CODES: Record<Refusal, string> = {
  taken: 'booking.slot_taken',
  closed: 'booking.outside_hours',
  too_soon: 'booking.too_soon',
  too_far: 'booking.too_far',
  hold_expired: 'booking.hold_expired',
  offer_expired: 'booking.offer_expired',
}

/** Thrown inside the transaction so that it is rolled back whole; leaves `inBooking` as a 409 with other times. */
export class TimeRefused extends Error {
  readonly why: Refusal
  readonly wish: { serviceId: string; staffId: string | null; start: Date }

  constructor(why: Refusal, wish: TimeRefused['wish']) {
    super(`booking refused: ${why}`)
    this.why = why
    this.wish = wish
  }
}

/** Tries in all. Resources are locked in one order, so two bookings hardly ever wait for each other; if so, one goes again. */
const TRIES = 5

/** Throws conflict `booking.…` with three alternatives where the time cannot be had; then nothing was written. */
export async function inBooking<T>(scope: Scope, deps: OfferDeps, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inWorkspace(scope, work)
    } catch (error) {
      if (error instanceof TimeRefused) throw await refuse(scope, error, deps)
      if (!metAnother(error) || attempt === TRIES) throw error
      await wait(Math.random() * 20 * 2 ** attempt)
    }
  }
}

function refuse(scope: Scope, { why, wish }: TimeRefused, deps: OfferDeps): Promise<AppError> {
  return inWorkspace(scope, async (tx) => {
    const { zone } = await getWorkspace(tx, scope)
    const alternatives = await findAlternatives(tx, scope, wish, deps)
    return conflict(CODES[why], { details: { alternatives: slotsToWire(alternatives, zone) } })
  })
}

/** Deadlock or serialization failure: PostgreSQL rolled it back whole, so the same again is safe. */
function metAnother(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error
  const code = (cause as { code?: string } | undefined)?.code
  return code === '40P01' || code === '40001'
}

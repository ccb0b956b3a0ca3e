/** Who takes a booking that names nobody. */

/** What a professional has had lately. */
export interface Share {
  staffId: string
  weight: number
  /** Appointments booked with them in the last `SHARE_DAYS` days that were not cancelled. */
  booked: number
  /** When the last of those was booked; null when none was. */
  lastBookedAt: number | null
}

/** How far back a share is counted: long enough to be fair, short enough that a holiday is not made up for in one day. */
export const SHARE_DAYS = 28

/**
 * The order in which they are asked: fewest bookings for their weight first; a tie goes to whoever was booked least
 * recently, then to the lower id, so that the same facts give the same answer. Weight 0 is asked only by name.
 */
export function rankByFairShare(shares: readonly Share[]): string[] {
  return shares
    .filter((share) => share.weight > 0)
    .toSorted(
      (a, b) =>
        // Crosswise instead of divided: exact.
        a.booked * b.weight - b.booked * a.weight ||
        (a.lastBookedAt ?? Number.NEGATIVE_INFINITY) - (b.lastBookedAt ?? Number.NEGATIVE_INFINITY) ||
        (a.staffId < b.staffId ? -1 : 1),
    )
    .map((share) => share.staffId)
}

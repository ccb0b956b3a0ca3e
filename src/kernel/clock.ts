/** Time is handed in, so that a demo can start in the past and a test need not wait. */

export interface Clock {
  /** The product's instant. */
  now(): Date
  /** The machine's instant at which the product's clock will show `instant`: what the job queue runs by. */
  toMachine(instant: Date): Date
}

export const systemClock: Clock = { now: () => new Date(), toMachine: (instant) => instant }

/** A clock that showed `start` when it was made and has run on since. */
export function shiftedClock(start: Date): Clock {
  const shift = start.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + shift),
    toMachine: (instant) => new Date(instant.getTime() - shift),
  }
}

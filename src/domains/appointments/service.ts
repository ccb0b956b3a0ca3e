/** What can be booked. */

interface Price {
  /** Minor units: ARS 5,000 is 500000. */
  amountMinor: number
  currency: string
}

/** What availability needs to know of a service, all in minutes but `horizonDays`. */
export interface ServiceTiming {
  durationMin: number
  /** Time before and after that nobody else can have (cleaning, preparing); may lie outside the opening hours. */
  bufferBeforeMin: number
  bufferAfterMin: number
  /** Starts are offered every so many minutes, counted from each opening. */
  slotStepMin: number
  /** How late one may still book. */
  minNoticeMin: number
  /** How far ahead one may book. */
  horizonDays: number
}

export interface Service extends ServiceTiming {
  id: string
  name: string
  /** Other words people use for it; the dialogue understands them. */
  synonyms: string[]
  description: string
  price: Price | null
  staffIds: string[]
}

/** A service before it is made. */
export type NewService = Omit<Service, 'id'>

/** A delivery: one webhook received, kept raw, and how far it has come. */

/** received: waits for its job. handled: done. ignored: not for us, with the reason. failed: its job gave up or tries again. */
export const DELIVERY_STATES = ['received', 'handled', 'ignored', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** A sender's webhook is kilobytes; a transcript of two hours is below this. */
export const MAX_BODY_BYTES = 1_048_576

export interface Delivery {
  id: string
  /** Which door it came through: `pearl`, `manychat`, … */
  source: string
  headers: Record<string, string>
  /** As it came. */
  body: string
  state: DeliveryState
  receivedAt: Date
  handledAt: Date | null
  error: string | null
}

/** The simulator's switches: what the documentation leaves open, or what an account may suffer. */
import { z } from 'zod'

export const pearlSettingsSchema = z.strictObject({
  /** Calls dialled at the same time in one campaign; more wait in its queue. */
  total_agents: z.number().int().positive(),
  /** 1 full access, 2 limited, 3 no credits, 4 suspended, 5 debt: from 3 on no call is taken. */
  account_status: z.number().int(),
  /** Every key is refused. */
  unauthorized: z.boolean(),
  /** Success comes labelled `text/plain`. */
  text_plain: z.boolean(),
  /** The older behaviour: Make Call's id is the call's id. */
  request_id_is_call_id: z.boolean(),
  /** One client expects 404 for an unknown outbound; the documentation says 400. */
  unknown_outbound_404: z.boolean(),
  /** Webhook keys: `v2` camelCase, `v1` PascalCase. */
  webhook_version: z.enum(['v1', 'v2']),
  /** Enums as names instead of numbers, in webhooks. */
  enum_names: z.boolean(),
  /** The first end webhook has no summary and no recording; a full one follows half a call later. */
  empty_first_end: z.boolean(),
  /** Tries after a webhook that was not answered with 2xx, a second apart. The vendor's policy is unknown: none. */
  webhook_retries: z.number().int().min(0).max(20),
  /** Sent as a bearer with each webhook, where set. */
  webhook_credential: z.string().nullable(),
  /** Between two tries of a lead that NLPearl dials by itself, and how many there are. */
  lead_retry_ms: z.number().int().nonnegative(),
  lead_max_attempts: z.number().int().min(1).max(5),
})

export type PearlSettings = z.output<typeof pearlSettingsSchema>

export const firstPearlSettings: PearlSettings = {
  total_agents: 20,
  account_status: 1,
  unauthorized: false,
  text_plain: false,
  request_id_is_call_id: false,
  unknown_outbound_404: false,
  webhook_version: 'v2',
  enum_names: false,
  empty_first_end: false,
  webhook_retries: 0,
  webhook_credential: null,
  lead_retry_ms: 3 * 60 * 60 * 1000,
  lead_max_attempts: 3,
}

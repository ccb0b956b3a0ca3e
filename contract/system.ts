/** How the product is: alive, ready, how much waits; what failed for good. */
import { z } from 'zod'

export const statusWire = z.object({
  status: z.enum(['ok', 'error']),
  version: z.string(),
  database: z.enum(['ok', 'unavailable']),
  time: z.string().meta({ example: '2026-12-01T15:00:00+01:00' }),
})

export const healthReport = z.object({
  status: z.enum(['ok', 'degraded']),
  database: z.enum(['ok', 'unavailable']),
  queue: z.object({
    ready: z.int().meta({ description: 'Jobs that could run now' }),
    scheduled: z.int().meta({ description: 'Jobs that wait for their time' }),
    oldest_ready_s: z.number().meta({ description: 'Seconds that the oldest ready job has waited' }),
  }),
  dead_letters: z.int().optional().meta({ description: 'Open ones of this workspace; shown to a key' }),
  connections: z
    .array(z.object({ vendor: z.string(), configured: z.boolean(), updated_at: z.string().nullable() }))
    .optional()
    .meta({ description: 'Shown to a key' }),
})

export const deadLetterWire = z.object({
  id: z.string(),
  job: z.string().meta({ example: 'calls.settle-call' }),
  payload: z.record(z.string(), z.unknown()),
  error: z.object({ code: z.string(), kind: z.string(), message: z.string() }),
  attempts: z.int(),
  died_at: z.string(),
  replayed_at: z.string().nullable(),
})
export type DeadLetterWire = z.infer<typeof deadLetterWire>

export const deadLetterList = z.object({ items: z.array(deadLetterWire), nextCursor: z.string().nullable() })

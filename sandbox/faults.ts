/** Faults that are played on request: which ones wait, and which one the next request or webhook meets. */
import { z } from 'zod'

const REQUEST_KINDS = ['status', 'timeout', 'timeout_after_effect', 'drop', 'delay'] as const
const WEBHOOK_KINDS = ['duplicate_webhook', 'reorder_webhook', 'lose_webhook', 'delay_webhook'] as const

/**
 * `match.path` is a part of the path; with an asterisk in it, a pattern for the whole of it. For webhooks the event's name
 * counts as a path too (`call.start`, `call.end`, `lead`). `every: 3` meets the third, sixth … that matches; `times: 2` two
 * in all.
 */
export const faultSchema = z.strictObject({
  vendor: z.string().min(1),
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }).optional(),
  times: z.number().int().positive().optional(),
  every: z.number().int().positive().optional(),
  kind: z.enum([...REQUEST_KINDS, ...WEBHOOK_KINDS]),
  status: z.number().int().min(200).max(599).optional(),
  delay_ms: z.number().int().nonnegative().optional(),
})
export type Fault = z.output<typeof faultSchema>

interface WaitingFault extends Fault {
  seen: number
  played: number
}

export interface Faults {
  add(faults: Fault[]): void
  clear(): void
  list(): WaitingFault[]
  forRequest(vendor: string, method: string, path: string): Fault | undefined
  /** Several may meet one webhook: a late duplicate, for one. */
  forWebhook(vendor: string, event: string, path: string): Fault[]
}

export function makeFaults(): Faults {
  let waiting: WaitingFault[] = []

  function meets(
    fault: WaitingFault,
    kinds: readonly string[],
    vendor: string,
    method: string,
    paths: string[],
  ): boolean {
    if (fault.vendor !== vendor || !kinds.includes(fault.kind)) return false
    if (fault.match?.method && fault.match.method.toUpperCase() !== method) return false
    const wanted = fault.match?.path
    if (wanted && !paths.some((path) => fits(wanted, path))) return false
    if (fault.times !== undefined && fault.played >= fault.times) return false
    fault.seen += 1
    if (fault.seen % (fault.every ?? 1) !== 0) return false
    fault.played += 1
    return true
  }

  return {
    add: (faults) => {
      waiting.push(...faults.map((fault) => ({ ...fault, seen: 0, played: 0 })))
    },
    clear: () => {
      waiting = []
    },
    list: () => waiting,
    forRequest: (vendor, method, path) => waiting.find((fault) => meets(fault, REQUEST_KINDS, vendor, method, [path])),
    forWebhook: (vendor, event, path) =>
      waiting.filter((fault) => meets(fault, WEBHOOK_KINDS, vendor, 'POST', [path, event])),
  }
}

function fits(wanted: string, path: string): boolean {
  if (!wanted.includes('*')) return path.toLowerCase().includes(wanted.toLowerCase())
  const parts = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(path)
}

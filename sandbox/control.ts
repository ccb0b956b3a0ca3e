/** `/control/*`: how a test or a demo scripts what the simulators do, breaks them, and reads what happened. */
import { z } from 'zod'
import { type Faults, faultSchema } from './faults.ts'
import { type Answer, type Asked, makeRouter, ok } from './http.ts'
import type { Journal } from './journal.ts'
import { scriptSchema } from './pearl/outcomes.ts'
import { pearlSettingsSchema } from './pearl/settings.ts'
import type { PearlSimulator } from './pearl/simulator.ts'
import type { Simulator } from './simulator.ts'

/** Full addresses that the simulators deliver their webhooks to. */
export interface Hooks {
  pearl?: string | undefined
}

export interface ControlDeps {
  journal: Journal
  faults: Faults
  simulators: Simulator[]
  pearl: PearlSimulator
  hooks: Hooks
  onOwner: ((pid: number) => void) | undefined
}

const settingsSchema = z.strictObject({
  call_ms: z.number().int().min(0).max(3_600_000).optional(),
  hooks: z.strictObject({ pearl: z.url().nullable().optional() }).optional(),
  pearl: pearlSettingsSchema.partial().optional(),
  /** The process that this sandbox serves now. */
  owner_pid: z.number().int().positive().optional(),
})

const inboundSchema = z.strictObject({
  channel: z.enum(['twilio', 'telegram', 'whatsapp', 'web']),
  from: z.string().min(1),
  text: z.string(),
  id: z.string().optional(),
})

export function makeControl(deps: ControlDeps): (asked: Omit<Asked, 'params'>) => Promise<Answer> {
  const { journal, faults, simulators, pearl, hooks } = deps

  const settings = () => {
    const { call_ms, ...switches } = pearl.settings()
    return { call_ms, hooks: { pearl: hooks.pearl ?? null }, pearl: switches }
  }

  const route = makeRouter([
    [
      'GET',
      '/journal',
      ({ query }) => {
        const vendor = known(query, simulators)
        const since = query.get('since')
        if (since !== null && Number.isNaN(Date.parse(since))) throw bad('since must be an ISO-8601 instant')
        return ok(journal.read({ vendor, since: since === null ? undefined : new Date(since) }))
      },
    ],
    [
      'POST',
      '/script',
      (asked) => {
        for (const { phone, outcomes } of read(asked, scriptSchema)) pearl.script(phone, outcomes)
        return ok({ ok: true })
      },
    ],
    ['GET', '/faults', () => ok(faults.list())],
    [
      'POST',
      '/faults',
      (asked) => {
        const wanted = read(asked, z.array(faultSchema))
        for (const { vendor } of wanted)
          if (!simulators.some((one) => one.vendor === vendor)) throw noSuchVendor(vendor, simulators)
        faults.add(wanted)
        return ok({ ok: true, waiting: faults.list().length })
      },
    ],
    [
      'DELETE',
      '/faults',
      () => {
        faults.clear()
        return ok({ ok: true })
      },
    ],
    ['GET', '/settings', () => ok(settings())],
    [
      'POST',
      '/settings',
      (asked) => {
        const wanted = read(asked, settingsSchema)
        if (wanted.hooks?.pearl !== undefined) hooks.pearl = wanted.hooks.pearl ?? undefined
        pearl.set({ callMs: wanted.call_ms, ...wanted.pearl })
        if (wanted.owner_pid !== undefined) deps.onOwner?.(wanted.owner_pid)
        return ok(settings())
      },
    ],
    [
      'POST',
      '/reset',
      async () => {
        // Where the product listens is wiring, not state: the hooks stay.
        faults.clear()
        for (const simulator of simulators) await simulator.reset()
        journal.clear()
        return ok({ ok: true })
      },
    ],
    [
      'GET',
      '/state',
      ({ query }) => {
        const vendor = known(query, simulators)
        const states = simulators
          .filter((one) => !vendor || one.vendor === vendor)
          .map((one) => [one.vendor, one.state()] as const)
        return ok(vendor ? states[0]![1] : { ...Object.fromEntries(states), journal_dropped: journal.dropped() })
      },
    ],
    [
      'POST',
      '/idle',
      async () => {
        for (const simulator of simulators) await simulator.idle()
        return ok({ ok: true })
      },
    ],
    [
      'POST',
      '/inbound',
      (asked) => {
        const { channel } = read(asked, inboundSchema)
        return {
          status: 501,
          json: { error: `The sandbox has no simulator for the channel ${channel} yet: nothing was delivered.` },
        }
      },
    ],
  ])

  return async (asked) => {
    try {
      return (await route(asked)) ?? { status: 404, json: { error: `no control at ${asked.path}` } }
    } catch (error) {
      if (error instanceof BadControl) return { status: 400, json: { error: error.message } }
      throw error
    }
  }
}

class BadControl extends Error {}
const bad = (message: string) => new BadControl(message)

function known(query: URLSearchParams, simulators: Simulator[]): string | undefined {
  const vendor = query.get('vendor') ?? undefined
  if (vendor !== undefined && !simulators.some((one) => one.vendor === vendor)) throw noSuchVendor(vendor, simulators)
  return vendor
}

const noSuchVendor = (vendor: string, simulators: Simulator[]) =>
  bad(`no simulator of ${vendor} here; there is: ${simulators.map((one) => one.vendor).join(', ')}`)

function read<Schema extends z.ZodType>(asked: Asked, schema: Schema): z.output<Schema> {
  let body: unknown
  try {
    body = JSON.parse(asked.text)
  } catch {
    throw bad('the body must be JSON')
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw bad(z.prettifyError(parsed.error))
  return parsed.data
}

/** The simulated vendor's webhooks: two per call, one per status of a lead, in order per call unless a fault says otherwise. */
import { Agent, request } from 'undici'
import type { Faults } from '../faults.ts'
import { readable } from '../http.ts'
import type { Journal } from '../journal.ts'
import type { CallEvent } from './dialling.ts'
import { callView, inPascalCase, leadWebhookView, withNames } from './views.ts'
import type { Call, Lead, PearlWorld } from './world.ts'

const TIMEOUT_MS = 10_000
const RETRY_MS = 1_000

interface Delivery {
  /** Deliveries of one line keep their order. */
  line: string
  event: CallEvent | 'lead'
  body: string
}

export interface Webhooks {
  call(event: CallEvent, call: Call): void
  lead(lead: Lead): void
  /** Resolves when nothing is on its way any more (what a fault holds back for later is not waited for). */
  idle(): Promise<void>
  stop(): Promise<void>
}

export interface WebhookDeps {
  world: PearlWorld
  journal: Journal
  faults: Faults
  /** Where to; read anew for each delivery. */
  target: () => string | undefined
}

export function makeWebhooks({ world, journal, faults, target }: WebhookDeps): Webhooks {
  const agent = new Agent({ connections: 64, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS })
  /** The last promise of each line that is still busy. */
  const lines = new Map<string, Promise<void>>()
  /** Held back until the line's next delivery has gone. */
  const heldBack = new Map<string, Delivery[]>()
  const timers = new Set<() => void>()
  let stopped = false

  function deliver(delivery: Delivery): void {
    const url = target()
    if (!url || stopped) return
    const path = new URL(url).pathname
    const playing = faults.forWebhook('pearl', delivery.event, path)
    const met = new Set(playing.map((fault) => fault.kind))
    const delayMs = playing.find((fault) => fault.kind === 'delay_webhook')?.delay_ms ?? 0

    if (met.has('lose_webhook')) {
      lose(delivery, path)
      return
    }
    if (met.has('reorder_webhook')) {
      holdBack(delivery)
      return
    }
    const copies = met.has('duplicate_webhook') ? [delivery, delivery] : [delivery]
    if (met.has('delay_webhook')) {
      for (const copy of copies) later(delayMs, () => void post(copy, url))
      return
    }
    for (const copy of copies) inLine(copy, url)
    for (const late of heldBack.get(delivery.line) ?? []) inLine(late, url)
    heldBack.delete(delivery.line)
  }

  function lose(delivery: Delivery, path: string): void {
    const entry = journal.begin({
      vendor: 'pearl',
      direction: 'out',
      method: 'POST',
      path,
      request: readable(delivery.body),
    })
    journal.end(entry, { status: null, fault: 'lose_webhook' })
  }

  /** Goes after the next delivery of its line; where none comes, after another call's time. */
  function holdBack(delivery: Delivery): void {
    heldBack.set(delivery.line, [...(heldBack.get(delivery.line) ?? []), delivery])
    later(world.callMs * 2 + 100, () => {
      const held = heldBack.get(delivery.line)
      const url = target()
      if (!held?.includes(delivery) || !url) return
      heldBack.delete(delivery.line)
      for (const late of held) inLine(late, url)
    })
  }

  function inLine(delivery: Delivery, url: string): void {
    const before = lines.get(delivery.line) ?? Promise.resolve()
    const mine = before
      .then(() => post(delivery, url))
      .finally(() => {
        if (lines.get(delivery.line) === mine) lines.delete(delivery.line)
      })
    lines.set(delivery.line, mine)
  }

  async function post(delivery: Delivery, url: string, retriesLeft = world.settings.webhook_retries): Promise<void> {
    if (stopped) return
    const credential = world.settings.webhook_credential
    const entry = journal.begin({
      vendor: 'pearl',
      direction: 'out',
      method: 'POST',
      path: new URL(url).pathname,
      request: readable(delivery.body),
    })
    const answer = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(credential ? { authorization: `Bearer ${credential}` } : {}) },
      body: delivery.body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
      .then(async ({ statusCode, body }) => ({ status: statusCode, text: await body.text() }))
      // Nobody listens, or nobody answers: the product may have been killed. A simulator goes on.
      .catch(() => undefined)
    journal.end(entry, { status: answer?.status ?? null, response: answer && readable(answer.text) })
    const arrived = answer !== undefined && answer.status >= 200 && answer.status < 300
    if (!arrived && retriesLeft > 0) later(RETRY_MS, () => void post(delivery, target() ?? url, retriesLeft - 1))
  }

  function later(ms: number, work: () => void): void {
    const cancel = world.time.after(ms, () => {
      timers.delete(cancel)
      work()
    })
    timers.add(cancel)
  }

  const written = (view: Record<string, unknown>, kind: 'call' | 'lead'): string => {
    const named = world.settings.enum_names ? withNames(view, kind) : view
    return JSON.stringify(world.settings.webhook_version === 'v1' ? inPascalCase(named) : named)
  }

  const callBody = (call: Call, bare: boolean) => {
    const pearlId = world.settings.webhook_version === 'v1' ? call.campaign.outboundId : call.campaign.pearlId
    const { relatedId: _relatedId, ...view } = callView(call, pearlId, bare)
    return written({ ...view, leadId: call.lead?.leadId ?? null }, 'call')
  }

  return {
    call: (event, call) => {
      const bare = event === 'call.end' && world.settings.empty_first_end
      deliver({ line: call.callId, event, body: callBody(call, bare) })
      if (bare) later(world.callMs / 2, () => deliver({ line: call.callId, event, body: callBody(call, false) }))
    },
    lead: (lead) => deliver({ line: lead.leadId, event: 'lead', body: written(leadWebhookView(lead), 'lead') }),
    idle: async () => {
      while (lines.size > 0) await Promise.all(lines.values())
    },
    stop: async () => {
      stopped = true
      for (const cancel of timers) cancel()
      timers.clear()
      await agent.destroy()
    },
  }
}

/** A vendor in memory, behind the dialer's port: says what a test tells it to, and remembers what it was asked. */

import { type CallFacts, NO_FACTS } from '../../src/domains/calls/call.ts'
import type { DialReply, FoundCall, RequestView } from '../../src/domains/calls/dialers/dialer.ts'
import type { ConnectedDialer } from '../../src/domains/calls/index.ts'
import { notFound } from '../../src/kernel/errors.ts'

export interface FakeDialer extends ConnectedDialer {
  /** Phones that were dialled, in order. */
  dialled: { phone: string; knows: Record<string, string> }[]
  /** What the next dials answer; without, each is accepted. */
  replies: DialReply[]
  requests: Map<string, RequestView>
  calls: Map<string, CallFacts>
  found: FoundCall[]
  /** Requests in the vendor's queue. */
  queue: string[]
  campaign: Awaited<ReturnType<ConnectedDialer['readiness']>>['campaign']
  account_: Awaited<ReturnType<ConnectedDialer['account']>>
  /** Dials wait here until it is released, as on a slow line. */
  gate: { hold(): void; release(): void; waiting(): number }
}

export function fakeDialer(): FakeDialer {
  let closed: Promise<void> | null = null
  let open: () => void = () => undefined
  let waiting = 0
  const dialer: FakeDialer = {
    name: 'Vendor',
    defaultOutboundId: 'outbound-1',
    dialled: [],
    replies: [],
    requests: new Map(),
    calls: new Map(),
    found: [],
    queue: [],
    campaign: { id: 'outbound-1', name: 'Campaña', state: 'running', agents: null },
    account_: { name: 'Cuenta', state: 'ok', creditBalance: 10 },
    gate: {
      hold() {
        closed = new Promise((resolve) => {
          open = resolve
        })
      },
      release() {
        closed = null
        open()
      },
      waiting: () => waiting,
    },
    readiness: async () => ({ account: dialer.account_, campaign: dialer.campaign }),
    campaigns: async () => [dialer.campaign],
    account: async () => dialer.account_,
    async dial(_outboundId, call) {
      dialer.dialled.push(call)
      const reply = dialer.replies.shift() ?? { outcome: 'accepted', requestId: `request-${dialer.dialled.length}` }
      if (closed) {
        waiting += 1
        await closed
        waiting -= 1
      }
      if (reply.outcome === 'accepted' && !dialer.requests.has(reply.requestId))
        dialer.requests.set(reply.requestId, { status: 1, callId: null, errors: [] })
      return reply
    },
    async lookUpRequest(requestId) {
      const request = dialer.requests.get(requestId)
      if (!request) throw notFound('test.no_request')
      return request
    },
    async lookUpCall(callId) {
      const facts = dialer.calls.get(callId)
      if (!facts) throw notFound('test.no_call')
      return facts
    },
    findCalls: async () => dialer.found,
    openRequests: async () => dialer.queue,
    readEvent: (raw) => {
      const event = JSON.parse(raw)
      if (event.kind !== 'call') return { kind: 'other' }
      const startedAt = event.facts.startedAt ? new Date(event.facts.startedAt) : null
      return { ...event, facts: { ...NO_FACTS, ...event.facts, startedAt } }
    },
  }
  return dialer
}

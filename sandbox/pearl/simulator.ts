/** NLPearl (Pearl AI), simulated from its protocol sheet: one account, two campaigns, both API versions. */
import type { Faults } from '../faults.ts'
import { type Answer, type Asked, makeRouter } from '../http.ts'
import type { Journal } from '../journal.ts'
import type { Simulator } from '../simulator.ts'
import type { SandboxTime } from '../time.ts'
import { callRoutes } from './call.routes.ts'
import { campaignRoutes } from './campaign.routes.ts'
import { makeExchange } from './dialling.ts'
import { leadRoutes } from './lead.routes.ts'
import type { Outcome } from './outcomes.ts'
import { Refusal } from './problems.ts'
import { firstPearlSettings, type PearlSettings } from './settings.ts'
import { callRequestView } from './views.ts'
import { makeWebhooks } from './webhooks.ts'
import { digitsOf, makeWorld, type PearlAccountKeys } from './world.ts'

export interface PearlSimulatorOptions {
  time: SandboxTime
  journal: Journal
  faults: Faults
  keys: PearlAccountKeys
  callMs: number
  target: () => string | undefined
}

export interface PearlSimulator extends Simulator {
  set(settings: Partial<PearlSettings> & { callMs?: number | undefined }): void
  settings(): PearlSettings & { call_ms: number }
  script(phone: string, outcomes: Outcome[]): void
}

export function makePearlSimulator(options: PearlSimulatorOptions): PearlSimulator {
  const { time, journal, faults, keys, target } = options

  function open() {
    const world = makeWorld(time, keys, firstPearlSettings, options.callMs)
    const webhooks = makeWebhooks({ world, journal, faults, target })
    const exchange = makeExchange(world, webhooks)
    const route = makeRouter([
      ...campaignRoutes(world, exchange),
      ...callRoutes(world, exchange),
      ...leadRoutes(world, exchange),
    ])
    return { world, webhooks, exchange, route }
  }
  let now = open()

  async function answer(asked: Omit<Asked, 'params'>): Promise<Answer> {
    if (now.world.settings.unauthorized || !isBearer(asked, keys)) return { status: 401 }
    try {
      const answered = (await now.route(asked)) ?? { status: 404 }
      return now.world.settings.text_plain && answered.status < 300
        ? { ...answered, contentType: 'text/plain; charset=utf-8' }
        : answered
    } catch (error) {
      if (error instanceof Refusal) return error.answer
      throw error
    }
  }

  return {
    vendor: 'pearl',
    answer,
    set: ({ callMs, ...settings }) => {
      if (callMs !== undefined) now.world.callMs = callMs
      Object.assign(now.world.settings, settings)
      for (const campaign of now.world.campaigns) now.exchange.setActive(campaign, campaign.status === 1)
    },
    settings: () => ({ call_ms: now.world.callMs, ...now.world.settings }),
    script: (phone, outcomes) => {
      now.world.scripts.set(digitsOf(phone), [...outcomes])
    },
    state: () => {
      const { world } = now
      return {
        account: {
          ...keys,
          base_path: '/pearl/v1',
          status: world.settings.account_status,
          total_agents: world.settings.total_agents,
        },
        campaigns: world.campaigns.map(({ outboundId, pearlId, name, status, busy, queue }) => ({
          outboundId,
          pearlId,
          name,
          status,
          ongoing: busy,
          queued: queue.length,
        })),
        in_flight: world.inFlight,
        max_in_flight: world.maxInFlight,
        calls: [...world.requests.values()].map((call) => ({
          request_id: call.requestId,
          call_id: call.callId,
          request_status: callRequestView(call)['status'],
          outbound_id: call.campaign.outboundId,
          lead_id: call.lead?.leadId ?? null,
          to: call.to,
          call_data: call.callData,
          requested_at: call.requestedAt,
          dialled_at: call.dialledAt,
          picked_up_at: call.pickedUpAt,
          ended_at: call.endedAt,
          status: call.status,
          conversation_status: call.conversationStatus,
        })),
        leads: [...world.leads.values()].map(({ leadId, externalId, phoneNumber, status, deleted }) => ({
          lead_id: leadId,
          external_id: externalId,
          phone: phoneNumber,
          status,
          deleted,
        })),
      }
    },
    idle: () => now.webhooks.idle(),
    reset: async () => {
      const before = now
      now = open()
      before.exchange.stop()
      await before.webhooks.stop()
    },
    close: async () => {
      now.exchange.stop()
      await now.webhooks.stop()
    },
  }
}

/** One bearer string with a colon, the very account and secret: the secret alone, or a pair that does not match, is 401. */
function isBearer(asked: Pick<Asked, 'headers'>, { accountId, secretKey }: PearlAccountKeys): boolean {
  return asked.headers['authorization'] === `Bearer ${accountId}:${secretKey}`
}

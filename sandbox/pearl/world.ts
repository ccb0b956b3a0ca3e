/** What the simulated vendor believes: its account, campaigns, call requests, calls and leads. */
import { randomBytes } from 'node:crypto'
import type { SandboxTime } from '../time.ts'
import type { Outcome } from './outcomes.ts'
import type { PearlSettings } from './settings.ts'

export interface Campaign {
  /** v1's id. */
  outboundId: string
  /** v2's id of the same campaign: another one. */
  pearlId: string
  name: string
  /** 1 running, 2 paused. */
  status: number
  phoneNumber: string
  created: Date
  /** Requests that no agent has taken yet, oldest first. */
  queue: Call[]
  /** Agents on a call. */
  busy: number
  v2Settings: Record<string, unknown>
}

/** A call and the request it came from; from the outside it has an id only once it is dialled. */
export interface Call {
  requestId: string
  callId: string
  campaign: Campaign
  lead: Lead | null
  to: string
  callData: Record<string, unknown>
  requestedAt: Date
  dialledAt: Date | null
  pickedUpAt: Date | null
  endedAt: Date | null
  /** 1 in queue, 2 on call, 10 completed, 20 blacklisted, 100 error. */
  requestStatus: number
  requestErrors: string[] | null
  status: number
  conversationStatus: number
  outcome: Outcome | null
  deleted: boolean
}

export interface Lead {
  leadId: string
  campaign: Campaign
  externalId: string | null
  phoneNumber: string
  timeZoneId: string | null
  status: number
  created: Date
  callData: Record<string, unknown>
  calls: Call[]
  deleted: boolean
}

export interface PearlAccountKeys {
  accountId: string
  secretKey: string
}

export interface PearlWorld {
  keys: PearlAccountKeys
  settings: PearlSettings
  callMs: number
  time: SandboxTime
  campaigns: Campaign[]
  requests: Map<string, Call>
  calls: Map<string, Call>
  leads: Map<string, Lead>
  /** Outcomes still to come, by the phone's digits. */
  scripts: Map<string, Outcome[]>
  /** Requests accepted and not over: now, and the most there ever were. */
  inFlight: number
  maxInFlight: number
}

/** Invented. Give them to the product as PEARL_ACCOUNT_ID, PEARL_SECRET_KEY and PEARL_OUTBOUND_ID. */
export const sandboxPearl = {
  accountId: '7a00000000000000000000a1',
  secretKey: 'invented0sandbox0secret0key00001',
  outboundId: '7a0000000000000000000b01',
  pausedOutboundId: '7a0000000000000000000b02',
} as const

export function makeWorld(
  time: SandboxTime,
  keys: PearlAccountKeys,
  settings: PearlSettings,
  callMs: number,
): PearlWorld {
  return {
    keys,
    settings: { ...settings },
    callMs,
    time,
    campaigns: [
      campaign(sandboxPearl.outboundId, '7a0000000000000000000c01', 'Revisión dental', 1, '+34910000001', time),
      campaign(sandboxPearl.pausedOutboundId, '7a0000000000000000000c02', 'Campaña en pausa', 2, '+34910000002', time),
    ],
    requests: new Map(),
    calls: new Map(),
    leads: new Map(),
    scripts: new Map(),
    inFlight: 0,
    maxInFlight: 0,
  }
}

function campaign(
  outboundId: string,
  pearlId: string,
  name: string,
  status: number,
  phoneNumber: string,
  time: SandboxTime,
): Campaign {
  return { outboundId, pearlId, name, status, phoneNumber, created: time.now(), queue: [], busy: 0, v2Settings: {} }
}

const processPart = randomBytes(5).toString('hex')
let counter = randomBytes(3).readUIntBE(0, 3)

/** An ObjectId as MongoDB makes them: second, process, counter. New after each start, so that no old id comes again. */
export function objectId(now: Date): string {
  counter = (counter + 1) % 0x1000000
  const seconds = Math.floor(now.getTime() / 1000) % 0x100000000
  return seconds.toString(16).padStart(8, '0') + processPart + counter.toString(16).padStart(6, '0')
}

export const digitsOf = (phone: string): string => phone.replace(/\D/g, '')

/** The port to whoever places calls for us. Expected answers are returned; an AppError is a surprise. */
import type { CallFacts } from '../call.ts'

export interface Dialer {
  /** What the vendor is called in sentences. */
  name: string
  /** Whether calls can be placed now, without placing one. Throws AppErrors of kind `vendor_…`. */
  readiness(outboundId: string): Promise<Readiness>
  campaigns(): Promise<DialerCampaign[]>
  account(): Promise<DialerAccount>
  /**
   * Asks for one call, with a deadline of its own (`DIAL_DEADLINE_MS`); when it returns, no request is on the wire.
   * Never repeats a request that the vendor may have taken.
   */
  dial(outboundId: string, call: { phone: string; knows: Record<string, string> }): Promise<DialReply>
  /** What became of what `dial` asked for. */
  lookUpRequest(requestId: string): Promise<RequestView>
  lookUpCall(callId: string): Promise<CallFacts>
  /** Calls to this number in this campaign between two instants: for a dial whose answer was lost. */
  findCalls(outboundId: string, search: { phone: string; from: Date; to: Date }): Promise<FoundCall[]>
  /**
   * Requests that this campaign took between two instants and has not done with: queued, or on the phone. A queued one is
   * in no list of calls, and the vendor does not say to whom it is.
   */
  openRequests(outboundId: string, taken: { from: Date; to: Date }): Promise<string[]>
  /** Reads a webhook. Throws AppError `vendor_changed` for one that nobody can read. */
  readEvent(raw: string): CallEvent | { kind: 'other' }
}

/** After this, whatever the vendor does, the request is given up. */
export const DIAL_DEADLINE_MS = 10_000

export type DialReply =
  /** The vendor has it: `requestId` is not yet a call's id. */
  | { outcome: 'accepted'; requestId: string }
  /** Certainly not done, and worth another try later; nobody's fault but the line's. */
  | { outcome: 'not_sent'; retryAfterS?: number; code: string }
  /** The vendor takes no call of this campaign or account now (paused, no credits, wrong keys): later, for everyone. */
  | { outcome: 'closed'; code: string; message: string }
  /** The vendor says no to this number. */
  | { outcome: 'refused'; code: string; message: string }
  /** No usable answer: the phone may ring. */
  | { outcome: 'unknown'; code: string }

export interface RequestView {
  status: number | null
  /** Null until the vendor has made it a call. */
  callId: string | null
  errors: string[]
}

export interface FoundCall {
  callId: string
  startedAt: Date | null
}

export interface CallEvent {
  kind: 'call'
  callId: string
  /** The campaign, where the vendor names it. */
  outboundId: string | null
  /** As the vendor writes it. */
  phone: string | null
  facts: CallFacts
}

export interface DialerAccount {
  name: string | null
  state: 'ok' | 'limited' | 'no_credits' | 'suspended' | 'debt' | 'unknown'
  creditBalance: number | null
}

export interface DialerCampaign {
  id: string
  name: string
  state: 'running' | 'paused' | 'suspended' | 'maintenance' | 'unknown'
  /** How many calls the vendor itself holds at once; more would wait in its queue, beyond STOP's reach. */
  agents: number | null
}

export interface Readiness {
  account: DialerAccount
  campaign: DialerCampaign
}

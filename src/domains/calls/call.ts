/**
 * The nouns of calling.
 *
 * A **run** is what lies between START and STOP. A **call** is one attempt to reach one person:
 *
 *     claimed ──► dialing ──► requested ──► on_call ──► settled
 *        │           │            └──────────────────────►┘
 *        │           ├──► unknown ──► requested | on_call | settled
 *        └───────────┴───────────────────────────────────► settled (not_placed, refused)
 *
 * `claimed`: chosen, nothing sent. `dialing`: the permit to send Make Call is taken, the request may be on the wire.
 * `unknown`: no answer came: look before repeating. `requested`: the vendor gave a request id. `on_call`: the call
 * itself has an id. States only ever move to the right; every one but `settled` holds the person, the number and a
 * place under the cap.
 */
export const CALL_STATES = ['claimed', 'dialing', 'unknown', 'requested', 'on_call', 'settled'] as const
export type CallState = (typeof CALL_STATES)[number]

/** What the documents call the state of a lead's call; an attempt that exists has one of these. */
export const CALL_STATUSES = ['calling', 'completed', 'error', 'busy', 'no_answer'] as const
export type CallStatus = (typeof CALL_STATUSES)[number]

/** How an attempt ended, in our words. The last three are ours alone: the vendor never said them. */
export const DISPOSITIONS = [
  /** Talked, and what the campaign calls success. */
  'success',
  /** Talked, without it. */
  'not_successful',
  /** Talked; the campaign defines no success. */
  'talked',
  'voicemail',
  'busy',
  'no_answer',
  'unreachable',
  /** The exchange could not put it through. Once its problem, twice a wrong number. */
  'failed',
  'cancelled',
  /** The vendor's own list says: do not call. */
  'blacklisted',
  'vendor_error',
  /** A pair that the table does not know: kept for a person to look at. */
  'unknown',
  /** The vendor would not take this call. */
  'refused',
  /** Placed, and nobody could tell how it ended. */
  'unresolved',
  /** Never sent: stopped, or found to have been lost before the vendor had it. No attempt. */
  'not_placed',
] as const
export type Disposition = (typeof DISPOSITIONS)[number]

export const RESULT_STATES = ['none', 'pending', 'applied', 'refused'] as const
export type ResultState = (typeof RESULT_STATES)[number]

/** running: may dial. stopping: STOP was answered, calls in flight still end. stopped, finished: over. */
export const RUN_STATES = ['running', 'stopping', 'stopped', 'finished'] as const
export type RunState = (typeof RUN_STATES)[number]

/** Who began it: START, or the product for a callback that fell due while no run was on. */
export const RUN_ORIGINS = ['start', 'callback'] as const
export type RunOrigin = (typeof RUN_ORIGINS)[number]

/** What the vendor has told about one call so far. Absent is null, never an empty text. */
export interface CallFacts {
  status: number | null
  conversationStatus: number | null
  startedAt: Date | null
  durationS: number | null
  summary: string | null
  recordingUrl: string | null
  transcript: TranscriptLine[] | null
  collectedInfo: CollectedInfo[] | null
  tags: string[]
  sentiment: number | null
  transferred: boolean
  /** The richest payload, as it came. */
  raw: Record<string, unknown> | null
}

export interface TranscriptLine {
  /** The vendor's number; 2 is the agent, 3 the person. */
  role: number
  content: string
  startTime: number | null
  endTime: number | null
}

export interface CollectedInfo {
  id: string
  name: string | null
  value: unknown
}

export const NO_FACTS: CallFacts = {
  status: null,
  conversationStatus: null,
  startedAt: null,
  durationS: null,
  summary: null,
  recordingUrl: null,
  transcript: null,
  collectedInfo: null,
  tags: [],
  sentiment: null,
  transferred: false,
  raw: null,
}

export interface Call extends CallFacts {
  id: string
  runId: string
  leadId: string
  contactId: string
  outboundId: string
  phone: string
  state: CallState
  requestId: string | null
  callId: string | null
  callStatus: CallStatus
  disposition: Disposition | null
  needsReview: boolean
  unresolved: boolean
  resultState: ResultState
  errorCode: string | null
  errorMessage: string | null
  claimedAt: Date
  dialingAt: Date | null
  requestedAt: Date | null
  settledAt: Date | null
  looks: number
}

export interface Run {
  id: string
  state: RunState
  origin: RunOrigin
  outboundId: string
  campaignName: string
  maxConcurrent: number
  selected: number
  blocked: BlockedCount[]
  startedAt: Date
  endedAt: Date | null
  /** The vendor took no call: not before this moment, and why. */
  heldUntil: Date | null
  heldReason: string | null
}

/** How many of a selection are not called now, and why. */
export interface BlockedCount {
  reason: string
  count: number
}

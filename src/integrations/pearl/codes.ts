/** NLPearl's enums: numbers on the wire, names in its documentation's samples. Both are read. */

export type Code = number

/** A name that nobody knows yet. Numbers that nobody knows stay what they are. */
export const UNREAD_NAME: Code = -1

/** TELEPHONY: how the line ended. 4 alone is no success: a voicemail that was answered by a machine is 4 with conversation 70. */
export const CALL_STATUS = {
  Queued: 2,
  InProgress: 3,
  Completed: 4,
  Busy: 5,
  Failed: 6,
  NoAnswer: 7,
  Canceled: 8,
} as const

/** A call in one of these has ended; 2 (undocumented, seen) and 3 have not. */
export const ENDED_CALL_STATUSES: ReadonlySet<Code> = new Set([4, 5, 6, 7, 8])

/** BUSINESS: how the talk ended. 130 says "talked, outcome unknown": a Pearl without a definition of success says nothing else. */
export const CONVERSATION_STATUS = {
  NeedRetry: 10,
  InCallQueue: 20,
  OnCall: 40,
  VoiceMailLeft: 70,
  Success: 100,
  NotSuccessful: 110,
  Completed: 130,
  Unreachable: 150,
  Blacklisted: 220,
  QueueAbandon: 300,
  Error: 500,
} as const

export const LEAD_STATUS = { New: 1, ...CONVERSATION_STATUS, WrongCountryCode: 30 } as const

export const CALL_REQUEST_STATUS = { InCallQueue: 1, OnCall: 2, Completed: 10, BlackListed: 20, Error: 100 } as const
export const ACTIVITY_STATUS = { Running: 1, Paused: 2, Suspended: 3, TemporaryMaintenance: 10 } as const
export const PEARL_TYPE = { Inbound: 1, Outbound: 2 } as const
export const ACCOUNT_STATUS = {
  FullAccess: 1,
  LimitedAccess: 2,
  NoCredits: 3,
  SuspendedAccount: 4,
  DebtReached: 5,
} as const
export const SENTIMENT = { Negative: 1, SlightlyNegative: 2, Neutral: 3, SlightlyPositive: 4, Positive: 5 } as const

/** Sources disagree (one production codebase has them the other way round): the documentation's reading, kept in one place. */
export const TRANSCRIPT_ROLE = { Pearl: 2, Client: 3 } as const

/** Second spellings found in the documentation. */
const OTHER_SPELLINGS: Record<string, string> = {
  notsuccessfull: 'notsuccessful',
  complete: 'completed',
  cancelled: 'canceled',
  voicemail: 'voicemailleft',
}

/** A number, a numeric text or a name in any case, as the number; null when nothing was sent. Never throws. */
export function codeOf(codes: Record<string, Code>, value: unknown): Code | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return null
  if (/^\s*-?\d+\s*$/.test(value)) return Number(value)
  const plain = value.toLowerCase().replace(/[^a-z]/g, '')
  const wanted = [plain, OTHER_SPELLINGS[plain]]
  const known = Object.entries(codes).find(([name]) => wanted.includes(name.toLowerCase()))
  return known ? known[1] : UNREAD_NAME
}

/**
 * NLPearl's wire as it really is: numbers or names for enums, camelCase (V2) or PascalCase (V1) keys, nulls anywhere.
 * Decoding never fails over a value we do not know, only over an answer without the ids that make it one.
 */
import { z } from 'zod'
import {
  ACCOUNT_STATUS,
  ACTIVITY_STATUS,
  CALL_REQUEST_STATUS,
  CALL_STATUS,
  CONVERSATION_STATUS,
  type Code,
  codeOf,
  LEAD_STATUS,
  PEARL_TYPE,
  SENTIMENT,
} from './codes.ts'

export * from './codes.ts'

/** What Make Call answers and CallRequest is asked with. Not a call's id: GET Call refuses it with `wrong CallId`. */
export type PearlRequestId = string & { readonly pearl: 'request' }
/** What webhooks, searches and a CallRequest (once the phone was picked up) carry. */
export type PearlCallId = string & { readonly pearl: 'call' }

/** 24 hexadecimal digits. */
const OBJECT_ID = /^[0-9a-f]{24}$/i
export const isObjectId = (text: string): boolean => OBJECT_ID.test(text)

export const asRequestId = (text: string): PearlRequestId => text as PearlRequestId
export const asCallId = (text: string): PearlCallId => text as PearlCallId

/** An object of the vendor whose keys may be PascalCase; only its own keys are touched, never those of user data inside. */
const vendorObject = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess(
    (value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), inner]),
          )
        : value,
    z.object(shape),
  )

/** Absent, null or anything else: never a reason to refuse what carries it. */
const anything = z.unknown().optional()
const text = anything.transform((value) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null,
)
const filledText = z.union([z.string().min(1), z.number().transform(String)])
const count = anything.transform((value) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
})
const flag = anything.transform((value) => value === true || value === 'true' || value === 'True')
const texts = anything.transform((value) =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [],
)
const listOf = <Item extends z.ZodType>(item: Item) =>
  anything.transform((value): z.output<Item>[] =>
    (Array.isArray(value) ? value : []).flatMap((entry) => {
      const read = item.safeParse(entry)
      return read.success ? [read.data] : []
    }),
  )
const userData = anything.transform(
  (value): Record<string, unknown> =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {},
)
const code = (codes: Record<string, Code>) => anything.transform((value) => codeOf(codes, value))

/** ISO-8601; the vendor writes UTC, so a missing zone is `Z`. Null when absent or unreadable (`0001-01-01…` is .NET's nothing). */
const instant = anything.transform((value): Date | null => {
  if (typeof value !== 'string' || value.startsWith('0001-')) return null
  const at = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`)
  return Number.isNaN(at.getTime()) ? null : at
})

export const accountView = vendorObject({
  name: text,
  totalAgents: count,
  creditBalance: count,
  remainingMinutes: count,
  status: code(ACCOUNT_STATUS),
})

/** v1's list is only sure to carry id and name; the rest is what v2 declares. */
export const campaignView = vendorObject({
  id: filledText,
  name: text,
  type: code(PEARL_TYPE),
  status: code(ACTIVITY_STATUS),
  phoneNumber: text,
  totalAgents: count,
  created: instant,
  createdAt: instant,
  totalTodayCalls: count,
  totalOngoingCalls: count,
  totalOnQueue: count,
  totalLeads: count,
  totalLeadsCompleted: count,
  totalLeadsSuccess: count,
  budgetConsumed: count,
  budgetTotal: count,
})
export const campaignList = z.array(campaignView)

export const activityView = anything.transform((value) => codeOf(ACTIVITY_STATUS, value))

export const madeCallView = vendorObject({
  id: filledText.transform(asRequestId),
  from: text,
  to: text,
  /** 0 or null when it is dialled at once. */
  queuePosition: count,
})

export const callRequestView = vendorObject({
  id: filledText.transform(asRequestId),
  status: code(CALL_REQUEST_STATUS),
  outboundId: text,
  created: instant,
  errors: texts,
  callId: text.transform((id) => (id ? asCallId(id) : null)),
})

const transcriptLine = vendorObject({ role: count, content: text, startTime: count, endTime: count })
const collectedItem = vendorObject({ id: text, name: text, value: z.unknown() })

/** What a call's view and its webhook share. */
const callShape = {
  id: filledText.transform(asCallId),
  pearlId: text,
  relatedId: text,
  startTime: instant,
  conversationStatus: code(CONVERSATION_STATUS),
  status: code(CALL_STATUS),
  from: text,
  to: text,
  name: text,
  /** Seconds. */
  duration: count,
  recording: text,
  transcript: listOf(transcriptLine),
  summary: text,
  collectedInfo: listOf(collectedItem),
  tags: texts,
  isCallTransferred: flag,
  overallSentiment: code(SENTIMENT),
}
export const callView = vendorObject(callShape)
/**
 * Its `pearlId` is v2's id of the campaign (v1's only where the account's webhooks are set to V1): never compare it with the
 * `outboundId` that a call was made with. `leadId` is null for calls by Make Call.
 */
export const callWebhook = vendorObject({ ...callShape, leadId: text })

/** A search's row is thin: no summary, recording, transcript or name. */
const callRow = vendorObject({
  id: filledText.transform(asCallId),
  startTime: instant,
  conversationStatus: code(CONVERSATION_STATUS),
  status: code(CALL_STATUS),
  from: text,
  to: text,
  duration: count,
  tags: texts,
})
export const callPage = vendorObject({ count: z.number(), results: z.array(callRow) })
export const callRequestPage = vendorObject({ count: z.number(), results: z.array(callRequestView) })

const leadShape = {
  id: filledText,
  pearlId: text,
  externalId: text,
  phoneNumber: text,
  /** A Windows zone name (`Romance Standard Time`). */
  timeZone: text,
  status: code(LEAD_STATUS),
  created: instant,
  callsId: texts.transform((ids) => ids.map(asCallId)),
  callData: userData,
  /** Its list is called `collectedInfos` here, `collectedInfo` in a call. */
  collectedData: vendorObject({ transcript: listOf(transcriptLine), collectedInfos: listOf(collectedItem) }).catch({
    transcript: [],
    collectedInfos: [],
  }),
}
export const leadView = vendorObject(leadShape)
export const addedLeadView = vendorObject({ leadId: filledText })

/** ASP.NET's ValidationProblemDetails; some refusals are a bare sentence instead. */
export const problemView = vendorObject({
  title: text,
  detail: text,
  errors: z
    .record(z.string(), z.union([z.array(z.string()), z.string()]))
    .optional()
    .catch(undefined),
})

export type PearlAccount = z.output<typeof accountView>
export type PearlCampaign = z.output<typeof campaignView>
export type PearlCall = z.output<typeof callView>
export type PearlCallRow = z.output<typeof callRow>
export type PearlLead = z.output<typeof leadView>
export type PearlCallWebhook = z.output<typeof callWebhook>

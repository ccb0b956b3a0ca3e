/** What the simulated vendor accepts in its bodies, as strict as its documentation. */
import { z } from 'zod'

/** Digits with or without `+`; what is no phone at all is refused, whether it can ring is found out by dialling. */
const phone = z.string().regex(/^\+?[1-9]\d{6,14}$/, 'The phone number is not valid.')
const callData = z.record(z.string(), z.unknown()).nullish()
const instant = z
  .string()
  .refine(
    (text) => /^\d{4}-\d\d-\d\dT.*Z$/.test(text) && !Number.isNaN(Date.parse(text)),
    'The date must be ISO-8601 in UTC.',
  )
/** The largest page that anybody has seen the vendor give. */
const limit = z.number().int().min(1).max(100)

export const activeBody = z.object({ isActive: z.boolean() })
export const makeCallBody = z.object({ to: phone, callData })

const period = { fromDate: instant, toDate: instant }
const paging = {
  skip: z.number().int().min(0).default(0),
  limit: limit.default(100),
  sortProp: z.string().nullish(),
  isAscending: z.boolean().default(false),
}
export const searchRequestsBody = z.object({ ...period, ...paging })
export const searchCallsBody = z.object({
  ...period,
  ...paging,
  tags: z.array(z.string()).nullish(),
  statuses: z.array(z.number().int()).nullish(),
  searchInput: z.string().nullish(),
})
/** The documentation says `statuses`, the official package sends `status` in v1: both are heard. */
export const searchLeadsBody = z.object({
  ...paging,
  statuses: z.array(z.number().int()).nullish(),
  status: z.number().int().nullish(),
  searchInput: z.string().nullish(),
})

export const addLeadBody = z.object({
  phoneNumber: phone,
  externalId: z.string().nullish(),
  timeZoneId: z.string().nullish(),
  callData,
})
export const addLeadsBody = z.object({ leads: z.array(z.unknown()).min(1).max(50_000) })
export const updateLeadBody = z.object({
  phoneNumber: phone.nullish(),
  externalId: z.string().nullish(),
  timeZoneId: z.string().nullish(),
  callData,
  status: z.number().int().nullish(),
})

export const deleteCallsBody = z.object({ callIds: z.array(z.string()) })
export const deleteLeadsBody = z.object({ leadIds: z.array(z.string()) })
export const deleteExternalBody = z.object({ leadExternalIds: z.array(z.string()) })
export const analyticsBody = z.object({ from: instant, to: instant })
export const resetMemoryBody = z.object({ phoneNumber: phone })

const range = (min: number, max: number) => z.number().int().min(min).max(max).optional()
export const outboundSettingsBody = z.object({
  totalAgents: range(1, 1000),
  maximumCallAttempts: range(1, 5),
  minimumRetryIntervalHours: range(1, 6),
  ringDuration: range(10, 50),
  callTimeout: range(1, 120),
  recordingTrack: range(1, 4),
  transcriptOptions: range(1, 3),
  budgetTotal: z.number().nullish(),
  timeZone: z.string().nullish(),
  voiceMail: z.string().nullish(),
  callWebhookUrl: z.string().nullish(),
  leadWebhookUrl: z.string().nullish(),
})

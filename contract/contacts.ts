/** People on the wire: who they are, what happened to them, whether they may be contacted now. */
import { z } from 'zod'

export const CONTACT_CHANNELS = ['phone', 'sms', 'email', 'whatsapp', 'telegram', 'web'] as const
export type ContactChannel = (typeof CONTACT_CHANNELS)[number]
export const PURPOSES = ['service', 'commercial'] as const
export type Purpose = (typeof PURPOSES)[number]
export const CALLERS = ['automated', 'human'] as const
export type Caller = (typeof CALLERS)[number]
export const SEXES = ['female', 'male', 'other'] as const
export type Sex = (typeof SEXES)[number]

/** Why somebody may not be contacted. The last five heal with time. */
export const BLOCK_REASONS = [
  'objection',
  'no_address',
  'consent_missing',
  'consent_withdrawn',
  'consent_expired',
  'robinson_listed',
  'robinson_unknown',
  'zone_unknown',
  'outside_hours',
  'holiday',
  'too_soon',
  'cap_day',
  'cap_week',
] as const
export type BlockReason = (typeof BLOCK_REASONS)[number]

export const contactId = z.uuid().meta({ example: '019ab1c2-7f00-7000-8000-000000000001' })
const text = (max: number) => z.string().trim().min(1).max(max)

/** A person as a lead shows them; phones in E.164, the first one first. */
export const contactSummary = z.object({
  id: z.string(),
  name: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  phones: z.array(z.string()).meta({ example: ['+34600123456'] }),
  emails: z.array(z.string()),
  national_id: z.string().nullable(),
  birth_date: z.string().nullable().meta({ example: '1984-05-17' }),
  postal_code: z.string().nullable(),
  city: z.string().nullable(),
  province: z.string().nullable(),
  manychat_id: z.string().nullable(),
})
export type ContactSummary = z.infer<typeof contactSummary>

export const contactWire = contactSummary.extend({
  sex: z.enum(SEXES).nullable(),
  address: z.string().nullable(),
  country: z.string().nullable(),
  language: z.enum(['es', 'en', 'ca']).nullable(),
  zone: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type ContactWire = z.infer<typeof contactWire>

/** What may be changed of a person by hand: absent keeps, `null` clears. Phones and e-mails are replaced as a list. */
export const contactChanges = z.strictObject({
  name: text(300).nullable().optional(),
  first_name: text(150).nullable().optional(),
  last_name: text(150).nullable().optional(),
  phones: z.array(text(40)).max(10).optional(),
  emails: z.array(text(254)).max(10).optional(),
  national_id: text(40).nullable().optional(),
  birth_date: z.iso.date().nullable().optional(),
  sex: z.enum(SEXES).nullable().optional(),
  address: text(300).nullable().optional(),
  postal_code: text(12).nullable().optional(),
  city: text(120).nullable().optional(),
  province: text(120).nullable().optional(),
  language: z.enum(['es', 'en', 'ca']).nullable().optional(),
})
export type ContactChangesWire = z.infer<typeof contactChanges>

export const timelineQuery = z.strictObject({
  order: z.enum(['newest', 'oldest']).default('oldest'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
})

/** What each of our own kinds of entry carries. Other domains add theirs under their own names (`call.ended`). */
export const timelineData = {
  'note.added': z.object({ text: z.string() }),
  'contact.updated': z.object({ changed: z.array(z.string()) }),
  'consent.recorded': z.object({
    channel: z.enum(CONTACT_CHANNELS),
    purpose: z.enum(PURPOSES),
    state: z.enum(['given', 'withdrawn']),
    source: z.string(),
  }),
  'objection.recorded': z.object({
    channel: z.enum(CONTACT_CHANNELS).nullable(),
    purpose: z.enum(PURPOSES).nullable(),
    reason: z.string().nullable(),
    source: z.string(),
  }),
  'lead.created': z.object({ source: z.string().nullable(), campaign_id: z.number().nullable() }),
  'lead.updated': z.object({
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  }),
  'lead.closed': z.object({ reason: z.string() }),
  'lead.reopened': z.object({ reason: z.string() }),
  'result.recorded': z.object({
    applied: z.array(z.string()),
    status_level_1: z.string().nullable(),
    status_level_2: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  'callback.scheduled': z.object({ requested_at: z.string(), next_call_at: z.string() }),
  'callback.dropped': z.object({}),
} as const
export type KnownTimelineKind = keyof typeof timelineData
export type TimelineData = { [Kind in KnownTimelineKind]: z.infer<(typeof timelineData)[Kind]> }

export const timelineEntry = z.object({
  id: z.string(),
  at: z.string().meta({ example: '2026-11-24T10:00:00+01:00' }),
  kind: z.string().meta({ example: 'lead.created' }),
  lead_id: z.string().nullable(),
  actor: z.object({ kind: z.enum(['member', 'key', 'vendor', 'system']), name: z.string() }),
  refs: z.record(z.string(), z.string()),
  data: z.record(z.string(), z.unknown()),
})
export type TimelineEntryWire = z.infer<typeof timelineEntry>

export const timelinePage = z.object({ items: z.array(timelineEntry), nextCursor: z.string().nullable() })

export const policyQuery = z.strictObject({
  channel: z.enum(CONTACT_CHANNELS).default('phone'),
  purpose: z.enum(PURPOSES).optional().meta({ description: "Default: the workspace's" }),
  caller: z.enum(CALLERS).default('automated'),
})

export const policyAnswer = z.object({
  decision: z.enum(['allowed', 'blocked']),
  channel: z.enum(CONTACT_CHANNELS),
  purpose: z.enum(PURPOSES),
  caller: z.enum(CALLERS),
  profile: z.string(),
  reason: z.enum(BLOCK_REASONS).optional(),
  message: z.string().meta({ description: 'The reason as a sentence, in the language of the request' }),
  next_allowed_at: z.string().optional(),
})
export type PolicyAnswer = z.infer<typeof policyAnswer>

export const newNote = z.strictObject({
  text: text(5_000),
  lead_id: z.uuid().optional(),
})

export const newObjection = z.strictObject({
  channel: z.enum(CONTACT_CHANNELS).nullable().default(null).meta({ description: 'null: every channel' }),
  purpose: z.enum(PURPOSES).nullable().default(null).meta({ description: 'null: whatever for' }),
  reason: text(1_000).optional(),
})

export const newConsent = z.strictObject({
  channel: z.enum(CONTACT_CHANNELS),
  purpose: z.enum(PURPOSES),
  state: z.enum(['given', 'withdrawn']).default('given'),
  wording: text(5_000).meta({ description: 'What they were asked, word for word' }),
  source: text(200).meta({ description: 'Where it was said or ticked', example: 'web form' }),
  expires_at: z.iso.datetime({ offset: true }).optional(),
})

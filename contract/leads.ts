/** Leads on the wire: one interest of a person, how to find, choose, make and change them. */
import { z } from 'zod'
import { contactChanges, contactSummary } from './contacts.ts'

export const LEAD_STATUSES = ['open', 'closed'] as const
export type LeadStatus = (typeof LEAD_STATUSES)[number]
export const CALL_STATUSES = ['no_selected', 'selected', 'calling', 'completed', 'error', 'busy', 'no_answer'] as const
export type CallStatus = (typeof CALL_STATUSES)[number]
export const CLOSURE_REASONS = [
  'appointment_booked',
  'not_interested',
  'does_not_cooperate',
  'unreachable',
  'wrong_number',
  'max_attempts',
  'other',
] as const
export type ClosureReason = (typeof CLOSURE_REASONS)[number]
export const LEAD_SORTS = ['created_at', 'updated_at', 'name', 'city', 'call_status', 'next_call_at'] as const
export type LeadSort = (typeof LEAD_SORTS)[number]

const text = (max: number) => z.string().trim().min(1).max(max)
/** Campaigns, channels and advisors: a number, or the same as text. */
export const integerId = z
  .union([z.int().positive(), z.string().regex(/^\d{1,9}$/)])
  .transform(Number)
  .pipe(z.int().positive().max(2_147_483_647))
  .meta({ example: 85 })
const flag = z.enum(['true', 'false']).transform((word) => word === 'true')
const priority = z.int().min(1).max(5).meta({ description: '1 high, 3 default, 5 low' })

const filterFields = {
  search: text(200).meta({ description: 'Any pieces of name, phone, e-mail, id number, city; all must occur' }),
  city: text(120).meta({ description: 'Whatever its case and accents' }),
  status: z.enum(LEAD_STATUSES),
  call_status: z.enum(CALL_STATUSES),
  campaign_id: integerId,
  owner_id: integerId,
  updated_since: text(40).meta({
    description: "An instant, or a time or day on the workspace's wall",
    example: '2026-11-24T10:00:00+01:00',
  }),
}

/** A saved choice of leads, as JSON. */
export const leadFilter = z.strictObject({
  ...z.object(filterFields).partial().shape,
  call_priority: priority.optional(),
  selected_for_calling: z.boolean().optional(),
})
export type LeadFilterWire = z.infer<typeof leadFilter>

/** The same as query parameters. */
export const leadFilterQuery = z.strictObject({
  ...z.object(filterFields).partial().shape,
  call_priority: z.coerce.number().pipe(priority).optional(),
  selected_for_calling: flag.optional(),
})

export const leadListQuery = leadFilterQuery.extend({
  sort: z.enum(LEAD_SORTS).default('created_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2_000).optional(),
  with_total: flag
    .optional()
    .meta({ description: 'Counts all that match, exactly; ask for it once, not on every page' }),
})

/** Some leads: these ids, or all that match a filter. */
export const leadChoice = z.union([
  z.strictObject({ lead_ids: z.array(z.string().min(1)).max(50_000) }),
  z.strictObject({ filter: leadFilter }),
])
export type LeadChoiceWire = z.infer<typeof leadChoice>

export const leadCount = z.object({ count: z.int().min(0) })

export const leadWire = z
  .object({
    id: z.string(),
    status: z.enum(LEAD_STATUSES),
    closure_reason: z.enum(CLOSURE_REASONS).nullable(),
    source: z.string().nullable(),
    wanted: z.string().nullable(),
    manual_management: z.boolean(),
    owner_id: z.int().nullable(),
    campaign_id: z.int().nullable(),
    channel_id: z.int().nullable(),
    call_status: z.enum(CALL_STATUSES),
    call_priority: z.int(),
    selected_for_calling: z.boolean(),
    pearl_outbound_id: z.string().nullable(),
    last_call_attempt: z.string().nullable(),
    call_attempts_count: z.int().meta({ description: 'Calls placed' }),
    call_error_message: z.string().nullable(),
    call_notes: z.string().nullable(),
    next_call_at: z.string().nullable(),
    callback_requested_at: z.string().nullable(),
    status_level_1: z.string().nullable(),
    status_level_2: z.string().nullable(),
    result_code: z.string().nullable().meta({ description: 'Our own code for the two levels, where they are known' }),
    conPack: z.boolean().nullable(),
    errorTecnico: z.boolean().nullable(),
    codigoVolverLlamar: z.string().nullable(),
    razonvueltaallamar: z.string().nullable(),
    codigoNoInteres: z.string().nullable(),
    razonNoInteres: z.string().nullable(),
    custom: z.record(z.string(), z.unknown()),
    created_at: z.string(),
    updated_at: z.string(),
    contact: contactSummary,
  })
  .meta({ id: 'Lead' })
export type LeadWire = z.infer<typeof leadWire>

export const leadPage = z.object({
  items: z.array(leadWire),
  nextCursor: z.string().nullable(),
  total: z.int().optional(),
})

const leadChangesShape = {
  source: text(200).nullable().optional(),
  wanted: text(2_000).nullable().optional(),
  manual_management: z.boolean().optional(),
  owner_id: integerId.nullable().optional(),
  campaign_id: integerId.nullable().optional(),
  channel_id: integerId.nullable().optional(),
  call_priority: priority.optional(),
  call_notes: text(5_000).nullable().optional(),
  custom: z
    .record(z.string().min(1).max(200), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .meta({ description: 'Laid over what is there, key by key; null removes a key' }),
}

/** Absent keeps, `null` clears; all of it or nothing. */
export const leadPatch = z.strictObject({
  ...leadChangesShape,
  status: z.enum(LEAD_STATUSES).optional(),
  closure_reason: z.enum(CLOSURE_REASONS).optional().meta({ description: 'Needed to close' }),
  status_level_1: text(200).nullable().optional(),
  status_level_2: text(200).nullable().optional(),
  conPack: z.boolean().nullable().optional(),
  contact: contactChanges.optional(),
})
export type LeadPatchWire = z.infer<typeof leadPatch>

/** For a person that is there (`contact_id`) or a new one. */
export const newLead = z
  .strictObject({
    ...leadChangesShape,
    contact_id: z.uuid().optional(),
    contact: contactChanges.optional(),
    allow_duplicate: z
      .boolean()
      .default(false)
      .meta({ description: 'Make a new person although somebody has this phone or e-mail' }),
  })
  .refine((lead) => (lead.contact_id === undefined) !== (lead.contact === undefined), {
    error: 'contact_id | contact',
    path: ['contact'],
  })
export type NewLeadWire = z.infer<typeof newLead>

const named = z.object({ id: z.int().meta({ example: 85 }), name: z.string() })
export type NamedWire = z.infer<typeof named>
/** Campaigns, channels or advisors, as filters and fields offer them. */
export const namedPage = z.object({ items: z.array(named), nextCursor: z.string().nullable() })

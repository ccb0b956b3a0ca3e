/** What travels about imports: options in, preview, progress and history out. */
import { z } from 'zod'

export const IMPORT_POLICIES = ['create', 'fill_empty', 'overwrite'] as const
export type ImportPolicy = (typeof IMPORT_POLICIES)[number]

export const IMPORT_STATUSES = ['previewed', 'running', 'applied', 'failed', 'cancelled', 'undone'] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

/**
 * Where a column can go. `custom` keeps it on the lead under its header, `ignore` leaves it out. `name` is a whole name;
 * `phone` decides who the person is, `phone2` and `phone3` are further ones.
 */
export const IMPORT_FIELDS = [
  'first_name',
  'last_name',
  'name',
  'phone',
  'phone2',
  'phone3',
  'email',
  'email2',
  'national_id',
  'birth_date',
  'sex',
  'address',
  'postal_code',
  'city',
  'province',
  'country',
  'language',
  'source',
  'lead_id',
  'custom',
  'ignore',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

export const importMapping = z.record(z.string(), z.enum(IMPORT_FIELDS)).meta({
  description:
    'Header → field. Headers that are not named keep the field that was recognised, or stay as custom fields.',
  example: { TELEFONO1: 'phone', 'Observaciones internas': 'ignore' },
})

/** A consent that everybody in the file gave, in the sender's word: it is recorded with the file as its source. */
export const importConsent = z.strictObject({
  channels: z.array(z.enum(['phone', 'sms', 'email', 'whatsapp', 'telegram', 'web'])).min(1),
  purpose: z.enum(['service', 'commercial']).default('commercial'),
  /** The words that they agreed to. */
  wording: z.string().min(1).max(2000),
  /** When; default: the import's moment. */
  at: z.iso.datetime({ offset: true }).optional(),
  expires_at: z.iso.datetime({ offset: true }).optional(),
})

export const importOptions = z.strictObject({
  policy: z.enum(IMPORT_POLICIES).default('fill_empty'),
  consent: importConsent.optional(),
  mapping: importMapping.optional(),
})
export type ImportOptions = z.infer<typeof importOptions>

export const importProblem = z.object({
  /** The sheet's row, the header being 1. */
  row: z.int(),
  /** The column's header; null where the row as a whole is meant. */
  column: z.string().nullable(),
  code: z.string(),
  /** `rejected` and `skipped` rows are not imported; a `warning` is about one value, and its text is kept. */
  severity: z.enum(['rejected', 'skipped', 'warning']),
  message: z.string(),
})

export const importPreview = z.object({
  id: z.string(),
  status: z.literal('previewed'),
  file_name: z.string(),
  policy: z.enum(IMPORT_POLICIES),
  /** Header → field, as it will be applied. */
  mapping: z.record(z.string(), z.enum(IMPORT_FIELDS)),
  counts: z.object({
    rows: z.int(),
    valid: z.int(),
    rejected: z.int(),
    /** Of the valid ones: repeated in the file itself, so to be skipped. */
    repeated: z.int(),
  }),
  /** The first 200 in the sheet's order; `problem_count` counts all, `report.csv` lists them. */
  problems: z.array(importProblem),
  problem_count: z.int(),
})

export const importCounts = z.object({
  rows: z.int(),
  valid: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  rejected: z.int(),
})

export const importView = z.object({
  id: z.string(),
  status: z.enum(IMPORT_STATUSES),
  /** `apply`, or `undo` while it is being taken back and after. */
  direction: z.enum(['apply', 'undo']),
  progress: z.number().min(0).max(1),
  file_name: z.string(),
  file_bytes: z.int(),
  policy: z.enum(IMPORT_POLICIES),
  mapping: z.record(z.string(), z.enum(IMPORT_FIELDS)),
  counts: importCounts,
  problems: z.array(importProblem),
  problem_count: z.int(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  created_by: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})
export type ImportView = z.infer<typeof importView>

/** One line of the history: the same without the problems. */
export const importLine = importView.omit({ problems: true, mapping: true })

export const importList = z.object({
  items: z.array(importLine),
  nextCursor: z.string().nullable(),
})

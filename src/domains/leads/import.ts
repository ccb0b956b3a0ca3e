/**
 * A file of people on its way into leads. `previewed`: judged, nothing written yet. `running`: block after block, each in
 * one transaction, forward or back (`direction`). Then `applied` or `undone`; `cancelled` before the end, what is in stays;
 * `failed`: stopped at a block, can go on.
 */
import type { ImportPolicy, ImportStatus } from '../../../contract/imports.ts'
import type { Actor } from '../../platform/scope.ts'
import type { Change, ManyConsents } from '../contacts/index.ts'
import type { ImportColumn } from './import-columns.rules.ts'
import type { JudgedRow, RowProblem } from './import-row.rules.ts'

export { IMPORT_POLICIES, IMPORT_STATUSES, type ImportPolicy, type ImportStatus } from '../../../contract/imports.ts'

export const IMPORT_DIRECTIONS = ['apply', 'undo'] as const
export type ImportDirection = (typeof IMPORT_DIRECTIONS)[number]

/** Rows that one transaction applies: large enough for set-based work, small enough to wait for. */
export const ROWS_A_BLOCK = 2_000
/** Problems that the preview shows; the report has them all. */
export const PROBLEMS_SHOWN = 200

export interface ImportCounts {
  created: number
  updated: number
  unchanged: number
  skipped: number
}

/** What the sender says that everybody in the file agreed to. */
export type ImportConsent = Pick<ManyConsents, 'channels' | 'purpose' | 'wording'> & {
  at: string | null
  expiresAt: string | null
}

export interface PlacedProblem extends RowProblem {
  row: number
  severity: 'rejected' | 'skipped' | 'warning'
}

export interface ImportRecord {
  id: string
  fileName: string
  format: 'xlsx' | 'csv'
  fileBytes: number
  policy: ImportPolicy
  consent: ImportConsent | null
  columns: ImportColumn[]
  status: ImportStatus
  direction: ImportDirection
  cancelRequested: boolean
  blocks: number
  blocksDone: number
  rowCount: number
  validCount: number
  rejectedCount: number
  /** Of the valid ones: repeated in the file, so to be skipped. */
  repeatedCount: number
  problems: PlacedProblem[]
  problemCount: number
  counts: ImportCounts
  errorCode: string | null
  actor: Actor
  createdAt: Date
  finishedAt: Date | null
}

/** What became of a row that was not rejected. */
export interface RowOutcome {
  row: number
  outcome: 'created' | 'updated' | 'unchanged' | 'skipped'
  /** Why it was skipped: names a message. */
  reason?: string
  contactId?: string
  leadId?: string
  /** What undo needs. */
  newContact?: boolean
  newLead?: boolean
  contactChange?: Pick<Change, 'before' | 'added' | 'order'>
  leadBefore?: { source: string | null; custom: Record<string, unknown> }
  changed?: string[]
  /** A consent was noted, which undo takes back. */
  consented?: boolean
}

export interface ImportBlock {
  position: number
  rows: JudgedRow[]
  outcomes: RowOutcome[] | null
  appliedAt: Date | null
}

/** 0 to 1, in the direction it is going. */
export function progressOf(record: Pick<ImportRecord, 'status' | 'blocks' | 'blocksDone' | 'direction'>): number {
  if (record.status === 'applied' || record.status === 'undone') return 1
  if (record.blocks === 0) return 0
  const done = record.blocksDone / record.blocks
  return Math.round((record.direction === 'undo' ? 1 - done : done) * 1000) / 1000
}

export const refOfImport = (id: string): { key: string; id: string } => ({ key: 'importId', id })

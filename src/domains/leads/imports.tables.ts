/** Row types of imports, as migration 0006 made them. */
import type { ColumnType } from 'kysely'
import type { Actor } from '../../platform/scope.ts'
import type { ImportDirection, ImportPolicy, ImportStatus } from './import.ts'

type WrittenOnce<T> = ColumnType<T, T, never>
type Json = ColumnType<unknown, string, string>
/** bigint comes as text. */
type Big = ColumnType<string, number, never>

export interface ImportsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  file_name: WrittenOnce<string>
  format: WrittenOnce<'xlsx' | 'csv'>
  file_bytes: Big
  file_sha256: WrittenOnce<string>
  policy: WrittenOnce<ImportPolicy>
  consent: ColumnType<unknown, string | null, never>
  columns: Json
  status: ImportStatus
  direction: ColumnType<ImportDirection, ImportDirection | undefined, ImportDirection>
  cancel_requested: ColumnType<boolean, boolean | undefined, boolean>
  blocks: number
  blocks_done: ColumnType<number, number | undefined, number>
  row_count: number
  valid_count: number
  rejected_count: number
  repeated_count: number
  problems: Json
  problem_count: number
  created_count: ColumnType<number, number | undefined, number>
  updated_count: ColumnType<number, number | undefined, number>
  unchanged_count: ColumnType<number, number | undefined, number>
  skipped_count: ColumnType<number, number | undefined, number>
  error_code: string | null
  actor_kind: WrittenOnce<Actor['kind']>
  actor_id: WrittenOnce<string>
  actor_name: WrittenOnce<string>
  created_at: WrittenOnce<Date>
  finished_at: Date | null
}

export interface ImportBlocksTable {
  workspace_id: WrittenOnce<string>
  import_id: WrittenOnce<string>
  position: WrittenOnce<number>
  rows: ColumnType<unknown, string, never>
  outcomes: ColumnType<unknown, string | null | undefined, string | null>
  applied_at: Date | null
}

export interface ImportsTables {
  imports: ImportsTable
  import_blocks: ImportBlocksTable
}

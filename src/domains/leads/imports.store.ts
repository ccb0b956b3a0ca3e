/** SQL of imports: the record of each file and its blocks of judged rows. */
import { sql } from 'kysely'
import { over, type Tx } from '../../platform/db/database.ts'
import type { ImportBlock, ImportConsent, ImportCounts, ImportRecord, PlacedProblem, RowOutcome } from './import.ts'
import type { ImportColumn } from './import-columns.rules.ts'
import type { JudgedRow } from './import-row.rules.ts'
import type { ImportsTables } from './imports.tables.ts'

export type NewImport = Omit<
  ImportRecord,
  'counts' | 'direction' | 'cancelRequested' | 'blocksDone' | 'errorCode' | 'finishedAt'
> & {
  workspaceId: string
  fileSha256: string
}

export async function insertImport(tx: Tx, record: NewImport): Promise<void> {
  await over<ImportsTables>(tx)
    .insertInto('imports')
    .values({
      workspace_id: record.workspaceId,
      id: record.id,
      file_name: record.fileName,
      format: record.format,
      file_bytes: record.fileBytes,
      file_sha256: record.fileSha256,
      policy: record.policy,
      consent: record.consent && JSON.stringify(record.consent),
      columns: JSON.stringify(record.columns),
      status: record.status,
      blocks: record.blocks,
      row_count: record.rowCount,
      valid_count: record.validCount,
      rejected_count: record.rejectedCount,
      repeated_count: record.repeatedCount,
      problems: JSON.stringify(record.problems),
      problem_count: record.problemCount,
      actor_kind: record.actor.kind,
      actor_id: record.actor.id,
      actor_name: record.actor.name,
      created_at: record.createdAt,
    })
    .execute()
}

/** What the reading of the file came to: columns, counts and problems of a record made before its blocks. */
export async function completePreview(
  tx: Tx,
  id: string,
  result: Pick<
    ImportRecord,
    'columns' | 'blocks' | 'rowCount' | 'validCount' | 'rejectedCount' | 'repeatedCount' | 'problems' | 'problemCount'
  >,
): Promise<void> {
  await over<ImportsTables>(tx)
    .updateTable('imports')
    .set({
      columns: JSON.stringify(result.columns),
      blocks: result.blocks,
      row_count: result.rowCount,
      valid_count: result.validCount,
      rejected_count: result.rejectedCount,
      repeated_count: result.repeatedCount,
      problems: JSON.stringify(result.problems),
      problem_count: result.problemCount,
    })
    .where('id', '=', id)
    .execute()
}

/** `rows` is the JSON of a list of judged rows. */
export async function insertBlock(
  tx: Tx,
  block: { workspaceId: string; importId: string; position: number; rows: string },
): Promise<void> {
  await over<ImportsTables>(tx)
    .insertInto('import_blocks')
    .values({
      workspace_id: block.workspaceId,
      import_id: block.importId,
      position: block.position,
      rows: block.rows,
    })
    .execute()
}

export async function selectImport(tx: Tx, id: string, lock: 'lock' | 'look' = 'look'): Promise<ImportRecord | null> {
  const query = over<ImportsTables>(tx).selectFrom('imports').selectAll().where('id', '=', id)
  const row = await (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst()
  return row ? toRecord(row) : null
}

/** Newest first; `before` is the last id of the page before (ids sort by age). */
export async function selectImports(
  tx: Tx,
  page: { limit: number; before?: string | undefined },
): Promise<ImportRecord[]> {
  let query = over<ImportsTables>(tx).selectFrom('imports').selectAll().orderBy('id', 'desc').limit(page.limit)
  if (page.before) query = query.where('id', '<', page.before)
  return (await query.execute()).map(toRecord)
}

export type ImportUpdate = Partial<
  Pick<ImportRecord, 'status' | 'direction' | 'cancelRequested' | 'blocksDone' | 'errorCode' | 'finishedAt'>
>

export async function updateImport(tx: Tx, id: string, change: ImportUpdate, add?: ImportCounts): Promise<void> {
  await over<ImportsTables>(tx)
    .updateTable('imports')
    .set((set) => ({
      ...(change.status !== undefined && { status: change.status }),
      ...(change.direction !== undefined && { direction: change.direction }),
      ...(change.cancelRequested !== undefined && { cancel_requested: change.cancelRequested }),
      ...(change.blocksDone !== undefined && { blocks_done: change.blocksDone }),
      ...(change.errorCode !== undefined && { error_code: change.errorCode }),
      ...(change.finishedAt !== undefined && { finished_at: change.finishedAt }),
      ...(add && {
        created_count: set('created_count', '+', add.created),
        updated_count: set('updated_count', '+', add.updated),
        unchanged_count: set('unchanged_count', '+', add.unchanged),
        skipped_count: set('skipped_count', '+', add.skipped),
      }),
    }))
    .where('id', '=', id)
    .execute()
}

export async function selectBlock(tx: Tx, importId: string, position: number): Promise<ImportBlock | null> {
  const row = await over<ImportsTables>(tx)
    .selectFrom('import_blocks')
    .select(['position', 'rows', 'outcomes', 'applied_at'])
    .where('import_id', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
  if (!row) return null
  return {
    position: row.position,
    rows: row.rows as JudgedRow[],
    outcomes: row.outcomes as RowOutcome[] | null,
    appliedAt: row.applied_at,
  }
}

/** Null puts the block back to where nothing was done with it. */
export async function settleBlock(
  tx: Tx,
  importId: string,
  position: number,
  done: { outcomes: readonly RowOutcome[]; at: Date } | null,
): Promise<void> {
  await over<ImportsTables>(tx)
    .updateTable('import_blocks')
    .set({ outcomes: done && JSON.stringify(done.outcomes), applied_at: done?.at ?? null })
    .where('import_id', '=', importId)
    .where('position', '=', position)
    .execute()
}

/** The rows of a file that nobody will apply any more. */
export async function deleteBlocks(tx: Tx, importId: string): Promise<void> {
  await sql`delete from import_blocks where workspace_id = app.workspace() and import_id = ${importId}`.execute(tx)
}

function toRecord(row: Record<string, unknown>): ImportRecord {
  const of = <T>(name: string) => row[name] as T
  return {
    id: of('id'),
    fileName: of('file_name'),
    format: of('format'),
    fileBytes: Number(of<string>('file_bytes')),
    policy: of('policy'),
    consent: of<ImportConsent | null>('consent'),
    columns: of<ImportColumn[]>('columns'),
    status: of('status'),
    direction: of('direction'),
    cancelRequested: of('cancel_requested'),
    blocks: of('blocks'),
    blocksDone: of('blocks_done'),
    rowCount: of('row_count'),
    validCount: of('valid_count'),
    rejectedCount: of('rejected_count'),
    repeatedCount: of('repeated_count'),
    problems: of<PlacedProblem[]>('problems'),
    problemCount: of('problem_count'),
    counts: {
      created: of('created_count'),
      updated: of('updated_count'),
      unchanged: of('unchanged_count'),
      skipped: of('skipped_count'),
    },
    errorCode: of('error_code'),
    actor: { kind: of('actor_kind'), id: of('actor_id'), name: of('actor_name') },
    createdAt: of('created_at'),
    finishedAt: of('finished_at'),
  }
}

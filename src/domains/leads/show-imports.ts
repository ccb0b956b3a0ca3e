/** Imports as people read them: the preview, how far one is, the history, and the report of every row. */
import type { ImportView } from '../../../contract/imports.ts'
import { toWire } from '../../kernel/dates.ts'
import { notFound } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { SheetSource } from '../../platform/files/write-sheet.ts'
import { makeTranslate } from '../../platform/http/messages.ts'
import type { Locale, Scope } from '../../platform/scope.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { type ImportBlock, type ImportRecord, type PlacedProblem, progressOf } from './import.ts'
import type { RowProblem } from './import-row.rules.ts'
import { importsMessages } from './imports.messages.ts'
import { selectBlock, selectImport, selectImports } from './imports.store.ts'

const translate = makeTranslate(importsMessages)

/** Throws `import.not_found`. */
export async function showImport(scope: Scope, id: string): Promise<ImportView> {
  return inWorkspace(scope, async (tx) => {
    const record = isUuid(id) ? await selectImport(tx, id) : null
    if (!record) throw notFound('import.not_found')
    const { zone } = await getWorkspace(tx, scope)
    return toView(record, zone, scope.locale)
  })
}

export async function viewOf(scope: Scope, record: ImportRecord): Promise<ImportView> {
  const { zone } = await inWorkspace(scope, (tx) => getWorkspace(tx, scope))
  return toView(record, zone, scope.locale)
}

/** Newest first. The cursor is the last id shown. */
export async function listImports(
  scope: Scope,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: ImportView[]; nextCursor: string | null }> {
  return inWorkspace(scope, async (tx) => {
    const { zone } = await getWorkspace(tx, scope)
    const found = await selectImports(tx, { limit: page.limit + 1, before: page.cursor })
    const shown = found.slice(0, page.limit)
    return {
      items: shown.map((record) => toView(record, zone, scope.locale)),
      nextCursor: found.length > shown.length ? shown.at(-1)!.id : null,
    }
  })
}

export const mappingOf = (record: Pick<ImportRecord, 'columns'>): ImportView['mapping'] =>
  Object.fromEntries(record.columns.map((column) => [column.key, column.field]))

export const problemsOf = (problems: readonly PlacedProblem[], locale: Locale): ImportView['problems'] =>
  problems.map((problem) => ({
    row: problem.row,
    column: problem.column,
    code: problem.code,
    severity: problem.severity,
    message: translate(problem.code, locale, problem.params),
  }))

function toView(record: ImportRecord, zone: string, locale: Locale): ImportView {
  return {
    id: record.id,
    status: record.status,
    direction: record.direction,
    progress: progressOf(record),
    file_name: record.fileName,
    file_bytes: record.fileBytes,
    policy: record.policy,
    mapping: mappingOf(record),
    counts: { rows: record.rowCount, valid: record.validCount, ...record.counts, rejected: record.rejectedCount },
    problems: problemsOf(record.problems, locale),
    problem_count: record.problemCount,
    error: record.errorCode
      ? { code: record.errorCode, message: translate(record.errorCode, locale, { count: '' }) }
      : null,
    created_by: record.actor,
    created_at: toWire(record.createdAt, zone),
    finished_at: record.finishedAt && toWire(record.finishedAt, zone),
  }
}

/** Read by programs too, so the same in every language; the messages are the reader's. */
const REPORT_HEADER = ['row', 'outcome', 'code', 'column', 'message', 'warnings', 'lead_id', 'contact_id']

/** A line for every row of the file that was not blank, in its order. Throws `import.not_found` at once. */
export async function importReport(scope: Scope, id: string): Promise<{ fileName: string; lines: SheetSource }> {
  const record = await inWorkspace(scope, async (tx) => (isUuid(id) ? selectImport(tx, id) : null))
  if (!record) throw notFound('import.not_found')
  return { fileName: record.fileName, lines: reportLines(scope, record) }
}

async function* reportLines(scope: Scope, record: ImportRecord): AsyncGenerator<string[][]> {
  yield [REPORT_HEADER]
  for (let position = 0; position < record.blocks; position++) {
    const block = await inWorkspace(scope, (tx) => selectBlock(tx, record.id, position))
    // A cancelled preview keeps its counts, not its rows.
    if (block) yield linesOf(block, scope.locale)
  }
}

function linesOf(block: ImportBlock, locale: Locale): string[][] {
  const outcomes = new Map((block.outcomes ?? []).map((outcome) => [outcome.row, outcome]))
  const say = (problem: RowProblem) => translate(problem.code, locale, problem.params)
  return block.rows.map(({ row, stop, warnings }) => {
    const done = outcomes.get(row)
    const outcome = stop?.outcome ?? done?.outcome ?? 'valid'
    const why: RowProblem | undefined = stop ?? (done?.reason ? { column: null, code: done.reason } : undefined)
    return [
      String(row),
      outcome,
      why?.code ?? '',
      why?.column ?? '',
      why ? say(why) : '',
      warnings.map((warning) => `${warning.column ?? ''}: ${say(warning)}`).join(' | '),
      done?.leadId ?? '',
      done?.contactId ?? '',
    ]
  })
}

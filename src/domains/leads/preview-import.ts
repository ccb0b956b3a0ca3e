/** Reads and judges a whole file and keeps it as blocks of judged rows; no person or lead is written yet. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { ImportOptions } from '../../../contract/imports.ts'
import { instantToWall } from '../../kernel/dates.ts'
import { invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { foldKey, tidy } from '../../kernel/text.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { openSheet, type Sheet } from '../../platform/files/read-sheet.ts'
import type { SheetRow } from '../../platform/files/sheet.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace, recordAudit } from '../workspaces/index.ts'
import { type ImportRecord, type PlacedProblem, PROBLEMS_SHOWN, ROWS_A_BLOCK } from './import.ts'
import { claimedTwice, type ImportColumn, mapColumns } from './import-columns.rules.ts'
import { RepeatFinder } from './import-repeats.rules.ts'
import { type JudgedRow, judgeRow } from './import-row.rules.ts'
import { cellValue } from './import-values.rules.ts'
import { completePreview, insertBlock, insertImport, selectImport } from './imports.store.ts'

export interface ImportFile {
  /** Where it lies now: it is read once, here, and not needed afterwards. */
  path: string
  /** As its sender calls it. */
  name: string
}

/**
 * Throws `file.…` for what is no readable sheet, `import.no_rows`, and `import.mapping_…` for a mapping that does not fit.
 * All or nothing: the record and its blocks are one transaction.
 */
export async function previewImport(scope: Scope, file: ImportFile, options: ImportOptions): Promise<ImportRecord> {
  const sheet = await openSheet(file.path)
  const id = newId()
  const [{ size }, fileSha256] = await Promise.all([stat(file.path), sha256(file.path)])
  return inWorkspace(scope, async (tx) => {
    const workspace = await getWorkspace(tx, scope)
    await insertImport(tx, {
      workspaceId: scope.workspaceId,
      id,
      fileName: tidy(file.name).slice(-200) || sheet.format,
      format: sheet.format,
      fileBytes: size,
      fileSha256,
      policy: options.policy,
      consent: consentOf(options),
      columns: [],
      status: 'previewed',
      blocks: 0,
      rowCount: 0,
      validCount: 0,
      rejectedCount: 0,
      repeatedCount: 0,
      problems: [],
      problemCount: 0,
      actor: scope.actor,
      createdAt: scope.clock.now(),
    })
    const today = instantToWall(scope.clock.now(), workspace.zone).date
    const reading = new Reading(tx, { workspaceId: scope.workspaceId, importId: id })
    const columns = await reading.take(sheet, options.mapping ?? {}, { region: workspace.region, today })
    await completePreview(tx, id, { columns, ...reading.result })
    await recordAudit(tx, scope, {
      action: 'import.previewed',
      subject: { kind: 'import', id },
      detail: { file: file.name, rows: reading.result.rowCount, rejected: reading.result.rejectedCount },
    })
    return (await selectImport(tx, id))!
  })
}

function consentOf({ consent }: ImportOptions): ImportRecord['consent'] {
  if (!consent) return null
  const { channels, purpose, wording, at = null, expires_at: expiresAt = null } = consent
  return { channels, purpose, wording, at, expiresAt }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The file in one pass: rows judged, counted and put away, a block at a time. */
class Reading {
  readonly result = {
    blocks: 0,
    rowCount: 0,
    validCount: 0,
    rejectedCount: 0,
    repeatedCount: 0,
    problems: [] as PlacedProblem[],
    problemCount: 0,
  }
  readonly #tx: Tx
  readonly #owner: { workspaceId: string; importId: string }
  readonly #repeats = new RepeatFinder()
  /** As JSON already: held as objects, thousands of rows outlive the collector's quick rounds and pile up. */
  #block: string[] = []

  constructor(tx: Tx, owner: { workspaceId: string; importId: string }) {
    this.#tx = tx
    this.#owner = owner
  }

  async take(
    sheet: Sheet,
    mapping: NonNullable<ImportOptions['mapping']>,
    place: { region: string; today: string },
  ): Promise<ImportColumn[]> {
    let columns: ImportColumn[] | undefined
    for await (const batch of sheet.batches) {
      const rows = columns ? batch : batch.slice(1)
      columns ??= columnsOf(batch, mapping)
      const context = { ...place, columns }
      for (const { row, cells } of rows) {
        const judged = judgeRow(row, cells, context)
        if (judged) await this.#add(judged)
      }
    }
    if (this.result.rowCount === 0) throw invalid('import.no_rows')
    await this.#putAway()
    return columns!
  }

  async #add(judged: JudgedRow): Promise<void> {
    this.#repeats.look(judged)
    const { result } = this
    result.rowCount += 1
    if (judged.stop?.outcome === 'rejected') result.rejectedCount += 1
    else result.validCount += 1
    if (judged.stop?.outcome === 'skipped') result.repeatedCount += 1
    const { stop, warnings, row } = judged
    if (stop) {
      const { outcome, ...problem } = stop
      this.#note({ ...problem, row, severity: outcome })
    }
    for (const warning of warnings) this.#note({ ...warning, row, severity: 'warning' })
    this.#block.push(JSON.stringify(judged))
    if (this.#block.length >= ROWS_A_BLOCK) await this.#putAway()
  }

  #note(problem: PlacedProblem): void {
    this.result.problemCount += 1
    if (this.result.problems.length < PROBLEMS_SHOWN) this.result.problems.push(problem)
  }

  async #putAway(): Promise<void> {
    if (this.#block.length === 0) return
    await insertBlock(this.#tx, { ...this.#owner, position: this.result.blocks, rows: `[${this.#block.join(',')}]` })
    this.result.blocks += 1
    this.#block = []
  }
}

/** The first row that is not blank is the header; a column without one counts where the first rows have something in it. */
function columnsOf(batch: readonly SheetRow[], mapping: NonNullable<ImportOptions['mapping']>): ImportColumn[] {
  const [head, ...rows] = batch
  const headers = (head?.cells ?? []).map(cellValue)
  const width = rows.reduce((widest, row) => Math.max(widest, row.cells.length), headers.length)
  while (headers.length < width) headers.push('')
  const columns = mapColumns(headers, mapping).filter(
    ({ index }) => headers[index] !== '' || rows.some((row) => (row.cells[index] ?? '').trim() !== ''),
  )
  const known = new Set(columns.flatMap((column) => [column.key, foldKey(column.key)]))
  const unknown = Object.keys(mapping).find((header) => !known.has(header) && !known.has(foldKey(header)))
  if (unknown !== undefined) throw invalid('import.mapping_unknown_column', { params: { column: unknown } })
  const twice = claimedTwice(columns)
  if (twice) throw invalid('import.mapping_claimed_twice', { params: { field: twice } })
  return columns
}

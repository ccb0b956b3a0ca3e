/** What every reader yields and every writer takes: rows of text with their number in the sheet, and the limits of both. */
import { invalid } from '../../kernel/errors.ts'

/** One row as the sheet counts them (the first is 1). Cells are text: numbers in plain digits, dates as ISO days. */
export interface SheetRow {
  row: number
  cells: string[]
}

export type SheetFormat = 'xlsx' | 'csv'

/** Generous for people's lists, too small to hurt: the largest file of the budgets has 200,000 rows of 12 columns. */
export const SHEET_LIMITS = {
  fileBytes: 100 * 1024 * 1024,
  /** Excel's own limit. */
  rows: 1_048_576,
  columns: 300,
  cellCharacters: 32_767,
  /** What an .xlsx may unpack to: 200,000 × 30 needs some 300 MB. */
  unpackedBytes: 1024 * 1024 * 1024,
  zipEntries: 2_000,
  /** Memory of the reader, which works apart from the server: where it runs out, only the file is refused. */
  readerHeapMb: 320,
  readerSeconds: 240,
} as const

/** Refuses a row that no list of people has; blanks at its end are cut off. */
export function checkedRow(row: number, cells: string[]): SheetRow {
  let end = cells.length
  while (end > 0 && cells[end - 1] === '') end -= 1
  if (row > SHEET_LIMITS.rows) throw invalid('file.too_many_rows', { params: { max: SHEET_LIMITS.rows } })
  if (end > SHEET_LIMITS.columns) throw invalid('file.too_many_columns', { params: { row, max: SHEET_LIMITS.columns } })
  for (let i = 0; i < end; i++) {
    if (cells[i]!.length > SHEET_LIMITS.cellCharacters) {
      throw invalid('file.cell_too_long', { params: { row, max: SHEET_LIMITS.cellCharacters } })
    }
  }
  return { row, cells: cells.slice(0, end) }
}

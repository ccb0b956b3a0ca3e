/** Streams rows into an .xlsx or .csv file as they come, with texts that a spreadsheet would run made harmless. */
import { PassThrough, Readable } from 'node:stream'
import { guardFormula } from '../../kernel/formula-safe.ts'
import type { SheetFormat } from './sheet.ts'

/** Batches of rows of text; the first row is the header. */
export type SheetSource = AsyncIterable<string[][]>

export interface CsvStyle {
  delimiter?: ',' | ';'
  /** What Excel wants to see before it believes in UTF-8. */
  bom?: boolean
}

export const SHEET_MEDIA_TYPES: Record<SheetFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** UTF-8 with CRLF, as RFC 4180 has it. An error of the source destroys the stream. */
export function writeCsv(source: SheetSource, style: CsvStyle = {}): Readable {
  return Readable.from(csvText(source, style), { objectMode: false, highWaterMark: 256 * 1024 })
}

async function* csvText(source: SheetSource, { delimiter = ',', bom = false }: CsvStyle): AsyncGenerator<Buffer> {
  if (bom) yield Buffer.from('\uFEFF')
  const special = new RegExp(`[${delimiter}"\\r\\n]|^\\s|\\s$`)
  const cell = (text: string): string => {
    const safe = guardFormula(text)
    return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  for await (const rows of source) {
    yield Buffer.from(rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join(''))
  }
}

/** One sheet. Cells are texts, so that a leading zero stays; nothing is held back but what the reader has not taken yet. */
export function writeXlsx(source: SheetSource, sheetName: string): Readable {
  const out = new PassThrough({ highWaterMark: 1024 * 1024 })
  fillWorkbook(source, sheetName, out).catch((error) => out.destroy(error as Error))
  return out
}

async function fillWorkbook(source: SheetSource, sheetName: string, out: PassThrough): Promise<void> {
  const { WorkbookWriter } = await import('@cj-tech-master/excelts')
  const workbook = new WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: false, trueStreaming: true })
  const sheet = workbook.addWorksheet(sheetName)
  for await (const rows of source) {
    for (const row of rows) sheet.addRow(row.map((text) => (text === '' ? null : guardFormula(text)))).commit()
    await drained(out)
  }
  sheet.commit()
  await workbook.commit()
}

/** Lets the compressor work, then waits until the reader has caught up. */
async function drained(out: PassThrough): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  while (out.writableLength > out.writableHighWaterMark) {
    if (out.destroyed) throw new Error('the reader left')
    await new Promise<void>((resolve) => {
      const go = () => {
        out.off('drain', go)
        out.off('close', go)
        resolve()
      }
      out.once('drain', go)
      out.once('close', go)
    })
  }
  if (out.destroyed) throw new Error('the reader left')
}

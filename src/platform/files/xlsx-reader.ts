/** The rows of an .xlsx file's first visible sheet that has any. The only reader that knows excelts, loaded when first needed. */
import type { CellValue } from '@cj-tech-master/excelts'
import { AppError, invalid } from '../../kernel/errors.ts'
import { checkedRow, type SheetRow } from './sheet.ts'

export async function* readXlsx(path: string): AsyncGenerator<SheetRow> {
  const { WorkbookReader } = await import('@cj-tech-master/excelts')
  const workbook = new WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  try {
    for await (const sheet of workbook) {
      if (sheet.state === 'hidden' || sheet.state === 'veryHidden') continue
      let any = false
      for await (const row of sheet) {
        const cells: string[] = []
        for (const value of (row.values as CellValue[]).slice(1)) cells.push(cellText(value))
        const checked = checkedRow(row.number, cells)
        if (checked.cells.length === 0) continue
        any = true
        yield checked
      }
      if (any) return
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw invalid('file.damaged', { cause: error, note: error instanceof Error ? error.message : '' })
  }
}

/** A cell as a person reads it, but for numbers (in plain digits) and dates (`YYYY-MM-DD`, with a time where it has one). */
function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return dateText(value)
  if ('richText' in value) return (value.richText ?? []).map((part) => part.text).join('')
  if ('text' in value) return typeof value.text === 'string' ? value.text : cellText(value.text as CellValue)
  if ('result' in value) return cellText(value.result as CellValue)
  return ''
}

/** Sixteen digits and more have lost their tail in the sheet already; they are written out, not in powers of ten. */
const numberText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const iso = value.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

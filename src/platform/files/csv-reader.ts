/** The rows of a .csv file: comma, semicolon or tab; UTF-8 with or without BOM, UTF-16 with one, else Windows-1252. */
import { createReadStream } from 'node:fs'
import { invalid } from '../../kernel/errors.ts'
import { checkedRow, SHEET_LIMITS, type SheetRow } from './sheet.ts'

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type CsvDelimiter = ',' | ';' | '\t'

/** What one row can hold at most; an unclosed quotation mark makes a row of all that follows. */
const ROW_CHARACTERS = 4 * 1024 * 1024

export async function* readCsv(path: string): AsyncGenerator<SheetRow> {
  const [{ default: Papa }, { default: iconv }] = await Promise.all([import('papaparse'), import('iconv-lite')])
  const encoding = await csvEncodingOf(path)
  const text = createReadStream(path).pipe(iconv.decodeStream(encoding))
  let delimiter: CsvDelimiter | undefined
  let pending = ''
  let row = 0
  for await (const chunk of text) {
    pending += chunk as string
    if (delimiter === undefined) {
      // The whole first line is wanted to choose by.
      if (!/[\r\n]/.test(pending) && pending.length < ROW_CHARACTERS) continue
      const start = startOf(pending)
      delimiter = start.delimiter
      pending = start.rest
    }
    const cut = lastWholeRow(pending, delimiter)
    if (cut === 0) {
      if (pending.length > ROW_CHARACTERS)
        throw invalid('file.cell_too_long', { params: { row: row + 1, max: SHEET_LIMITS.cellCharacters } })
      continue
    }
    for (const cells of rowsOf(pending.slice(0, cut))) yield checkedRow(++row, cells)
    pending = pending.slice(cut)
  }
  if (delimiter === undefined) ({ delimiter, rest: pending } = startOf(pending))
  if (pending !== '') for (const cells of rowsOf(pending)) yield checkedRow(++row, cells)

  function rowsOf(block: string): string[][] {
    const whole = block.replace(/\r?\n$|\r$/, '')
    return whole === '' ? [['']] : Papa.parse<string[]>(whole, { delimiter: delimiter!, skipEmptyLines: false }).data
  }
}

/** Windows-1252 is what is no UTF-8: the whole file is looked at, since the first accent may come late. */
export async function csvEncodingOf(path: string): Promise<CsvEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of createReadStream(path)) {
      const bytes = chunk as Buffer
      if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
      if (first && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
      first = false
      decoder.decode(bytes, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}

/** The delimiter by the first line: Excel's own `sep=;` line, else the one that occurs most outside quotation marks. */
export function startOf(text: string): { delimiter: CsvDelimiter; rest: string } {
  const told = /^\uFEFF?sep=([,;\t])\r?\n/i.exec(text)
  if (told) return { delimiter: told[1] as CsvDelimiter, rest: text.slice(told[0].length) }
  const rest = text.replace(/^\uFEFF/, '')
  const line = (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(rest.replace(/^[\r\n]+/, ''))?.[0] ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  )
  const times = (sign: string) => line.split(sign).length - 1
  const [best] = ([';', ',', '\t'] as const).toSorted((a, b) => times(b) - times(a))
  return { delimiter: times(best!) > 0 ? best! : ',', rest }
}

/** Where the last row that surely ends here ends: at a line break outside a quoted cell. 0: there is none. */
function lastWholeRow(text: string, delimiter: string): number {
  let quoted = false
  let cellStarts = true
  let end = 0
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if (quoted) {
      if (sign !== '"') continue
      if (text[i + 1] === '"') i += 1
      else quoted = false
      continue
    }
    // A CR at the very end may be half of CRLF.
    const lineEnds = sign === '\n' || (sign === '\r' && i + 1 < text.length && text[i + 1] !== '\n')
    if (lineEnds) end = i + 1
    // As papaparse has it: a quotation mark opens only a cell that it begins.
    if (sign === '"' && cellStarts) quoted = true
    cellStarts = lineEnds || sign === delimiter
  }
  return end
}

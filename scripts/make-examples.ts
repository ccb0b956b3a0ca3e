/**
 * Writes examples/people.xlsx and examples/people.csv: 500 people who do not exist, with the quirks of real lists. The same
 * every time: `node scripts/make-examples.ts`. Numbers lie in ranges that are valid but made up by rule; no names are real.
 */
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { WorkbookWriter } from '@cj-tech-master/excelts'
import { EXAMPLE_HEADER, type ExampleCell, peopleForExamples } from './example-people.ts'

const folder = path.join(import.meta.dirname, '..', 'examples')

/** Numbers stay numbers here, as in the lists that people really have: that is where zeros get lost. */
async function writeXlsx(file: string, rows: ExampleCell[][]): Promise<void> {
  const fixed = new Date('2026-01-01T00:00:00Z')
  const out = new PassThrough()
  const bytes = buffer(out)
  const workbook = new WorkbookWriter({
    stream: out,
    useSharedStrings: false,
    useStyles: false,
    created: fixed,
    modified: fixed,
  })
  const sheet = workbook.addWorksheet('data')
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === '' ? null : cell))).commit()
  sheet.commit()
  await workbook.commit()
  writeFileSync(file, withoutTimes(await bytes))
}

/** The entries of a zip carry the moment of writing; here they all say 1 January 1980. */
function withoutTimes(zip: Buffer): Buffer {
  const FIRST_DAY = 0x0021_0000
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    zip.writeUInt32LE(FIRST_DAY, at + 12)
    zip.writeUInt32LE(FIRST_DAY, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}

/** As a Spanish Excel saves it: semicolons, CRLF. */
async function writeCsv(file: string, rows: ExampleCell[][]): Promise<void> {
  const cell = (value: ExampleCell) =>
    /[;"\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)
  await pipeline(
    rows.map((row) => `${row.map(cell).join(';')}\r\n`),
    createWriteStream(file),
  )
}

mkdirSync(folder, { recursive: true })
const rows = [[...EXAMPLE_HEADER], ...peopleForExamples()]
await writeXlsx(path.join(folder, 'people.xlsx'), rows)
await writeCsv(path.join(folder, 'people.csv'), rows)
console.log(`${rows.length - 1} sheet rows in ${folder}`)

/** Which kind of sheet a file is, by what is in it: names lie. */
import { type FileHandle, open } from 'node:fs/promises'
import { invalid } from '../../kernel/errors.ts'
import { SHEET_LIMITS, type SheetFormat } from './sheet.ts'
import { readZipDirectory } from './zip-directory.ts'

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
/** The container of .xls and of .xlsx files with a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const UTF16_BOMS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])]

/** Throws an `invalid` AppError that says in words why a file is no sheet that we read. */
export async function sheetFormatOf(path: string): Promise<SheetFormat> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size === 0) throw invalid('file.empty')
    if (size > SHEET_LIMITS.fileBytes)
      throw invalid('file.too_large', { params: { maxMb: SHEET_LIMITS.fileBytes / 1024 / 1024 } })
    const start = Buffer.alloc(4096)
    const { bytesRead } = await file.read(start, 0, start.length, 0)
    return await formatBy(start.subarray(0, bytesRead), file)
  } finally {
    await file.close()
  }
}

async function formatBy(start: Buffer, file: FileHandle): Promise<SheetFormat> {
  if (start.subarray(0, 4).equals(OLE)) throw invalid('file.old_excel')
  if (start.subarray(0, 4).equals(ZIP)) {
    const entries = await readZipDirectory(file)
    if (entries.some((entry) => entry.encrypted)) throw invalid('file.encrypted')
    if (!entries.some((entry) => entry.name.replace(/^\//, '') === 'xl/workbook.xml')) throw invalid('file.not_a_sheet')
    return 'xlsx'
  }
  const utf16 = UTF16_BOMS.some((bom) => start.subarray(0, 2).equals(bom))
  if (!utf16 && start.includes(0)) throw invalid('file.not_a_sheet')
  return 'csv'
}

/** Looks into a zip's table of contents before anything is unpacked: what it claims to hold, and whether that is too much. */
import type { FileHandle } from 'node:fs/promises'
import { invalid } from '../../kernel/errors.ts'
import { SHEET_LIMITS } from './sheet.ts'

export interface ZipEntry {
  name: string
  unpackedBytes: number
  encrypted: boolean
}

const END = 0x06054b50
const ENTRY = 0x02014b50
/** The end record is 22 bytes and a comment of at most 65,535. */
const TAIL = 22 + 65_535

/** Throws `file.damaged` where there is no readable table, `file.too_heavy` where it promises more than a sheet needs. */
export async function readZipDirectory(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - TAIL), Math.min(size, TAIL))
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1
  if (end < 0) throw invalid('file.damaged')
  const count = tail.readUInt16LE(end + 10)
  const bytes = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  // Archives that need the 64-bit table are larger than any sheet that may come in.
  if (count > SHEET_LIMITS.zipEntries || start === 0xffffffff) throw invalid('file.too_heavy')
  if (start + bytes > size) throw invalid('file.damaged')
  const entries = entriesOf(await readAt(file, start, bytes), count)
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0)
  if (unpacked > SHEET_LIMITS.unpackedBytes) throw invalid('file.too_heavy')
  return entries
}

function entriesOf(table: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > table.length || table.readUInt32LE(at) !== ENTRY) throw invalid('file.damaged')
    const nameBytes = table.readUInt16LE(at + 28)
    entries.push({
      name: table.toString('utf8', at + 46, at + 46 + nameBytes),
      unpackedBytes: table.readUInt32LE(at + 24),
      encrypted: (table.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + nameBytes + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
  }
  return entries
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

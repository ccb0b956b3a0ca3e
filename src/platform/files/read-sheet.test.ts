import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { deflateRawSync } from 'node:zlib'
import { WorkbookWriter } from '@cj-tech-master/excelts'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { guardFormula, unguardFormula } from '../../kernel/formula-safe.ts'
import { openSheet } from './read-sheet.ts'
import type { SheetRow } from './sheet.ts'
import { writeCsv, writeXlsx } from './write-sheet.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'antesala sheets '))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function put(bytes: string | Uint8Array): string {
  const file = path.join(folder, String(files++))
  writeFileSync(file, bytes)
  return file
}

async function read(file: string, options = {}): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of (await openSheet(file, options)).batches) rows.push(...batch)
  return rows
}
const cells = async (bytes: string | Uint8Array) => (await read(put(bytes))).map((row) => row.cells)

describe('.csv', () => {
  const rows = [
    ['NOMBRE', 'CIUDAD'],
    ['Íñigo', 'A Coruña, centro'],
  ]
  test.each([
    ['comma', 'NOMBRE,CIUDAD\nÍñigo,"A Coruña, centro"\n'],
    ['semicolon', 'NOMBRE;CIUDAD\r\nÍñigo;A Coruña, centro\r\n'],
    ['tab', 'NOMBRE\tCIUDAD\nÍñigo\tA Coruña, centro'],
    ['old Mac line ends', 'NOMBRE;CIUDAD\rÍñigo;A Coruña, centro\r'],
    ["Excel's own sep line", 'sep=;\r\nNOMBRE;CIUDAD\r\nÍñigo;A Coruña, centro\r\n'],
    ['UTF-8 with BOM', '\uFEFFNOMBRE;CIUDAD\nÍñigo;A Coruña, centro\n'],
  ])('%s', async (_, text) => {
    expect(await cells(text)).toEqual(rows)
  })

  test.each(['windows-1252', 'utf-16le', 'utf-16be'])('%s is detected', async (encoding) => {
    const bytes = iconv.encode('NOMBRE;CIUDAD\nÍñigo;A Coruña, centro\n', encoding, {
      addBOM: encoding !== 'windows-1252',
    })
    expect(await cells(bytes)).toEqual(rows)
  })

  test('Windows-1252 is detected by an accent that comes late', async () => {
    const plain = Array.from({ length: 20_000 }, (_, n) => `ANA;${n}`).join('\n')
    const read = await cells(iconv.encode(`NOMBRE;N\n${plain}\nBEGOÑA €;1\n`, 'windows-1252'))
    expect(read.at(-1)).toEqual(['BEGOÑA €', '1'])
  })

  test('rows keep the number they have in the sheet, blank ones are left out, quoted line ends stay in their cell', async () => {
    const rows = await read(put('A;B\n\n;;\n"uno\ndos";"di ""x"""\n5" tubo;z\n'))
    expect(rows).toEqual([
      { row: 1, cells: ['A', 'B'] },
      { row: 4, cells: ['uno\ndos', 'di "x"'] },
      { row: 5, cells: ['5" tubo', 'z'] },
    ])
  })

  test('what was written is what is read, whatever the cells hold and wherever the blocks are cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'aé;,"\n\r\t\'=+-@ 1'), maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constant('x'), cell, cell, fc.constant('y')), { minLength: 1, maxLength: 30 }),
        async (rows) => {
          const file = path.join(folder, String(files++))
          const source = (async function* () {
            yield [['a', 'b', 'c', 'd']]
            yield rows
          })()
          await pipeline(writeCsv(source), createWriteStream(file))
          const back = (await cells(readFileSync(file))).slice(1)
          expect(back.map((row) => row.map(unguardFormula))).toEqual(rows)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('.xlsx', () => {
  test('texts come back as they went in, leading zeros and guards included', async () => {
    const rows = [
      ['NOMBRE', 'CP'],
      ['=1+1', '08001'],
      ["'=x", '+34600123456'],
      ['<&>"', ''],
    ]
    const file = path.join(folder, String(files++))
    await pipeline(
      writeXlsx(
        (async function* () {
          yield rows
        })(),
        'Hoja',
      ),
      createWriteStream(file),
    )
    const back = (await read(file)).map((row) => row.cells)
    expect(back).toEqual([['NOMBRE', 'CP'], ["'=1+1", '08001'], ["''=x", '+34600123456'], ['<&>"']])
    expect(back.map((row) => unguardFormula(row[0]!))).toEqual(rows.map((row) => row[0]))
  })

  test('numbers, dates, booleans, formulas and rich texts become text; hidden and empty sheets are passed over', async () => {
    const file = path.join(folder, String(files++))
    const workbook = new WorkbookWriter({ stream: createWriteStream(file), useStyles: true, useSharedStrings: true })
    const hidden = workbook.addWorksheet('oculta', { state: 'hidden' })
    hidden.addRow(['no']).commit()
    hidden.commit()
    workbook.addWorksheet('vacía').commit()
    const sheet = workbook.addWorksheet('datos')
    sheet.addRow(['a']).commit()
    sheet.addRow([]).commit()
    const row = sheet.addRow([
      600123456,
      8001.5,
      new Date('1980-05-01T00:00:00Z'),
      true,
      { formula: 'A1+1', result: 7 },
      { richText: [{ text: 'Ri' }, { text: 'co' }] },
    ])
    row.getCell(3).numFmt = 'dd/mm/yyyy'
    row.commit()
    sheet.commit()
    await workbook.commit()
    expect(await read(file)).toEqual([
      { row: 1, cells: ['a'] },
      { row: 3, cells: ['600123456', '8001.5', '1980-05-01', 'TRUE', '7', 'Rico'] },
    ])
  })
})

describe('what is no sheet is refused in words', () => {
  const zip = (name: string, content: Buffer, claims = content.length, flags = 0) => zipOf(name, content, claims, flags)
  test.each([
    ['an empty file', '', 'file.empty'],
    ['an old .xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 'file.old_excel'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'file.not_a_sheet'],
    ['a zip cut short', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'file.damaged'],
    ['another zip', zip('word/document.xml', Buffer.from('<x/>')), 'file.not_a_sheet'],
    ['a zip with a password', zip('xl/workbook.xml', Buffer.from('<x/>'), 4, 1), 'file.encrypted'],
    ['a zip that promises too much', zip('xl/workbook.xml', Buffer.from('<x/>'), 0x7fffffff), 'file.too_heavy'],
    ['a sheet of no sense', zip('xl/workbook.xml', Buffer.from('<x')), 'file.damaged'],
    ['too many columns', `${'a;'.repeat(301)}a\n`, 'file.too_many_columns'],
    ['a cell without end', `a;b\n"${'x'.repeat(5_000_000)}`, 'file.cell_too_long'],
    ['a cell that is too long', `a;b\n${'x'.repeat(40_000)};1\n`, 'file.cell_too_long'],
  ])('%s', async (_, bytes, code) => {
    await expect(read(put(bytes))).rejects.toMatchObject({ kind: 'invalid', code })
  })

  test('a file that fills the memory of its reader ends the reader, not the process', async () => {
    const text = `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${'<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>'.repeat(1_500_000)}</sst>`
    const bomb = zipMany([
      ['[Content_Types].xml', Buffer.from('<Types/>')],
      ['xl/workbook.xml', Buffer.from('<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>')],
      ['xl/sharedStrings.xml', Buffer.from(text)],
    ])
    expect(bomb.length).toBeLessThan(1_000_000)
    await expect(read(put(bomb), { heapMb: 24 })).rejects.toMatchObject({ kind: 'invalid', code: 'file.too_heavy' })
  }, 60_000)

  test('a file that takes for ever is given up', async () => {
    const rows = `${'a;b;c\n'.repeat(300_000)}`
    await expect(read(put(rows), { seconds: 0.001 })).rejects.toMatchObject({ code: 'file.too_heavy' })
  })
})

test('a guard taken off gives back what was put in, and what would run never stands alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@\t\ra1 "), maxLength: 6 }), (text) => {
      expect(unguardFormula(guardFormula(text))).toBe(text)
      expect(guardFormula(text)).not.toMatch(/^(?:[=@\t\r]|[+-](?!\d))/)
    }),
    { numRuns: 3_000 },
  )
  expect(['+34600', '-5', '-x', '=A1', 'a=b'].map(guardFormula)).toEqual(['+34600', '-5', "'-x", "'=A1", 'a=b'])
})

function zipOf(name: string, content: Buffer, claims: number, flags: number): Buffer {
  return zipMany([[name, content]], claims, flags)
}

/** A zip by hand, so that its table of contents can lie. */
function zipMany(entries: [string, Buffer][], claims?: number, flags = 0): Buffer {
  const parts: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claims ?? content.length, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(claims ?? content.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), packed)
    table.push(central, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(table).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...table, end])
}

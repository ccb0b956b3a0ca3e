/** Reads a file on a thread with a heap of its own: a file that is a trap ends this thread, not the server. */
import { parentPort, workerData } from 'node:worker_threads'
import { asAppError } from '../../kernel/errors.ts'
import { readCsv } from './csv-reader.ts'
import type { SheetFormat, SheetRow } from './sheet.ts'
import { readXlsx } from './xlsx-reader.ts'

export interface SheetTask {
  path: string
  format: SheetFormat
}

export type SheetMessage =
  | { kind: 'rows'; rows: SheetRow[] }
  | { kind: 'end' }
  | { kind: 'failed'; error: { kind: string; code: string; params: Record<string, string | number>; note: string } }

const ROWS_A_MESSAGE = 1_000
/** Messages that may wait to be taken: reading goes on while the rows before are used, no further. */
const AHEAD = 2

const port = parentPort!
let credits = AHEAD
let wake: (() => void) | undefined
port.on('message', () => {
  credits += 1
  wake?.()
})

async function send(rows: SheetRow[]): Promise<void> {
  while (credits === 0) await new Promise<void>((resolve) => (wake = resolve))
  credits -= 1
  port.postMessage({ kind: 'rows', rows } satisfies SheetMessage)
}

async function run(task: SheetTask): Promise<void> {
  let rows: SheetRow[] = []
  for await (const row of task.format === 'xlsx' ? readXlsx(task.path) : readCsv(task.path)) {
    rows.push(row)
    if (rows.length < ROWS_A_MESSAGE) continue
    await send(rows)
    rows = []
  }
  if (rows.length > 0) await send(rows)
  port.postMessage({ kind: 'end' } satisfies SheetMessage)
}

run(workerData as SheetTask)
  .catch((thrown) => {
    const { kind, code, params, message } = asAppError(thrown)
    port.postMessage({ kind: 'failed', error: { kind, code, params, note: message } } satisfies SheetMessage)
  })
  .finally(() => port.close())

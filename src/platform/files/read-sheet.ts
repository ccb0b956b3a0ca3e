/** A spreadsheet file as batches of rows, whatever its format, read beside the server and no faster than it is used. */
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorKind, invalid } from '../../kernel/errors.ts'
import type { SheetFormat } from './sheet.ts'
import { SHEET_LIMITS, type SheetRow } from './sheet.ts'
import type { SheetMessage, SheetTask } from './sheet.worker.ts'
import { sheetFormatOf } from './sheet-format.ts'

export interface Sheet {
  format: SheetFormat
  /** Batches of up to a thousand rows in the sheet's order, blank rows left out. Leaving the loop early ends the reading. */
  batches: AsyncGenerator<SheetRow[]>
}

export interface ReadSheetOptions {
  heapMb?: number
  seconds?: number
}

/** Throws AppError `invalid` (`file.…`) for what is no sheet; the batches throw the same for what turns out to be none. */
export async function openSheet(path: string, options: ReadSheetOptions = {}): Promise<Sheet> {
  const format = await sheetFormatOf(path)
  return { format, batches: batchesOf({ path, format }, options) }
}

async function* batchesOf(task: SheetTask, options: ReadSheetOptions): AsyncGenerator<SheetRow[]> {
  const { heapMb = SHEET_LIMITS.readerHeapMb, seconds = SHEET_LIMITS.readerSeconds } = options
  const worker = new Worker(new URL('./sheet.worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 24 },
    execArgv: [],
  })
  const inbox = inboxOf(worker, seconds)
  try {
    for (;;) {
      const message = await inbox.next()
      if (message.kind === 'end') return
      if (message.kind === 'failed') throw fromWorker(message.error)
      worker.postMessage('more')
      const rows = message.rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
      if (rows.length > 0) yield rows
    }
  } finally {
    inbox.close()
    await worker.terminate()
  }
}

/** Messages in order, and every way in which a thread can end as one of them. */
function inboxOf(worker: Worker, seconds: number) {
  const waiting: (SheetMessage | Error)[] = []
  let wake: (() => void) | undefined
  const put = (item: SheetMessage | Error) => {
    waiting.push(item)
    wake?.()
  }
  const timer = setTimeout(() => put(invalid('file.too_heavy', { note: `not read in ${seconds} s` })), seconds * 1000)
  worker.on('message', put)
  worker.on('error', (error: NodeJS.ErrnoException) =>
    put(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? invalid('file.too_heavy', { cause: error }) : error),
  )
  worker.on('exit', (code) =>
    put(new AppError('bug', 'internal.unexpected', { note: `sheet reader ended with ${code}` })),
  )
  return {
    async next(): Promise<SheetMessage> {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      const item = waiting.shift()!
      if (item instanceof Error) throw item
      return item
    },
    close: () => clearTimeout(timer),
  }
}

function fromWorker(error: Extract<SheetMessage, { kind: 'failed' }>['error']): AppError {
  return new AppError(error.kind as ErrorKind, error.code, { params: error.params, note: error.note })
}

/** `antesala import`: a sheet of people into leads, as the wizard does it: judged first, then written. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { IMPORT_POLICIES, type ImportView, importOptions } from '../../contract/imports.ts'
import { previewImport } from '../domains/leads/preview-import.ts'
import { runImport } from '../domains/leads/run-import.ts'
import { importReport, showImport } from '../domains/leads/show-imports.ts'
import { applyImport } from '../domains/leads/steer-import.ts'
import { writeCsv } from '../platform/files/write-sheet.ts'
import type { Scope } from '../platform/scope.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { scopeOfCommand, workspaceOption } from './choose-workspace.ts'
import { defineCommand, type Invocation } from './command.ts'

const DOWNLOAD_WITHIN_MS = 300_000

export const importCommand = defineCommand<ImportView>({
  name: 'import',
  summary: 'Brings people from an .xlsx or .csv file, or from its address, into leads.',
  takes: ['<file|url>'],
  options: {
    ...workspaceOption,
    plan: { type: 'boolean', description: 'judges every row and writes nothing to leads' },
    policy: {
      type: 'string',
      placeholder: IMPORT_POLICIES.join('|'),
      description: 'what happens to people who are known (default: fill_empty)',
    },
    report: { type: 'string', placeholder: 'file.csv', description: 'writes what became of every row there' },
  },
  run: async (invocation) => {
    const options = importOptions.safeParse({ policy: invocation.options['policy'] })
    if (!options.success)
      throw new StartProblem(`--policy must be one of ${IMPORT_POLICIES.join(', ')}.`, { exitCode: 2 })
    return withFile(invocation.given[0]!, async (file) => {
      const scope = await scopeOfCommand(invocation, 'import')
      invocation.progress('reading')
      const { id } = await previewImport(scope, file, options.data)
      if (!invocation.options['plan']) await apply(scope, id, invocation)
      const report = invocation.options['report']
      if (typeof report === 'string')
        await pipeline(writeCsv((await importReport(scope, id)).lines), createWriteStream(report))
      return showImport(scope, id)
    })
  },
  show: (view) => JSON.stringify(view, null, 2),
  exitCode: ({ status }) => (status === 'failed' ? 1 : 0),
})

/** Here rather than by a worker that may not be running; should one be, both go block by block and repeat none. */
async function apply(scope: Scope, id: string, { progress }: Invocation): Promise<void> {
  progress('writing')
  await applyImport(scope, id)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  if ((await runImport(scope, id, { signal: stop.signal })) === 'interrupted')
    throw new StartProblem(`Stopped. What is written stays; the running server goes on with import ${id}.`)
}

async function withFile<T>(given: string, work: (file: { path: string; name: string }) => Promise<T>): Promise<T> {
  if (!/^https?:\/\//i.test(given)) {
    if (!(await stat(given).catch(() => null))?.isFile())
      throw new StartProblem(`There is no file ${given}.`, { exitCode: 2 })
    return work({ path: given, name: path.basename(given) })
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'antesala-import-'))
  const file = { path: path.join(folder, 'sheet'), name: path.basename(new URL(given).pathname) || 'sheet' }
  try {
    await download(given, file.path)
    return await work(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function download(address: string, to: string): Promise<void> {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(DOWNLOAD_WITHIN_MS) })
    if (!reply.ok)
      throw new StartProblem(
        `${address} answered ${reply.status}: correct the address, or give its server the right to be read.`,
      )
    await pipeline(Readable.fromWeb(reply.body as ReadableStream), createWriteStream(to))
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(
      `${address} could not be read (${(error as Error).message}): correct the address, or try again later.`,
      { cause: error },
    )
  }
}

/** `antesala export`: leads as a file that can be imported again. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { exportLeads } from '../domains/leads/export-leads.ts'
import { writeCsv, writeXlsx } from '../platform/files/write-sheet.ts'
import { fileProblem, StartProblem } from '../platform/start-problem.ts'
import { scopeOfCommand, workspaceOption } from './choose-workspace.ts'
import { defineCommand } from './command.ts'

export const exportCommand = defineCommand<{ file: string; rows: number }>({
  name: 'export',
  summary: 'Writes the leads into an .xlsx or .csv file, by its ending.',
  takes: ['<file>'],
  options: {
    ...workspaceOption,
    search: { type: 'string', placeholder: 'words', description: 'only leads that these words find' },
    city: { type: 'string', placeholder: 'city', description: 'only leads of this city' },
  },
  run: async (invocation) => {
    const file = invocation.given[0]!
    const { search, city } = invocation.options as Record<string, string | undefined>
    const ending = /\.(xlsx|csv)$/i.exec(file)?.[1]?.toLowerCase()
    if (!ending) throw new StartProblem(`${file} must end in .xlsx or .csv.`, { exitCode: 2 })
    const scope = await scopeOfCommand(invocation, 'export')
    let rows = -1
    const counted = async function* () {
      for await (const block of await exportLeads(scope, { search, city })) {
        rows += block.length
        yield block
      }
    }
    // Under another name until it is whole: who sees the file can trust it.
    const half = `${file}.half`
    try {
      await pipeline(ending === 'csv' ? writeCsv(counted()) : writeXlsx(counted(), 'People'), createWriteStream(half))
      await rename(half, file)
    } catch (error) {
      await rm(half, { force: true })
      throw fileProblem(error, file) ?? error
    }
    return { file, rows }
  },
  show: ({ file, rows }) => `${rows} leads in ${file}.`,
})

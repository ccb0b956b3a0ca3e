/** HTTP of imports: a file in, its preview, what is decided about it, the history, the report. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { type ImportOptions, importList, importOptions, importPreview, importView } from '../../../contract/imports.ts'
import { AppError, invalid } from '../../kernel/errors.ts'
import { SHEET_LIMITS } from '../../platform/files/sheet.ts'
import { SHEET_MEDIA_TYPES, writeCsv } from '../../platform/files/write-sheet.ts'
import type { Api, ApiRequest } from '../../platform/http/api.ts'
import { Unreadable } from '../../platform/http/zod-problems.ts'
import { previewImport } from './preview-import.ts'
import { importReport, listImports, mappingOf, problemsOf, showImport, viewOf } from './show-imports.ts'
import { applyImport, cancelImport, undoImport } from './steer-import.ts'

const params = z.strictObject({ id: z.string() })
const tags = ['imports']

export function importsRoutes(api: Api): void {
  api.route({
    method: 'POST',
    url: '/api/v1/imports',
    config: { access: 'leads:import' },
    schema: {
      tags,
      summary: 'Upload a file of people and see what it would do',
      description:
        'multipart/form-data with `file` (.xlsx or .csv) and, optionally, `options`: JSON of `{policy?, consent?, mapping?}`. Nothing is written to leads before `apply`.',
      consumes: ['multipart/form-data'],
      response: { 201: importPreview },
    },
    async handler(request, reply) {
      const record = await withUpload(request, (upload) => previewImport(request.scope, upload.file, upload.options))
      return reply.code(201).send({
        id: record.id,
        status: 'previewed' as const,
        file_name: record.fileName,
        policy: record.policy,
        mapping: mappingOf(record),
        counts: {
          rows: record.rowCount,
          valid: record.validCount,
          rejected: record.rejectedCount,
          repeated: record.repeatedCount,
        },
        problems: problemsOf(record.problems, request.scope.locale),
        problem_count: record.problemCount,
      })
    },
  })

  const decisions = [
    ['apply', 'Apply it: people and leads are written, block by block', applyImport],
    ['cancel', 'Stop it; what is written already stays', cancelImport],
    ['undo', 'Take it back, while no row was touched since', undoImport],
  ] as const
  for (const [verb, summary, decide] of decisions) {
    api.route({
      method: 'POST',
      url: `/api/v1/imports/:id/${verb}`,
      config: { access: 'leads:import' },
      schema: { tags, summary, params, response: { 202: importView } },
      handler: async (request, reply) =>
        reply.code(202).send(await viewOf(request.scope, await decide(request.scope, request.params.id))),
    })
  }

  api.route({
    method: 'GET',
    url: '/api/v1/imports',
    config: { access: 'leads:import' },
    schema: {
      tags,
      summary: 'History: who imported what, and what came of it',
      querystring: z.strictObject({
        limit: z.coerce.number().int().min(1).max(500).default(50),
        cursor: z.uuid().optional(),
      }),
      response: { 200: importList },
    },
    handler: (request) => listImports(request.scope, request.query),
  })

  api.route({
    method: 'GET',
    url: '/api/v1/imports/:id',
    config: { access: 'leads:import' },
    schema: { tags, summary: 'How far one is', params, response: { 200: importView } },
    handler: (request) => showImport(request.scope, request.params.id),
  })

  api.route({
    method: 'GET',
    url: '/api/v1/imports/:id/report.csv',
    config: { access: 'leads:import' },
    schema: { tags, summary: 'What became of every row, and why', params, produces: ['text/csv'] },
    async handler(request, reply) {
      const report = await importReport(request.scope, request.params.id)
      return reply
        .type(SHEET_MEDIA_TYPES.csv)
        .header('content-disposition', `attachment; filename="import-${request.params.id}.csv"`)
        .send(writeCsv(report.lines))
    },
  })
}

interface Upload {
  file: { path: string; name: string }
  options: ImportOptions
}

/** The file lies in a temporary folder while it is read, whichever order the form's parts come in. */
async function withUpload<T>(request: ApiRequest, use: (upload: Upload) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw invalid('import.not_multipart')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'antesala-upload-'))
  try {
    let file: Upload['file'] | undefined
    let options: unknown
    for await (const part of request.parts({ limits: { fileSize: SHEET_LIMITS.fileBytes, files: 1 } })) {
      if (part.type === 'field') {
        if (part.fieldname === 'options') options = part.value
        continue
      }
      const target = path.join(folder, 'upload')
      await pipeline(part.file, createWriteStream(target))
      file = { path: target, name: part.filename ?? '' }
    }
    if (!file) throw invalid('import.file_missing')
    return await use({ file, options: readOptions(options) })
  } catch (error) {
    if ((error as { code?: string }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error
    throw new AppError('too_large', 'file.too_large', {
      params: { maxMb: SHEET_LIMITS.fileBytes / 1024 / 1024 },
      cause: error,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function readOptions(raw: unknown): ImportOptions {
  const read = importOptions.safeParse(typeof raw === 'string' ? parseJson(raw) : (raw ?? {}))
  if (!read.success) throw new Unreadable(read.error.issues)
  return read.data
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid('import.options_not_json', { cause: error })
  }
}

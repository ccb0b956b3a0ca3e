/** HTTP of exports: leads as a spreadsheet, streamed. */
import { z } from 'zod'
import { leadFilterQuery } from '../../../contract/leads.ts'
import { instantToWall } from '../../kernel/dates.ts'
import { SHEET_MEDIA_TYPES, writeCsv, writeXlsx } from '../../platform/files/write-sheet.ts'
import type { Api } from '../../platform/http/api.ts'
import type { Locale } from '../../platform/scope.ts'
import { exportLeads } from './export-leads.ts'
import type { LeadFilter } from './lead.ts'

const SHEET_NAMES: Record<Locale, string> = { es: 'Personas', en: 'People', ca: 'Persones' }
const excel = z
  .enum(['true', 'false'])
  .transform((word) => word === 'true')
  .optional()
  .meta({ description: 'Semicolons and a byte order mark, as a Spanish Excel likes its .csv' })

export function exportRoutes(api: Api): void {
  api.route({
    method: 'GET',
    url: '/api/v1/leads/export.xlsx',
    config: { access: 'leads:export' },
    schema: {
      tags: ['leads'],
      summary: 'The leads of a filter as .xlsx, ready to be imported again',
      querystring: leadFilterQuery,
      produces: [SHEET_MEDIA_TYPES.xlsx],
    },
    async handler(request, reply) {
      const rows = await exportLeads(request.scope, filterOf(request.query))
      return reply
        .type(SHEET_MEDIA_TYPES.xlsx)
        .header('content-disposition', attachment(request.scope.clock.now(), 'xlsx'))
        .send(writeXlsx(rows, SHEET_NAMES[request.scope.locale]))
    },
  })

  api.route({
    method: 'GET',
    url: '/api/v1/leads/export.csv',
    config: { access: 'leads:export' },
    schema: {
      tags: ['leads'],
      summary: 'The leads of a filter as .csv (UTF-8, comma), ready to be imported again',
      querystring: leadFilterQuery.extend({ excel }),
      produces: ['text/csv'],
    },
    async handler(request, reply) {
      const { excel: forExcel, ...filter } = request.query
      const rows = await exportLeads(request.scope, filterOf(filter))
      return reply
        .type(SHEET_MEDIA_TYPES.csv)
        .header('content-disposition', attachment(request.scope.clock.now(), 'csv'))
        .send(writeCsv(rows, forExcel ? { delimiter: ';', bom: true } : {}))
    },
  })
}

const attachment = (now: Date, ending: string): string =>
  `attachment; filename="leads-${instantToWall(now, 'UTC').date}.${ending}"`

function filterOf(query: z.infer<typeof leadFilterQuery>): LeadFilter {
  return {
    search: query.search,
    city: query.city,
    status: query.status,
    callStatus: query.call_status,
    callPriority: query.call_priority,
    selectedForCalling: query.selected_for_calling,
    campaignId: query.campaign_id,
    ownerId: query.owner_id,
    updatedSince: query.updated_since === undefined ? undefined : new Date(query.updated_since),
  }
}

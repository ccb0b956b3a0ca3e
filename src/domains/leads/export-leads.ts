/** Leads with their people as the rows of a file, read page by page while it is sent. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { SheetSource } from '../../platform/files/write-sheet.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace, recordAudit } from '../workspaces/index.ts'
import { selectCustomHeaders } from './export-leads.store.ts'
import { exportHeader, exportRow } from './export-rows.rules.ts'
import type { LeadFilter } from './lead.ts'
import { listLeads } from './list-leads.ts'

const LEADS_A_PAGE = 1_000
/** Oldest first: what comes in meanwhile comes at the end. */
const ORDER = { sort: 'created_at', descending: false } as const

/** The header is read, and the export noted in the audit log, before anything is sent. */
export async function exportLeads(scope: Scope, filter: LeadFilter): Promise<SheetSource> {
  const { zone, headers } = await inWorkspace(scope, async (tx) => {
    await recordAudit(tx, scope, { action: 'leads.exported', detail: { filter } })
    return { zone: (await getWorkspace(tx, scope)).zone, headers: await selectCustomHeaders(tx, filter) }
  })
  return pages(scope, filter, headers, zone)
}

/** A transaction a page: somebody who downloads slowly holds none open. */
async function* pages(scope: Scope, filter: LeadFilter, headers: string[], zone: string): AsyncGenerator<string[][]> {
  yield [exportHeader(headers)]
  let cursor: string | undefined
  do {
    const page = await inWorkspace(scope, (tx) => listLeads(tx, filter, { limit: LEADS_A_PAGE, cursor, order: ORDER }))
    yield page.items.map((lead) => exportRow(lead, headers, zone))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** Takes one block of an import back: what it made is deleted, what it changed is as it was. */
import { conflict } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import {
  appendTimelineMany,
  type ChangeMark,
  takeBackConsents,
  takeBackContacts,
  touchedContacts,
} from '../contacts/index.ts'
import { type ImportBlock, type ImportRecord, type RowOutcome, refOfImport } from './import.ts'
import { deleteLeads, selectTouchedLeads, writeLeads } from './import-leads.store.ts'

type Done = RowOutcome & { contactId: string; leadId: string }

const doneIn = (block: ImportBlock): Done[] =>
  (block.outcomes ?? []).filter(
    (row): row is Done =>
      (row.outcome === 'created' || row.outcome === 'updated') &&
      row.contactId !== undefined &&
      row.leadId !== undefined,
  )

const markOf = (record: Pick<ImportRecord, 'id'>, block: ImportBlock): ChangeMark => ({
  at: block.appliedAt!,
  ref: refOfImport(record.id),
})

/** How many rows of the block somebody has touched since, or something has happened to. Locks them. */
export async function countTouched(tx: Tx, record: Pick<ImportRecord, 'id'>, block: ImportBlock): Promise<number> {
  const rows = doneIn(block)
  if (rows.length === 0) return 0
  const mark = markOf(record, block)
  const people = new Set(await touchedContacts(tx, [...new Set(rows.map((row) => row.contactId))], mark))
  const leads = new Set(await selectTouchedLeads(tx, [...new Set(rows.map((row) => row.leadId))], mark))
  return rows.filter((row) => people.has(row.contactId) || leads.has(row.leadId)).length
}

/** Throws `import.touched` where a row was touched meanwhile; then nothing of the block changes. */
export async function undoBlock(tx: Tx, scope: Scope, record: ImportRecord, block: ImportBlock): Promise<void> {
  const touched = await countTouched(tx, record, block)
  if (touched > 0) throw conflict('import.touched', { params: { count: touched } })
  const rows = doneIn(block).reverse()
  const at = scope.clock.now()
  await deleteLeads(
    tx,
    rows.filter((row) => row.newLead).map((row) => row.leadId),
  )
  // The earliest state wins where several rows of the block changed one lead: rows come last to first.
  const before = new Map(
    rows.flatMap((row) => (row.leadBefore && !row.newLead ? [[row.leadId, row.leadBefore] as const] : [])),
  )
  await writeLeads(
    tx,
    [...before].map(([id, lead]) => ({ id, ...lead })),
    at,
  )
  if (record.consent) {
    const agreed = rows.filter((row) => row.consented && !row.newContact).map((row) => row.contactId)
    await takeBackConsents(tx, scope, agreed, { wording: record.consent.wording, source: record.fileName })
  }
  await takeBackContacts(
    tx,
    scope,
    rows
      .filter((row) => row.newContact || row.contactChange)
      .map((row) => ({
        contactId: row.contactId,
        created: row.newContact === true,
        ...(row.contactChange && { change: row.contactChange }),
      })),
  )
  const { key, id } = refOfImport(record.id)
  const gone = new Set(rows.filter((row) => row.newContact).map((row) => row.contactId))
  await appendTimelineMany(
    tx,
    scope,
    [...new Map(rows.map((row) => [row.contactId, row])).values()]
      .filter((row) => !gone.has(row.contactId))
      .map((row) => ({
        contactId: row.contactId,
        ...(row.newLead ? {} : { leadId: row.leadId }),
        kind: 'lead.import_undone',
        refs: { [key]: id },
        data: { file: record.fileName, row: row.row },
      })),
  )
}

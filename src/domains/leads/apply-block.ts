/** Turns one block of judged rows into people and leads, in the caller's transaction. */
import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { appendTimelineMany, recordConsents, type UpsertOutcome, upsertContacts } from '../contacts/index.ts'
import { type ImportBlock, type ImportCounts, type ImportRecord, type RowOutcome, refOfImport } from './import.ts'
import { planLead } from './import-lead.rules.ts'
import { type ImportLead, insertLeads, selectLeadsById, selectMeantLeads, writeLeads } from './import-leads.store.ts'
import type { JudgedRow, RowLead } from './import-row.rules.ts'

export const IMPORT_SOURCE = 'import'

type GoodRow = JudgedRow & { lead: RowLead }

/** Outcomes of the rows that were not rejected, in the sheet's order. */
export async function applyBlock(
  tx: Tx,
  scope: Scope,
  record: ImportRecord,
  block: ImportBlock,
): Promise<RowOutcome[]> {
  const repeated = block.rows.filter((row) => row.stop?.outcome === 'skipped')
  const good = block.rows.filter((row): row is GoodRow => row.lead !== undefined && !row.stop)

  const named = new Map(
    (
      await selectLeadsById(
        tx,
        good.flatMap((row) => row.lead.leadId ?? []),
      )
    ).map((lead) => [lead.id, lead]),
  )
  const people = await upsertContacts(
    tx,
    scope,
    good.map(({ lead }) => ({ ...lead.contact, ...withContact(named.get(lead.leadId ?? '')) })),
    record.policy,
  )
  const meant = new Map((await selectMeantLeads(tx, existing(people))).map((lead) => [lead.contactId, lead]))
  const consented = await noteConsents(tx, scope, record, people)

  const work = new LeadWork(record, named, meant, consented)
  const done = good.map((row, index) => work.take(row, people[index]!))
  const at = scope.clock.now()
  await insertLeads(tx, work.inserts, at)
  await writeLeads(tx, [...work.updates.values()], at)
  await appendTimelineMany(
    tx,
    scope,
    done.flatMap((outcome) => timelineOf(record, outcome)),
  )
  const skipped = repeated.map(({ row, stop }): RowOutcome => ({ row, outcome: 'skipped', reason: stop!.code }))
  return [...done, ...skipped].sort((a, b) => a.row - b.row)
}

export function countOutcomes(outcomes: readonly RowOutcome[]): ImportCounts {
  const counts: ImportCounts = { created: 0, updated: 0, unchanged: 0, skipped: 0 }
  for (const { outcome } of outcomes) counts[outcome] += 1
  return counts
}

const withContact = (lead: ImportLead | undefined) => (lead ? { contactId: lead.contactId } : {})

const existing = (people: readonly UpsertOutcome[]): string[] =>
  people.flatMap((person) => (person.outcome === 'updated' || person.outcome === 'unchanged' ? person.contactId : []))

async function noteConsents(
  tx: Tx,
  scope: Scope,
  record: ImportRecord,
  people: readonly UpsertOutcome[],
): Promise<ReadonlySet<string>> {
  if (!record.consent) return new Set()
  const ids = people.flatMap((person) => (person.outcome === 'skipped' ? [] : person.contactId))
  const { at, expiresAt, ...consent } = record.consent
  return recordConsents(tx, scope, [...new Set(ids)], {
    ...consent,
    source: record.fileName,
    at: at ? new Date(at) : scope.clock.now(),
    expiresAt: expiresAt ? new Date(expiresAt) : null,
  })
}

/** The leads' side of a block: what is new, what changes, what became of each row. */
class LeadWork {
  readonly inserts: ImportLead[] = []
  /** By id: several rows may change one lead. */
  readonly updates = new Map<string, ImportLead>()
  readonly #made = new Set<ImportLead>()
  readonly #record: ImportRecord
  readonly #named: ReadonlyMap<string, ImportLead>
  /** By person; rows of this block that make a lead add to it. */
  readonly #meant: Map<string, ImportLead>
  readonly #consented: ReadonlySet<string>

  constructor(
    record: ImportRecord,
    named: ReadonlyMap<string, ImportLead>,
    meant: Map<string, ImportLead>,
    consented: ReadonlySet<string>,
  ) {
    this.#record = record
    this.#named = named
    this.#meant = meant
    this.#consented = consented
  }

  take({ row, lead: wish }: GoodRow, person: UpsertOutcome): RowOutcome {
    if (person.outcome === 'skipped') {
      return {
        row,
        outcome: 'skipped',
        reason: `import.${person.reason}`,
        ...(person.contactId && { contactId: person.contactId }),
      }
    }
    const { contactId } = person
    const base = {
      row,
      contactId,
      ...(person.outcome === 'created' && { newContact: true }),
      ...(person.outcome === 'updated' && { contactChange: undoOf(person) }),
      ...(this.#consented.has(contactId) && { consented: true }),
    }
    const lead = this.#named.get(wish.leadId ?? '') ?? this.#meant.get(contactId)
    if (!lead) {
      const made = { id: newId(), contactId, source: wish.source ?? IMPORT_SOURCE, custom: wish.custom }
      this.#meant.set(contactId, made)
      this.inserts.push(made)
      this.#made.add(made)
      return { ...base, outcome: 'created', leadId: made.id, newLead: true, changed: [...person.changed, 'lead'] }
    }
    const change = planLead(lead, wish, this.#record.policy)
    const changed = [...person.changed, ...change.changed, ...(base.consented ? ['consent'] : [])]
    if (changed.length === 0) return { ...base, outcome: 'unchanged', leadId: lead.id }
    const leadBefore = { source: lead.source, custom: lead.custom }
    Object.assign(lead, { source: change.source, custom: change.custom })
    // The lead is marked as changed with its person: lists show it, and undo sees who came later.
    if (!this.#made.has(lead)) this.updates.set(lead.id, lead)
    return { ...base, outcome: 'updated', leadId: lead.id, changed, leadBefore }
  }
}

function undoOf({ change }: Extract<UpsertOutcome, { outcome: 'updated' }>): NonNullable<RowOutcome['contactChange']> {
  return { before: change.before, added: change.added, order: change.order }
}

function timelineOf(record: ImportRecord, { contactId, leadId, outcome, row, changed }: RowOutcome) {
  if (!contactId || !leadId || (outcome !== 'created' && outcome !== 'updated')) return []
  const { key, id } = refOfImport(record.id)
  return [
    {
      contactId,
      leadId,
      kind: 'lead.imported',
      refs: { [key]: id },
      data: { file: record.fileName, row, outcome, changed: changed ?? [] },
    },
  ]
}

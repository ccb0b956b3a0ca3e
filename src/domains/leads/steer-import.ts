/** What a person decides about an import: apply it, stop it, take it back. The work itself is a job's. */
import { conflict, notFound } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/queue/job.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from '../workspaces/index.ts'
import type { ImportRecord } from './import.ts'
import { deleteBlocks, selectBlock, selectImport, updateImport } from './imports.store.ts'
import { tellImport } from './run-import.ts'
import { countTouched } from './undo-block.ts'

export const RUN_IMPORT = 'leads.run-import'

/** A failed one goes on where it stopped; asked again while it runs, nothing happens. Throws `import.not_applicable`. */
export async function applyImport(scope: Scope, id: string): Promise<ImportRecord> {
  return steer(scope, id, async (tx, record) => {
    if (record.status === 'running' && record.direction === 'apply') return
    const goesOn = record.status === 'failed' && record.direction === 'apply'
    if (record.status !== 'previewed' && !goesOn) {
      throw conflict('import.not_applicable', { params: { status: record.status } })
    }
    await updateImport(tx, id, { status: 'running', direction: 'apply', errorCode: null, finishedAt: null })
    await promise(tx, scope, record, 'import.apply_asked')
  })
}

/** Before it began: nothing was written. While it runs: it stops at the next block, and what is in stays. */
export async function cancelImport(scope: Scope, id: string): Promise<ImportRecord> {
  return steer(scope, id, async (tx, record) => {
    if (record.status === 'cancelled') return
    if (record.status === 'previewed') {
      await deleteBlocks(tx, id)
      await updateImport(tx, id, { status: 'cancelled', finishedAt: scope.clock.now() })
      await recordAudit(tx, scope, { action: 'import.cancelled', subject: { kind: 'import', id } })
      return
    }
    const stoppable = record.direction === 'apply' && (record.status === 'running' || record.status === 'failed')
    if (!stoppable) throw conflict('import.not_cancellable', { params: { status: record.status } })
    if (record.status === 'failed') await updateImport(tx, id, { status: 'cancelled', finishedAt: scope.clock.now() })
    else await updateImport(tx, id, { cancelRequested: true })
    await recordAudit(tx, scope, { action: 'import.cancel_asked', subject: { kind: 'import', id } })
  })
}

/**
 * All of it or nothing: throws `import.touched` with how many rows somebody has touched since, `import.not_undoable` where
 * there is nothing to take back.
 */
export async function undoImport(scope: Scope, id: string): Promise<ImportRecord> {
  return steer(scope, id, async (tx, record) => {
    if (record.status === 'running' && record.direction === 'undo') return
    const ended = record.status === 'applied' || record.status === 'cancelled' || record.status === 'failed'
    if (!ended || record.blocksDone === 0) throw conflict('import.not_undoable', { params: { status: record.status } })
    let touched = 0
    for (let position = 0; position < record.blocksDone; position++) {
      const block = await selectBlock(tx, id, position)
      if (block) touched += await countTouched(tx, record, block)
    }
    if (touched > 0) throw conflict('import.touched', { params: { count: touched } })
    await updateImport(tx, id, {
      status: 'running',
      direction: 'undo',
      errorCode: null,
      finishedAt: null,
      cancelRequested: false,
    })
    await promise(tx, scope, record, 'import.undo_asked')
  })
}

async function promise(tx: Tx, scope: Scope, { id, fileName }: ImportRecord, action: string): Promise<void> {
  await recordAudit(tx, scope, { action, subject: { kind: 'import', id }, detail: { file: fileName } })
  await enqueue(tx, RUN_IMPORT, { importId: id }, { key: `import:${id}` })
}

async function steer(
  scope: Scope,
  id: string,
  decide: (tx: Tx, record: ImportRecord) => Promise<void>,
): Promise<ImportRecord> {
  return inWorkspace(scope, async (tx) => {
    const record = isUuid(id) ? await selectImport(tx, id, 'lock') : null
    if (!record) throw notFound('import.not_found')
    await decide(tx, record)
    await tellImport(tx, id)
    return (await selectImport(tx, id))!
  })
}

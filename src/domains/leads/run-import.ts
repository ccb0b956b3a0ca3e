/**
 * Brings an import to its end, block by block, forward or back. Each block is one transaction with its report and the
 * place that was reached, so that a crash anywhere goes on with the next block and repeats none.
 */
import { asAppError, isRetryable } from '../../kernel/errors.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from '../workspaces/index.ts'
import { applyBlock, countOutcomes } from './apply-block.ts'
import { type ImportRecord, progressOf } from './import.ts'
import { selectBlock, selectImport, settleBlock, updateImport } from './imports.store.ts'
import { undoBlock } from './undo-block.ts'

/** `more`: there are blocks left, `done`: none, or nobody wants them any more. */
type Step = 'more' | 'done'

interface ImportRun {
  signal: AbortSignal
}

/**
 * Returns `interrupted` when the process is asked to stop: what is done stays done, and the job comes again. What cannot
 * heal marks the import as failed and is thrown on.
 */
export async function runImport(scope: Scope, importId: string, run: ImportRun): Promise<'finished' | 'interrupted'> {
  try {
    while (!run.signal.aborted) {
      const step = await inWorkspace(scope, (tx) => oneStep(tx, scope, importId))
      if (step === 'done') return 'finished'
    }
    return 'interrupted'
  } catch (thrown) {
    const error = asAppError(thrown)
    if (!isRetryable(error.kind)) {
      await inWorkspace(scope, async (tx) => {
        await updateImport(tx, importId, { status: 'failed', errorCode: error.code, finishedAt: scope.clock.now() })
        await tellImport(tx, importId)
      })
    }
    throw error
  }
}

async function oneStep(tx: Tx, scope: Scope, importId: string): Promise<Step> {
  const record = await selectImport(tx, importId, 'lock')
  if (record?.status === 'failed')
    await updateImport(tx, importId, { status: 'running', errorCode: null, finishedAt: null })
  else if (record?.status !== 'running') return 'done'
  // What happens is told as the doing of whoever sent the file.
  const asSender = { ...scope, actor: record.actor }
  const step = await (record.direction === 'undo' ? oneBack(tx, asSender, record) : oneForward(tx, asSender, record))
  await tellImport(tx, importId)
  return step
}

async function oneForward(tx: Tx, scope: Scope, record: ImportRecord): Promise<Step> {
  if (record.cancelRequested) return finish(tx, scope, record, 'cancelled')
  const block = await selectBlock(tx, record.id, record.blocksDone)
  if (!block) return finish(tx, scope, record, 'applied')
  const outcomes = await applyBlock(tx, scope, record, block)
  await settleBlock(tx, record.id, block.position, { outcomes, at: scope.clock.now() })
  await updateImport(tx, record.id, { blocksDone: record.blocksDone + 1 }, countOutcomes(outcomes))
  return record.blocksDone + 1 < record.blocks ? 'more' : finish(tx, scope, record, 'applied')
}

/** From the last block to the first, as people may have been changed by several. */
async function oneBack(tx: Tx, scope: Scope, record: ImportRecord): Promise<Step> {
  if (record.blocksDone === 0) return finish(tx, scope, record, 'undone')
  const block = await selectBlock(tx, record.id, record.blocksDone - 1)
  if (block?.outcomes) await undoBlock(tx, scope, record, block)
  await updateImport(tx, record.id, { blocksDone: record.blocksDone - 1 })
  return record.blocksDone > 1 ? 'more' : finish(tx, scope, record, 'undone')
}

async function finish(
  tx: Tx,
  scope: Scope,
  record: ImportRecord,
  status: 'applied' | 'cancelled' | 'undone',
): Promise<Step> {
  await updateImport(tx, record.id, { status, finishedAt: scope.clock.now() })
  const { counts } = (await selectImport(tx, record.id))!
  await recordAudit(tx, scope, {
    action: `import.${status}`,
    subject: { kind: 'import', id: record.id },
    detail: { ...counts },
  })
  return 'done'
}

/** Tells the console how far it is; small, since it goes out with every block. */
export async function tellImport(tx: Tx, importId: string): Promise<void> {
  const record = await selectImport(tx, importId)
  if (!record) return
  const { id, status, direction, counts } = record
  await publish(tx, {
    topic: 'imports',
    type: 'import.changed',
    data: {
      id,
      status,
      direction,
      progress: progressOf(record),
      counts: { ...counts, rejected: record.rejectedCount },
    },
  })
}

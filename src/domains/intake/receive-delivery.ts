/** Takes a webhook in: the row and its job in one transaction, so that what was acknowledged is never lost. */
import { createHash } from 'node:crypto'
import { AppError, invalid } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/queue/job.ts'
import type { Scope } from '../../platform/scope.ts'
import { insertDelivery } from './deliveries.store.ts'
import { MAX_BODY_BYTES } from './delivery.ts'
import { keptHeaders } from './headers.rules.ts'

export interface ArrivedDelivery {
  source: string
  /** The sender's own id of this delivery. Without one, the same body is the same delivery. */
  key?: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** `job` is enqueued with `{ deliveryId }`, for a new delivery only. Throws `intake.too_large`, `intake.unreadable`. */
export async function receiveDelivery(
  scope: Scope,
  arrived: ArrivedDelivery,
  job: string,
): Promise<{ deliveryId: string; duplicate: boolean }> {
  if (Buffer.byteLength(arrived.body) > MAX_BODY_BYTES) throw new AppError('too_large', 'intake.too_large')
  // PostgreSQL's text takes every character but this one, and JSON has no use for it raw.
  if (arrived.body.includes('\u0000')) throw invalid('intake.unreadable')

  return inWorkspace(scope, async (tx) => {
    const delivery = await insertDelivery(tx, {
      workspaceId: scope.workspaceId,
      source: arrived.source,
      key: arrived.key ?? createHash('sha256').update(arrived.body).digest('hex'),
      headers: keptHeaders(arrived.headers),
      body: arrived.body,
      receivedAt: scope.clock.now(),
    })
    if (!delivery.duplicate) await enqueue(tx, job, { deliveryId: delivery.deliveryId })
    return delivery
  })
}

/** A webhook of the vendor at the door: verified by its token, stored with its job, answered. Understanding comes later. */
import { AppError } from '../../kernel/errors.ts'
import type { Scope } from '../../platform/scope.ts'
import { receiveDelivery } from '../intake/index.ts'
import { verifyHookToken } from '../workspaces/index.ts'

export const HEAR_JOB = 'calls.hear-event'

export interface ArrivedEvent {
  /** From the path, and from a bearer where one was sent: one of them must be the workspace's. */
  tokens: readonly string[]
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** Throws `calls.hook_unknown` (401) where no token is valid. The same body again is the same delivery. */
export async function receiveEvent(
  base: Omit<Scope, 'workspaceId' | 'actor'>,
  event: ArrivedEvent,
): Promise<{ deliveryId: string; duplicate: boolean }> {
  for (const token of event.tokens) {
    const workspaceId = await verifyHookToken(base.db, 'pearl', token)
    if (!workspaceId) continue
    const scope: Scope = { ...base, workspaceId, actor: { kind: 'vendor', id: 'pearl', name: 'Pearl AI' } }
    return receiveDelivery(scope, { source: 'pearl', headers: event.headers, body: event.body }, HEAR_JOB)
  }
  throw new AppError('unauthenticated', 'calls.hook_unknown')
}

/** Notes what somebody did to their own account (signed in, changed their password) wherever they are a member. */
import type { Clock } from '../../kernel/clock.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import { recordAudit } from './audit.store.ts'
import { membershipsOf } from './members.store.ts'

export type PersonalEvent =
  | 'member.signed_in'
  | 'member.signed_out_everywhere'
  | 'member.password_changed'
  | 'member.password_reset'
  | 'member.second_factor_on'
  | 'member.second_factor_off'

export async function recordPersonalEvent(
  sources: { db: Database; clock: Clock },
  userId: string,
  event: PersonalEvent,
): Promise<void> {
  for (const { workspaceId, memberId, name } of await membershipsOf(sources.db, userId)) {
    const scope = { workspaceId, clock: sources.clock, actor: { kind: 'member', id: memberId, name } as const }
    await inWorkspace({ db: sources.db, workspaceId }, (tx) =>
      recordAudit(tx, scope, { action: event, subject: { kind: 'member', id: memberId } }),
    )
  }
}

/** A note that somebody writes on a person: an entry of the timeline, like everything else that happened. */
import { notFound } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from '../workspaces/index.ts'
import { lockContact } from './contacts.store.ts'
import { appendTimeline } from './timeline.store.ts'

/** Throws `contact.not_found`. The audit log says that it was written, not what. */
export async function addNote(
  scope: Scope,
  contactId: string,
  note: { text: string; leadId?: string | undefined },
): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    if (!(await lockContact(tx, contactId))) throw notFound('contact.not_found')
    await appendTimeline(tx, scope, {
      contactId,
      leadId: note.leadId ?? null,
      kind: 'note.added',
      data: { text: note.text },
    })
    await recordAudit(tx, scope, { action: 'contact.note_added', subject: { kind: 'contact', id: contactId } })
    await publish(tx, { topic: 'contacts', type: 'timeline.grew', data: { contactId } })
  })
}

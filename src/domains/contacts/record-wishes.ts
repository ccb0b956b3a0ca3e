/** What a person says about being contacted: consent given or withdrawn, and "do not contact me". */
import { notFound } from '../../kernel/errors.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from '../workspaces/index.ts'
import type { ConsentState, ContactChannel, Purpose } from './contact.ts'
import { lockContact } from './contacts.store.ts'
import { insertConsent, insertObjection, selectObjections } from './permissions.store.ts'
import { appendTimeline } from './timeline.store.ts'

export interface ObjectionWish {
  /** null: every channel, whatever for. */
  channel: ContactChannel | null
  purpose: Purpose | null
  reason?: string | undefined
  /** Where it was said: `console`, `call`, `whatsapp`… */
  source: string
}

/** Stands from this moment and for good. Said twice, it is written once. Throws `contact.not_found`. */
export const recordObjection = (scope: Scope, contactId: string, wish: ObjectionWish): Promise<void> =>
  inWorkspace(scope, (tx) => objectIn(tx, scope, contactId, wish))

async function objectIn(tx: Tx, scope: Scope, contactId: string, wish: ObjectionWish): Promise<void> {
  if (!(await lockContact(tx, contactId))) throw notFound('contact.not_found')
  const known = (await selectObjections(tx, [contactId])).get(contactId) ?? []
  if (known.some((one) => one.channel === wish.channel && one.purpose === wish.purpose)) return
  const said = { channel: wish.channel, purpose: wish.purpose, reason: wish.reason ?? null, source: wish.source }
  await insertObjection(tx, {
    ...said,
    workspaceId: scope.workspaceId,
    contactId,
    at: scope.clock.now(),
    recordedBy: scope.actor.name,
  })
  await appendTimeline(tx, scope, { contactId, kind: 'objection.recorded', data: said })
  await recordAudit(tx, scope, {
    action: 'contact.objected',
    subject: { kind: 'contact', id: contactId },
    detail: { channel: said.channel, purpose: said.purpose, source: said.source },
  })
}

export interface ConsentWish {
  channel: ContactChannel
  purpose: Purpose
  state: ConsentState
  /** What they were asked, word for word. */
  wording: string
  source: string
  expiresAt?: Date | undefined
}

/** The newest word on a channel and purpose counts. Throws `contact.not_found`. */
export async function recordConsent(scope: Scope, contactId: string, wish: ConsentWish): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    if (!(await lockContact(tx, contactId))) throw notFound('contact.not_found')
    const { channel, purpose, state, source } = wish
    await insertConsent(tx, {
      ...wish,
      expiresAt: wish.expiresAt ?? null,
      workspaceId: scope.workspaceId,
      contactId,
      at: scope.clock.now(),
      recordedBy: scope.actor.name,
    })
    await appendTimeline(tx, scope, { contactId, kind: 'consent.recorded', data: { channel, purpose, state, source } })
    await recordAudit(tx, scope, {
      action: state === 'given' ? 'contact.consented' : 'contact.consent_withdrawn',
      subject: { kind: 'contact', id: contactId },
      detail: { channel, purpose, source },
    })
  })
}

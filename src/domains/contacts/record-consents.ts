/** Notes one consent for many people at once, as a file's sender declares it. */
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { ContactChannel, Purpose } from './contact.ts'
import { insertConsents, insertTakenBack } from './upsert-contacts.store.ts'

export interface ManyConsents {
  channels: readonly ContactChannel[]
  purpose: Purpose
  /** The words they agreed to. */
  wording: string
  /** Where it was said: the file. */
  source: string
  at: Date
  expiresAt: Date | null
}

/**
 * Who has given it already keeps what stands, and who ever took it back stays withdrawn: a file does not speak over a
 * person. Returns the ids for whom something was noted.
 */
export async function recordConsents(
  tx: Tx,
  scope: Pick<Scope, 'actor'>,
  contactIds: readonly string[],
  consent: ManyConsents,
): Promise<Set<string>> {
  const { channels, ...rest } = consent
  const noted = new Set<string>()
  for (const channel of new Set(channels)) {
    const ids = await insertConsents(tx, contactIds, { ...rest, channel, recordedBy: scope.actor.name })
    for (const id of ids) noted.add(id)
  }
  return noted
}

/** Unsays what a file said for these people, where nothing newer was said. */
export async function takeBackConsents(
  tx: Tx,
  scope: Pick<Scope, 'actor' | 'clock'>,
  contactIds: readonly string[],
  consent: Pick<ManyConsents, 'wording' | 'source'>,
): Promise<void> {
  await insertTakenBack(tx, contactIds, { ...consent, at: scope.clock.now(), recordedBy: scope.actor.name })
}

/** Gathers what is known about people and asks the policy. */

import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace, type Workspace } from '../workspaces/index.ts'
import type { ContactChannel, ContactIntent, IdentityKind } from './contact.ts'
import { decideContact, type PolicyDecision } from './contact-policy.rules.ts'
import { spain } from './law-profiles/es.ts'
import { general } from './law-profiles/general.ts'
import { selectConsents, selectObjections, selectReach, selectTouches } from './permissions.store.ts'

export const LAW_PROFILES = { ES: spain, general }

/** What a channel needs to reach somebody; the web needs nothing, they come to us. */
const REACHED_BY: Record<ContactChannel, IdentityKind[]> = {
  phone: ['phone'],
  sms: ['phone'],
  email: ['email'],
  whatsapp: ['whatsapp', 'phone'],
  telegram: ['telegram'],
  web: [],
}

/** Touches older than this count neither for the gap (a week at most) nor for a cap. */
const LOOK_BACK_MS = 8 * 86_400_000
/** Nobody feeds a calendar yet. */
const NO_HOLIDAYS: ReadonlySet<string> = new Set()

export type ContactQuestion = ContactIntent & {
  /** Default: now. A time in the past is asked about as now. */
  at?: Date
}

export async function mayContact(
  tx: Tx,
  scope: Scope,
  contactId: string,
  question: ContactQuestion,
): Promise<PolicyDecision> {
  const decisions = await mayContactMany(tx, scope, [contactId], question)
  return decisions.get(contactId)!
}

/** The same for many at once, four statements in all. Who does not exist (any more) is blocked as unreachable. */
export async function mayContactMany(
  tx: Tx,
  scope: Scope,
  contactIds: readonly string[],
  question: ContactQuestion,
  workspace?: Workspace,
): Promise<Map<string, PolicyDecision>> {
  const now = scope.clock.now()
  const at = question.at && question.at > now ? question.at : now
  const { zone, settings } = workspace ?? (await getWorkspace(tx, scope))
  const { policy } = settings
  const reach = await selectReach(tx, contactIds)
  const objections = await selectObjections(tx, contactIds)
  const consents = await selectConsents(tx, contactIds)
  const touches = await selectTouches(tx, contactIds, new Date(now.getTime() - LOOK_BACK_MS))
  const wanted = REACHED_BY[question.channel]
  return new Map(
    contactIds.map((id): [string, PolicyDecision] => {
      const person = reach.get(id)
      const facts = {
        zone: person?.zone ?? zone,
        reachable: person !== undefined && (wanted.length === 0 || wanted.some((kind) => person.kinds.includes(kind))),
        objections: objections.get(id) ?? [],
        consents: consents.get(id) ?? [],
        touches: (touches.get(id) ?? []).map((touch) => touch.at),
        holidays: NO_HOLIDAYS,
        robinson: 'unknown' as const,
      }
      return [id, decideContact(question, at, facts, policy, LAW_PROFILES[policy.profile])]
    }),
  )
}

/** On whose behalf something happens: handed first to everything that touches the world. */
import type { Clock } from '../kernel/clock.ts'
import type { WorkspaceAccess } from './db/database.ts'
import type { Logger } from './telemetry/log.ts'

export type Locale = 'es' | 'en' | 'ca'

/** Who does it: a signed-in person, an API key, a vendor's webhook, or the product itself. */
export interface Actor {
  kind: 'member' | 'key' | 'vendor' | 'system'
  /** Member id, key id, vendor name or job name. */
  id: string
  /** What people read in the timeline and the audit log. */
  name: string
}

export interface Scope extends WorkspaceAccess {
  actor: Actor
  clock: Clock
  log: Logger
  locale: Locale
}

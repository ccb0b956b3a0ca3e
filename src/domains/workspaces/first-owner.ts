/** The first run in production: whoever holds the token printed at start opens the first workspace and owns it. */
import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../kernel/clock.ts'
import { isZone } from '../../kernel/dates.ts'
import { conflict, forbidden, invalid } from '../../kernel/errors.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Locale, Scope } from '../../platform/scope.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { addMember } from './add-member.ts'
import { createWorkspace } from './create-workspace.ts'
import { insertSetupToken, somebodyCanSignIn, takeSetupToken } from './setup.store.ts'

export interface FirstOwner {
  token: string
  workspaceName: string
  zone?: string | undefined
  locale?: Locale | undefined
  region?: string | undefined
  profile?: 'ES' | 'general' | undefined
  name: string
  email: string
  password: string
}

export const isSetupNeeded = async (db: Database): Promise<boolean> => !(await somebodyCanSignIn(db))

/** For the start to print, once per process; null where somebody can sign in already. Only its hash is kept. */
export async function prepareSetup(db: Database, clock: Clock): Promise<string | null> {
  if (!(await isSetupNeeded(db))) return null
  const token = randomBytes(18).toString('base64url')
  await insertSetupToken(db, hashOf(token), clock.now())
  return token
}

/** Throws `setup.done` once somebody can sign in, `setup.token_wrong` for a token that was not printed or is used. */
export async function createFirstOwner(
  deps: { db: Database; clock: Clock; log: Logger; auth: Auth },
  wish: FirstOwner,
): Promise<{ workspaceId: string }> {
  const { db, clock, log, auth } = deps
  if (!(await isSetupNeeded(db))) throw conflict('setup.done')
  if (wish.zone !== undefined && !isZone(wish.zone))
    throw invalid('workspace.zone_unknown', { params: { zone: wish.zone } })
  if (!(await takeSetupToken(db, hashOf(wish.token)))) throw forbidden('setup.token_wrong')

  const actor = { kind: 'system', id: 'setup', name: wish.name } as const
  const { workspaceId } = await createWorkspace(
    db,
    clock,
    {
      name: wish.workspaceName,
      ...(wish.zone && { zone: wish.zone }),
      ...(wish.locale && { locale: wish.locale }),
      ...(wish.region && { region: wish.region }),
      ...(wish.profile && { settings: { policy: { profile: wish.profile } } }),
    },
    actor,
  )
  const scope: Scope = { workspaceId, actor, db, clock, log, locale: wish.locale ?? 'es' }
  const { person } = await addMember(scope, auth, { name: wish.name, email: wish.email, role: 'owner' })
  await auth.setFirstPassword(person.id, wish.password)
  return { workspaceId }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

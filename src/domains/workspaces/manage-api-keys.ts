/** API keys: shown once when made, listed without themselves, revoked for good. */

import { SCOPES } from '../../../contract/access.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { AccessScope } from '../../platform/http/api.ts'
import type { Scope } from '../../platform/scope.ts'
import { type ApiKey, insertApiKey, listApiKeys, revokeKey } from './api-keys.store.ts'
import { recordAudit } from './audit.store.ts'
import { forgetKeys, KEY_PREFIX } from './authenticate-key.ts'
import { makeToken } from './workspace-token.ts'

export type { ApiKey }

const HINT_LENGTH = 4

export interface NewApiKey {
  name: string
  scopes: readonly AccessScope[]
}

/** `key` is told here and never again. Throws `api_key.scopes_invalid` where a scope is unknown or none is given. */
export async function issueApiKey(scope: Scope, wish: NewApiKey): Promise<ApiKey & { key: string }> {
  const scopes = SCOPES.filter((known) => wish.scopes.includes(known))
  if (scopes.length === 0 || scopes.length !== new Set(wish.scopes).size)
    throw invalid('api_key.scopes_invalid', { params: { scopes: SCOPES.join(', ') } })
  const { token, hash } = makeToken(KEY_PREFIX, scope.workspaceId)
  const key = {
    id: newId(),
    name: wish.name,
    hint: token.slice(-HINT_LENGTH),
    scopes,
    createdAt: scope.clock.now(),
    createdBy: scope.actor.name,
  }
  await inWorkspace(scope, async (tx) => {
    await insertApiKey(tx, scope.workspaceId, { ...key, hash })
    await recordAudit(tx, scope, {
      action: 'api_key.created',
      subject: { kind: 'api_key', id: key.id },
      detail: { name: key.name, scopes },
    })
  })
  return { ...key, lastUsedAt: null, key: token }
}

export const readApiKeys = (scope: Scope): Promise<ApiKey[]> => inWorkspace(scope, listApiKeys)

/** Closed in this process at once, in the others within seconds (see authenticate-key). */
export async function revokeApiKey(scope: Scope, id: string): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const name = await revokeKey(tx, id, scope.clock.now())
    if (name === undefined) throw notFound('api_key.not_found')
    await recordAudit(tx, scope, {
      action: 'api_key.revoked',
      subject: { kind: 'api_key', id },
      detail: { name },
    })
  })
  forgetKeys(scope.db)
}

/** Turns a key or a session into the caller that the door knows. */
import { authenticateKey, authenticateSession } from '../domains/workspaces/index.ts'
import type { Auth } from '../platform/auth/auth.ts'
import type { Caller, Recognise } from '../platform/http/door.ts'
import type { Product } from './product.ts'

export function makeRecognise(product: Product, auth: Auth): Recognise {
  const { db, clock } = product
  return {
    async key(key): Promise<Caller | null> {
      const known = await authenticateKey(db, clock, key)
      if (!known) return null
      return {
        workspaceId: known.workspaceId,
        actor: { kind: 'key', id: known.keyId, name: known.name },
        grants: known.scopes,
      }
    },
    async session(headers, wantedWorkspace): Promise<Caller | null> {
      const known = await authenticateSession({ auth, db }, headers, wantedWorkspace)
      if (!known) return null
      return {
        workspaceId: known.workspaceId,
        actor: { kind: 'member', id: known.memberId, name: known.name },
        grants: known.scopes,
        locale: known.locale,
      }
    },
  }
}

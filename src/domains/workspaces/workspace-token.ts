/**
 * Tokens that say which workspace they belong to: API keys and the unguessable part of a hook's address.
 *
 * A token is a prefix and base64url of sixteen bytes of workspace id and 32 random ones. The id is no secret; it lets the
 * look-up happen inside that workspace, under row-level security. Of the token only the SHA-256 is kept: with 256 random
 * bits there is nothing to guess, so a slow password hash would add cost to every request and safety to none; and finding
 * it by its hash gives a caller no time to measure, since no part of a hash can be chosen.
 */
import { createHash, randomBytes } from 'node:crypto'

const ID_BYTES = 16
const RANDOM_BYTES = 32

export interface ReadToken {
  workspaceId: string
  hash: string
}

export function makeToken(prefix: string, workspaceId: string): { token: string; hash: string } {
  const id = Buffer.from(workspaceId.replaceAll('-', ''), 'hex')
  const token = prefix + Buffer.concat([id, randomBytes(RANDOM_BYTES)]).toString('base64url')
  return { token, hash: hashOf(token) }
}

/** Null for what cannot be a token of this kind. */
export function readToken(prefix: string, token: string): ReadToken | null {
  const encoded = token.slice(prefix.length)
  if (!token.startsWith(prefix) || !/^[\w-]{64}$/.test(encoded)) return null
  const hex = Buffer.from(encoded, 'base64url').toString('hex', 0, ID_BYTES)
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { workspaceId, hash: hashOf(token) }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Which dialer serves a workspace: the one whose account it has connected. */
import { conflict } from '../../../kernel/errors.ts'
import { inWorkspace } from '../../../platform/db/database.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import type { Scope } from '../../../platform/scope.ts'
import type { Secrets } from '../../../platform/secrets/secrets.ts'
import { getConnection } from '../../workspaces/index.ts'
import type { Dialer } from './dialer.ts'
import { pearlDialer } from './pearl.dialer.ts'

export interface ConnectedDialer extends Dialer {
  /** The campaign that the connection calls with when nobody names one. */
  defaultOutboundId: string | null
}

/** Throws `calls.not_connected`. */
export type DialerFor = (scope: Scope) => Promise<ConnectedDialer>

/** The document's own address, where a connection names none. */
const PEARL_API = 'https://api.nlpearl.ai/v1'

/** Settings of the connection `pearl`: `apiUrl`, `outboundId`; its secrets: `accountId`, `secretKey`. */
export const connectedDialer =
  (deps: { outbound: Outbound; secrets: Secrets }): DialerFor =>
  async (scope) => {
    const connection = await inWorkspace(scope, (tx) => getConnection(tx, scope, 'pearl', deps.secrets))
    const { accountId, secretKey } = (connection?.secrets ?? {}) as { accountId?: string; secretKey?: string }
    if (!accountId || !secretKey) throw conflict('calls.not_connected')
    const { apiUrl, outboundId } = (connection?.settings ?? {}) as { apiUrl?: string; outboundId?: string }
    const dialer = pearlDialer({ baseUrl: apiUrl ?? PEARL_API, accountId, secretKey, outbound: deps.outbound })
    return { ...dialer, defaultOutboundId: outboundId || null }
  }

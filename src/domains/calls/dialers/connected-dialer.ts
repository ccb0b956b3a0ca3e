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

/** The account that the environment names (`PEARL_ACCOUNT_ID` …), for workspaces that have connected none themselves. */
export interface PearlAccount {
  /** With the version: `https://api.nlpearl.ai/v1`. */
  apiUrl: string
  accountId: string | null
  secretKey: string | null
  outboundId: string | null
}

export interface ConnectedDialerDeps {
  outbound: Outbound
  secrets: Secrets
  environment: PearlAccount
}

/** Settings of the connection `pearl`: `apiUrl`, `outboundId`; its secrets: `accountId`, `secretKey`. */
export const connectedDialer =
  ({ outbound, secrets, environment }: ConnectedDialerDeps): DialerFor =>
  async (scope) => {
    const connection = await inWorkspace(scope, (tx) => getConnection(tx, scope, 'pearl', secrets))
    const own = { ...connection?.settings, ...connection?.secrets } as Partial<PearlAccount>
    const account = own.accountId && own.secretKey ? { ...environment, outboundId: null, ...own } : environment
    const { apiUrl, accountId, secretKey, outboundId } = account
    if (!accountId || !secretKey) throw conflict('calls.not_connected')
    const dialer = pearlDialer({ baseUrl: apiUrl, accountId, secretKey, outbound })
    return { ...dialer, defaultOutboundId: outboundId || null }
  }

/** Asks the vendor, live, whether the account is there and what campaigns it has. */
import type { Scope } from '../../platform/scope.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import type { DialerAccount, DialerCampaign } from './dialers/dialer.ts'

export interface ConnectionTest {
  vendor: string
  account: DialerAccount
}

/** Throws `calls.not_connected`, or what the vendor said (`vendor_…`). */
export async function testConnection(scope: Scope, dialerFor: DialerFor): Promise<ConnectionTest> {
  const dialer = await dialerFor(scope)
  return { vendor: dialer.name, account: await dialer.account() }
}

export async function listCampaigns(scope: Scope, dialerFor: DialerFor): Promise<DialerCampaign[]> {
  const dialer = await dialerFor(scope)
  return dialer.campaigns()
}

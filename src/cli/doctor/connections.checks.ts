/** Each workspace's vendors, asked live whether they know us. */
import { makeAdapters } from '../../app/adapters.ts'
import { productTranslate } from '../../app/messages.ts'
import type { Product } from '../../app/product.ts'
import { testConnection } from '../../domains/calls/index.ts'
import { listWorkspaceIds } from '../../domains/workspaces/index.ts'
import { asAppError } from '../../kernel/errors.ts'
import { scopeAt } from '../choose-workspace.ts'
import { broken, type Finding, fine, warning } from './finding.ts'

export async function checkConnections(product: Product): Promise<Finding[]> {
  const ids = await listWorkspaceIds(product.db)
  if (ids.length === 0)
    return [
      warning(
        'workspaces',
        'there is none yet',
        'sign up at the address of the first start, or: npx antesala workspaces create <name>',
      ),
    ]
  return Promise.all(ids.map((id) => checkPearl(product, id)))
}

async function checkPearl(product: Product, workspaceId: string): Promise<Finding> {
  const about = `Pearl of workspace ${workspaceId}`
  try {
    const { account } = await testConnection(scopeAt(product, workspaceId, 'doctor'), makeAdapters(product).dialerFor)
    if (['ok', 'limited', 'unknown'].includes(account.state)) return fine(about, 'answers and knows our account')
    return broken(about, `answers, but says of our account: ${account.state}`, "settle it in Pearl's own console.")
  } catch (error) {
    const { code, params } = asAppError(error)
    const sentence = productTranslate()(code, 'en', params)
    return code === 'calls.not_connected'
      ? fine(about, 'is not connected; no calls are made there')
      : broken(about, 'does not let us in', sentence)
  }
}

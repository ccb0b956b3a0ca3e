/** SQL of the named lists that leads point to: campaigns, channels, advisors. */
import { over, type Tx } from '../../platform/db/database.ts'
import type { LeadsTables } from './leads.tables.ts'

export type NamedList = 'campaigns' | 'channels' | 'advisors'

export interface Named {
  id: number
  name: string
}

/** In the order of their numbers, which is that of their making. */
export async function selectNamed(tx: Tx, list: NamedList, page: { limit: number; after: number }): Promise<Named[]> {
  return over<LeadsTables>(tx)
    .selectFrom(list)
    .select(['id', 'name'])
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute()
}

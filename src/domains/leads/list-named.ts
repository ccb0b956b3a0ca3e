/** Campaigns, channels and advisors by number and name: what filters and fields of a lead offer. */
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { type Named, type NamedList, selectNamed } from './named-lists.store.ts'

export type { NamedList } from './named-lists.store.ts'

/** `after`: the number that the page before ended with. */
export async function listNamed(
  scope: Scope,
  list: NamedList,
  page: { limit: number; after: number },
): Promise<{ items: Named[]; nextCursor: string | null }> {
  const found = await inWorkspace(scope, (tx) => selectNamed(tx, list, { ...page, limit: page.limit + 1 }))
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: found.length > items.length && last ? String(last.id) : null }
}

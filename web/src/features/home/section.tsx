/** A part of the first page with its four faces. */
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorState } from '../../ui/error-state.tsx'
import classes from './home.module.css'
import type { ListQuery } from './today.queries.ts'

interface Props<Item> {
  id?: string
  title: string
  query: ListQuery<Item>
  empty: string
  link?: ReactNode
  children: (item: Item) => ReactNode
}

export function Section<Item>({ id, title, query, empty, link, children }: Props<Item>) {
  if (query.fetchStatus === 'idle' && query.isPending) return null
  const items = query.data ?? []
  return (
    <section id={id} aria-label={title}>
      <h2 className={classes.part}>
        <span>
          {title}
          {items.length > 0 && <span className={`${classes.count} tabular`}>{items.length}</span>}
        </span>
        {link}
      </h2>
      {query.isPending &&
        [0, 1, 2].map((line) => <Skeleton key={line} height={12} my="md" width={`${70 - line * 12}%`} />)}
      {query.error && !query.data && <ErrorState small error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <p className={classes.empty}>{empty}</p>}
      {items.length > 0 && <ul className={classes.rows}>{items.map(children)}</ul>}
    </section>
  )
}

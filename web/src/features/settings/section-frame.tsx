/** A part of Ajustes: its head, and what it shows once the answer is here; loading and failed are the same for all. */
import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from './settings.module.css'

interface Props<Data> {
  title: string
  summary?: ReactNode
  /** The main action on the right. */
  action?: ReactNode
  query: Pick<UseQueryResult<Data>, 'data' | 'error'> & { refetch: () => unknown }
  children: (data: Data) => ReactNode
}

export function SectionFrame<Data>({ title, summary, action, query, children }: Props<Data>) {
  const { data, error } = query
  return (
    <div className={classes.scroll}>
      <PageHeader title={title} summary={summary}>
        {action}
      </PageHeader>
      <div className={classes.body}>
        {data === undefined &&
          (error ? (
            <ErrorState error={error} onRetry={() => void query.refetch()} />
          ) : (
            [72, 56, 64, 48].map((width) => <Skeleton key={width} height={14} width={`${width}%`} my="lg" />)
          ))}
        {data !== undefined && children(data)}
      </div>
    </div>
  )
}

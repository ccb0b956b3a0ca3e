/** One import, wherever it stands: what would happen, what is happening, what happened. Its address survives a reload. */
import { Skeleton } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { ErrorState } from '../../ui/error-state.tsx'
import { ImportPreviewView } from './import-preview.tsx'
import { ImportProgress } from './import-progress.tsx'
import { ImportResult } from './import-result.tsx'
import classes from './imports.module.css'
import { useImport } from './imports.queries.ts'

export function ImportPage() {
  const { importId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useImport(importId)
  if (!data) {
    if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
    return (
      <div className={classes.body}>
        <Skeleton height={28} width={320} mt="lg" mb="md" />
        <Skeleton height={240} />
      </div>
    )
  }
  const View = { previewed: ImportPreviewView, running: ImportProgress }[data.status as 'previewed'] ?? ImportResult
  return (
    <div className={classes.page}>
      <View key={data.status} view={data} />
    </div>
  )
}

/** An import on its way. It goes on without this page, and is found again in the history. */
import { Button, Progress } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ImportView } from '../../../../contract/imports.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { Counts } from './counts.tsx'
import { ImportSteps } from './import-steps.tsx'
import classes from './imports.module.css'
import { useImportStep } from './imports.queries.ts'
import { outcomesOf } from './outcomes.ts'

export function ImportProgress({ view }: { view: ImportView }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const step = useImportStep(view.id)
  const cancel = useMutation({ mutationFn: () => step('cancel'), onError: (error) => toasts.failed(error) })
  const percent = Math.round(view.progress * 100)
  const title = view.direction === 'undo' ? t('imports.undoing') : t('imports.running')
  return (
    <>
      <PageHeader title={view.file_name} summary={t('imports.runningHint')}>
        {view.direction === 'apply' && (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={17} stroke={1.75} />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {t('imports.stop')}
          </Button>
        )}
      </PageHeader>
      <ImportSteps at={2} />
      <div className={classes.body}>
        <p className={classes.running} role="status">
          <strong>{title}</strong>
          <span className="tabular">{percent} %</span>
        </p>
        <Progress value={percent} aria-label={title} size="md" mb="lg" transitionDuration={300} />
        <Counts counts={outcomesOf(view)} />
      </div>
    </>
  )
}

/** What an import did, its report, and the way back while nobody has touched its rows. */
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconDownload, IconUsers } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportView } from '../../../../contract/imports.ts'
import { urlOf } from '../../api/client.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { Counts } from './counts.tsx'
import { ImportSteps } from './import-steps.tsx'
import classes from './imports.module.css'
import { useImportStep } from './imports.queries.ts'
import { outcomesOf } from './outcomes.ts'
import { ProblemList } from './problem-list.tsx'

export function ImportResult({ view }: { view: ImportView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const confirm = useConfirm()
  const toasts = useToasts()
  const step = useImportStep(view.id)
  const undo = useMutation({ mutationFn: () => step('undo'), onError: (error) => toasts.failed(error) })
  const written = view.counts.created + view.counts.updated
  const askUndo = async () => {
    const sure = await confirm({
      title: t('imports.undoTitle'),
      body: t('imports.undoBody', {
        created: format.number(view.counts.created),
        updated: format.number(view.counts.updated),
      }),
      verb: t('imports.undoVerb', { count: written, total: format.number(written) }),
      danger: true,
    })
    if (sure) undo.mutate()
  }
  return (
    <>
      <PageHeader
        title={view.file_name}
        summary={
          <span className={classes.line}>
            <StateBadge kind="importStatus" state={view.status} tinted />
            {view.finished_at && <span>{format.when(view.finished_at, { time: true })}</span>}
            <span>{view.created_by.name}</span>
          </span>
        }
      >
        {view.status === 'applied' && written > 0 && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={17} stroke={1.75} />}
            loading={undo.isPending}
            onClick={() => void askUndo()}
          >
            {t('imports.undo')}
          </Button>
        )}
        <Button
          component="a"
          variant="default"
          href={urlOf(`/api/v1/imports/${view.id}/report.csv`)}
          download
          leftSection={<IconDownload size={17} stroke={1.75} />}
        >
          {t('imports.report')}
        </Button>
        <Button component={Link} to="/people" leftSection={<IconUsers size={17} stroke={1.75} />}>
          {t('imports.toPeople')}
        </Button>
      </PageHeader>
      <ImportSteps at={3} />
      <div className={classes.body}>
        {view.error && (
          <p className={classes.notice} role="alert">
            <span className={classes.problem}>{view.error.message}</span>
          </p>
        )}
        <Counts counts={outcomesOf(view)} />
        <ProblemList view={view} />
      </div>
    </>
  )
}

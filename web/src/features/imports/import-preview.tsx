/** What an import would do: how many rows, where each column goes, what cannot be read. Then it is applied, or not. */
import { Button, Radio } from '@mantine/core'
import { IconCheck, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportView } from '../../../../contract/imports.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { Counts } from './counts.tsx'
import { FileAgain } from './file-again.tsx'
import { ImportSteps } from './import-steps.tsx'
import classes from './imports.module.css'
import { useImportStep } from './imports.queries.ts'
import { MappingTable } from './mapping-table.tsx'
import { ProblemList } from './problem-list.tsx'
import { repeatedIn } from './repeated.ts'
import { useRedo } from './use-redo.ts'

const POLICIES = ['fill_empty', 'create', 'overwrite'] as const

export function ImportPreviewView({ view }: { view: ImportView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const toasts = useToasts()
  const step = useImportStep(view.id)
  const redo = useRedo(view)
  const { counts } = view
  const repeated = repeatedIn(view)
  const wanted = counts.valid - (repeated ?? 0)

  const apply = useMutation({ mutationFn: () => step('apply'), onError: (error) => toasts.failed(error) })
  const discard = useMutation({
    mutationFn: () => step('cancel'),
    onSuccess: () => navigate({ to: '/imports' }),
    onError: (error) => toasts.failed(error),
  })
  const busy = apply.isPending || discard.isPending || redo.pending
  return (
    <>
      <PageHeader title={view.file_name} summary={t('imports.previewHint')}>
        <Button
          variant="default"
          leftSection={<IconTrash size={17} stroke={1.75} />}
          disabled={busy}
          onClick={() => discard.mutate()}
        >
          {t('imports.discard')}
        </Button>
        <Button
          leftSection={<IconCheck size={17} stroke={1.75} />}
          loading={apply.isPending}
          disabled={busy || wanted === 0 || redo.changed}
          onClick={() => apply.mutate()}
        >
          {t('imports.apply', { count: wanted, total: format.number(wanted) })}
        </Button>
      </PageHeader>
      <ImportSteps at={1} />
      <div className={classes.body}>
        <Counts
          planned
          counts={[
            ['rows', counts.rows],
            ['valid', wanted],
            ...(repeated === null ? [] : [['repeated', repeated] as ['repeated', number]]),
            ['rejected', counts.rejected],
          ]}
        />

        <FileAgain redo={redo} />

        <h2 className={classes.part}>{t('imports.policyTitle')}</h2>
        <Radio.Group
          value={redo.policy}
          onChange={(value) => redo.setPolicy(value as (typeof POLICIES)[number])}
          aria-label={t('imports.policyTitle')}
        >
          <div className={classes.policies}>
            {POLICIES.map((policy) => (
              <Radio
                key={policy}
                value={policy}
                label={t(`imports.policy.${policy}`)}
                description={t(`imports.policyHint.${policy}`)}
              />
            ))}
          </div>
        </Radio.Group>

        <h2 className={classes.part}>{t('imports.mappingTitle')}</h2>
        <MappingTable mapping={redo.mapping} onChange={redo.setField} />

        <ProblemList view={view} />
      </div>
    </>
  )
}

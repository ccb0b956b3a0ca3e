/** Says that choices have changed since the preview, and reads the file anew with them. */
import { Button, FileButton } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../ui/use-error-text.ts'
import classes from './imports.module.css'
import type { Redo } from './use-redo.ts'

export function FileAgain({ redo }: { redo: Redo }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  if (!redo.changed) return null
  const { file } = redo
  return (
    <div className={classes.notice} role="status">
      <span>
        {file ? t('imports.changed') : t('imports.changedNoFile')}
        {redo.error && <strong className={classes.problem}> {textOf(redo.error)}</strong>}
      </span>
      <Button variant="subtle" size="xs" disabled={redo.pending} onClick={redo.reset}>
        {t('common.undo')}
      </Button>
      {file ? (
        <Button size="xs" leftSection={<IconRefresh size={16} />} loading={redo.pending} onClick={() => redo.run(file)}>
          {t('imports.previewAgain')}
        </Button>
      ) : (
        <FileButton accept=".xlsx,.csv" onChange={(chosen) => chosen && redo.run(chosen)}>
          {(props) => (
            <Button {...props} size="xs" loading={redo.pending}>
              {t('imports.chooseAgain')}
            </Button>
          )}
        </FileButton>
      )}
    </div>
  )
}

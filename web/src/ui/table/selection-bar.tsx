/** How many are selected, whether that means the loaded rows or all that match, and what can be done with them. */
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../use-format.tsx'
import classes from './selection-bar.module.css'
import type { SelectionControl } from './use-selection.ts'

interface Props {
  control: SelectionControl
  /** How many match the filter, where the server said so. */
  total: number | undefined
  children: ReactNode
}

export function SelectionBar({ control, total, children }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  if (control.none) return null
  const { selection } = control
  const count = selection.kind === 'all' ? (total ?? 0) : selection.ids.size
  const said = total === undefined ? '' : format.number(total)
  return (
    <section className={classes.bar} aria-label={t('common.table.selected', { count })}>
      <div className={classes.words} role="status">
        <strong className="tabular">
          {selection.kind === 'all'
            ? t('common.table.allMatching', { count, total: said })
            : t('common.table.selected', { count, replace: { count: format.number(count) } })}
        </strong>
        {selection.kind === 'rows' && total !== undefined && total > count && (
          <Button variant="subtle" size="compact-sm" onClick={control.selectAll}>
            {t('common.table.selectAllMatching', { count: total, total: said })}
          </Button>
        )}
      </div>
      <div className={classes.actions}>{children}</div>
      <Tooltip label={t('common.table.clearSelection')}>
        <ActionIcon aria-label={t('common.table.clearSelection')} onClick={control.clear}>
          <IconX size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </section>
  )
}

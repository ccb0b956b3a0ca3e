/** The sticky head: select what is loaded, sort, resize (a double click puts the width back). */
// biome-ignore-all lint/a11y/useSemanticElements: virtual rows cannot stand in a <table>; the roles say what they are
import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Column, Sort } from './column.ts'
import classes from './data-table.module.css'
import type { SelectionControl } from './use-selection.ts'

interface Props<Row> {
  columns: readonly Column<Row>[]
  loaded: readonly string[]
  selection: SelectionControl | undefined
  sort: Sort | null
  onSort: ((sort: Sort | null) => void) | undefined
  resizerOf: (columnId: string) => ((event: unknown) => void) | undefined
  onResetWidth: (columnId: string) => void
}

export function TableHead<Row>({ columns, loaded, selection, sort, onSort, resizerOf, onResetWidth }: Props<Row>) {
  const { t } = useTranslation()
  const every = selection !== undefined && loaded.length > 0 && loaded.every((id) => selection.has(id))
  return (
    <div role="row" className={classes.head} aria-rowindex={1} tabIndex={-1}>
      {selection && (
        <div role="columnheader" tabIndex={-1} className={classes.box}>
          <Checkbox
            size="xs"
            aria-label={t('common.table.selectLoaded')}
            checked={every}
            indeterminate={!every && !selection.none}
            onChange={() => selection.setLoaded(loaded, !every)}
          />
        </div>
      )}
      {columns.map((column) => {
        const sorted = sort?.by === column.id ? sort : null
        return (
          <div
            key={column.id}
            role="columnheader"
            tabIndex={-1}
            className={classes.headCell}
            data-align={column.align}
            aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
          >
            {column.sortable && onSort ? (
              <UnstyledButton className={classes.sort} onClick={() => onSort(nextSort(column.id, sorted))}>
                <span>{column.label}</span>
                {sorted &&
                  (sorted.descending ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
              </UnstyledButton>
            ) : (
              <span className={classes.headText}>{column.label}</span>
            )}
            <span
              className={classes.resizer}
              aria-hidden
              onMouseDown={resizerOf(column.id)}
              onTouchStart={resizerOf(column.id)}
              onDoubleClick={() => onResetWidth(column.id)}
            />
          </div>
        )
      })}
    </div>
  )
}

/** Up, down, then the server's own order again. */
function nextSort(by: string, sorted: Sort | null): Sort | null {
  if (!sorted) return { by, descending: false }
  return sorted.descending ? null : { by, descending: true }
}

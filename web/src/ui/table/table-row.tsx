/** One row, in its place among the virtual ones. */
// biome-ignore-all lint/a11y/useSemanticElements: virtual rows cannot stand in a <table>; the roles say what they are
import { Checkbox } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import classes from './data-table.module.css'

interface Props<Row> {
  id: string
  top: number
  height: number
  index: number
  row: Row
  name: string
  columns: readonly Column<Row>[]
  phoneRow: ((row: Row) => ReactNode) | undefined
  active: boolean
  open: boolean
  /** `undefined` where the table has no selection. */
  selected: boolean | undefined
  onToggle: () => void
  onOpen: (() => void) | undefined
}

export function TableRow<Row>(props: Props<Row>) {
  const { t } = useTranslation()
  const { row, columns, phoneRow, selected, onOpen } = props
  const open = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || target.closest('button, input, label, [role="menu"]')) return
    // A link opens by itself, unless it is the plain click that the row means too.
    if (target.closest('a') && (event.metaKey || event.ctrlKey || event.shiftKey)) return
    if (window.getSelection()?.toString()) return
    event.preventDefault()
    onOpen?.()
  }
  return (
    <div
      id={props.id}
      role="row"
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      className={classes.row}
      data-phone={phoneRow ? true : undefined}
      data-active={props.active || undefined}
      data-open={props.open || undefined}
      data-selected={selected || undefined}
      data-opens={onOpen ? true : undefined}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
      onClickCapture={open}
    >
      {selected !== undefined && (
        <div role="gridcell" tabIndex={-1} className={classes.box}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={t('common.table.selectRow', { name: props.name })}
            checked={selected}
            onChange={props.onToggle}
          />
        </div>
      )}
      {phoneRow ? (
        <div role="gridcell" tabIndex={-1} className={classes.phoneCell}>
          {phoneRow(row)}
        </div>
      ) : (
        columns.map((column) => (
          <div key={column.id} role="gridcell" tabIndex={-1} className={classes.cell} data-align={column.align}>
            {column.cell(row)}
          </div>
        ))
      )}
    </div>
  )
}

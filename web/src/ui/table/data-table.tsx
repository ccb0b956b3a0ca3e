/**
 * The one table of the console: virtual rows, sticky header, columns that are hidden and resized, sorting that the
 * server does, selection, and the keys j k x Enter. On a phone each row becomes two lines (`phoneRow`).
 * Its four faces: loading, failed, empty, rows.
 */
// biome-ignore-all lint/a11y/useSemanticElements: virtual rows cannot stand in a <table>; the roles say what they are
import { useMediaQuery } from '@mantine/hooks'
import { getCoreRowModel, useReactTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import { ErrorState } from '../error-state.tsx'
import type { Column, Sort } from './column.ts'
import classes from './data-table.module.css'
import { LoadingRows } from './loading-rows.tsx'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import type { ColumnChoice } from './use-column-choice.ts'
import { useRowKeys } from './use-row-keys.ts'
import type { SelectionControl } from './use-selection.ts'

export interface DataTableProps<Row> {
  /** Names the table for a screen reader. */
  label: string
  columns: readonly Column<Row>[]
  choice: ColumnChoice
  /** `undefined` while the first page is on its way. */
  rows: readonly Row[] | undefined
  rowId: (row: Row) => string
  /** What a row is called, for its checkbox. */
  rowName: (row: Row) => string
  phoneRow: (row: Row) => ReactNode
  total?: number | undefined
  error?: unknown
  onRetry?: () => void
  empty: ReactNode
  sort?: Sort | null
  onSort?: (sort: Sort | null) => void
  selection?: SelectionControl
  /** `quietly`: the reader is walking through the list with a panel open; no step for the back button. */
  onOpen?: (row: Row, quietly: boolean) => void
  openId?: string | undefined
  /** Called when the end of what is loaded comes near. */
  onNearEnd?: () => void
  loadingMore?: boolean
}

const ROW_PX = 40
const PHONE_ROW_PX = 60
const NEAR_END_ROWS = 20

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, choice, rows, rowId, selection, onOpen, openId, onNearEnd } = props
  const onPhone = useMediaQuery('(max-width: 48em)') ?? false
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const loaded = useMemo(() => (rows ?? []).map(rowId), [rows, rowId])

  const table = useReactTable<Row>({
    data: (rows ?? []) as Row[],
    columns: useMemo(() => columns.map((column) => ({ id: column.id, size: column.width, minSize: 64 })), [columns]),
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    columnResizeMode: 'onChange',
    state: { columnVisibility: choice.visible, columnSizing: choice.widths },
    onColumnSizingChange: choice.setWidths,
  })
  const shown = table.getVisibleLeafColumns().flatMap((leaf) => columns.find((column) => column.id === leaf.id) ?? [])

  const rowPx = onPhone ? PHONE_ROW_PX : ROW_PX
  const virtual = useVirtualizer({
    count: loaded.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the height of a row changes
  useEffect(() => virtual.measure(), [rowPx])

  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (loaded.length > 0 && last >= loaded.length - NEAR_END_ROWS) onNearEnd?.()
  }, [last, loaded.length, onNearEnd])

  const keys = useRowKeys({
    ids: loaded,
    openId,
    takeFocus: () => scroller.current?.focus({ preventScroll: true }),
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    onOpen: (index, quietly) => {
      const row = rows?.[index]
      if (row) onOpen?.(row, quietly)
    },
    onToggle: (rowKey) => selection?.toggle(rowKey, loaded),
  })

  if (props.error && !rows)
    return <ErrorState error={props.error} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
  if (rows && rows.length === 0) return props.empty

  const template = templateOf(shown, choice.widths, selection !== undefined)
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={props.total === undefined ? -1 : props.total + 1}
      aria-multiselectable={selection !== undefined}
      aria-busy={!rows}
      aria-activedescendant={keys.activeId ? `${id}-${keys.activeId}` : undefined}
      onKeyDown={keys.onKeyDown}
      style={{ '--columns': template.columns, '--least': `${template.least}px` } as React.CSSProperties}
    >
      {!onPhone && (
        <TableHead
          columns={shown}
          loaded={loaded}
          selection={selection}
          sort={props.sort ?? null}
          onSort={props.onSort}
          resizerOf={(columnId) =>
            table
              .getFlatHeaders()
              .find((header) => header.id === columnId)
              ?.getResizeHandler()
          }
          onResetWidth={(columnId) => table.getColumn(columnId)?.resetSize()}
        />
      )}
      {!rows && <LoadingRows rowPx={rowPx} />}
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = rows?.[item.index]
          if (row === undefined) return null
          const key = rowId(row)
          return (
            <TableRow
              key={key}
              id={`${id}-${key}`}
              top={item.start}
              height={rowPx}
              index={item.index}
              row={row}
              name={props.rowName(row)}
              columns={shown}
              phoneRow={onPhone ? props.phoneRow : undefined}
              active={keys.activeId === key}
              open={openId === key}
              selected={selection?.has(key)}
              onToggle={() => selection?.toggle(key, loaded)}
              onOpen={onOpen ? () => keys.open(item.index) : undefined}
            />
          )
        })}
      </div>
      {props.loadingMore && <LoadingRows rowPx={rowPx} count={3} />}
    </div>
  )
}

/** Columns take their share of the room; one that somebody has resized keeps its width. */
function templateOf<Row>(shown: readonly Column<Row>[], widths: Record<string, number>, withBox: boolean) {
  const tracks = shown.map(({ id, width }) => {
    const chosen = widths[id]
    return chosen ? { track: `${chosen}px`, px: chosen } : { track: `minmax(${width}px, ${width}fr)`, px: width }
  })
  const box = withBox ? 44 : 0
  return {
    columns: `${withBox ? '2.75rem ' : ''}${tracks.map(({ track }) => track).join(' ')}`,
    least: box + tracks.reduce((sum, { px }) => sum + px, 0) + 32,
  }
}

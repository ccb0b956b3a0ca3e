/** A column as a page describes it; how it is drawn and kept is the table's business. */
import type { ReactNode } from 'react'

export interface Column<Row> {
  /** Stable: the saved choice of columns, and the server's sort, know it by this name. */
  id: string
  label: string
  cell: (row: Row) => ReactNode
  /** Pixels at first; wider where there is room. */
  width: number
  /** Numbers stand at the right. */
  align?: 'end'
  /** The server can sort by it. */
  sortable?: boolean
  /** Shown only when chosen. */
  hiddenAtFirst?: boolean
  /** Always shown: what names the row. */
  always?: boolean
}

export interface Sort {
  by: string
  descending: boolean
}

/** `-updated_at` in an address. */
export const sortToText = (sort: Sort | null): string | undefined =>
  sort ? `${sort.descending ? '-' : ''}${sort.by}` : undefined
export const sortFromText = (text: string | undefined): Sort | null =>
  text ? { by: text.replace(/^-/, ''), descending: text.startsWith('-') } : null

/** The table and what goes with it. */
export { type Column, type Sort, sortFromText, sortToText } from './column.ts'
export { ColumnMenu } from './column-menu.tsx'
export { DataTable } from './data-table.tsx'
export { SelectionBar } from './selection-bar.tsx'
export { useColumnChoice } from './use-column-choice.ts'
export { type Selection, type SelectionControl, useSelection } from './use-selection.ts'

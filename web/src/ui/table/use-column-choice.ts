/** Which columns are shown and how wide, remembered on this machine under the table's name. */
import { useLocalStorage } from '@mantine/hooks'
import type { ColumnSizingState, Updater, VisibilityState } from '@tanstack/react-table'
import type { Column } from './column.ts'

interface Choice {
  visible: VisibilityState
  widths: ColumnSizingState
}

export function useColumnChoice<Row>(table: string, columns: readonly Column<Row>[]) {
  const [choice, setChoice, forget] = useLocalStorage<Choice>({
    key: `antesala.columns.${table}`,
    defaultValue: { visible: {}, widths: {} },
    getInitialValueInEffect: false,
  })
  const first: VisibilityState = Object.fromEntries(columns.map((column) => [column.id, !column.hiddenAtFirst]))
  const visible = { ...first, ...choice.visible }
  return {
    visible,
    widths: choice.widths,
    changed: Object.keys(choice.visible).length > 0 || Object.keys(choice.widths).length > 0,
    setVisible: (id: string, shown: boolean) =>
      setChoice((now) => ({ ...now, visible: { ...now.visible, [id]: shown } })),
    setWidths: (update: Updater<ColumnSizingState>) =>
      setChoice((now) => ({ ...now, widths: typeof update === 'function' ? update(now.widths) : update })),
    reset: forget,
  }
}

export type ColumnChoice = ReturnType<typeof useColumnChoice>

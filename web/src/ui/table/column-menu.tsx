/** The menu that shows and hides a table's columns. */
import { ActionIcon, Checkbox, Menu, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import type { ColumnChoice } from './use-column-choice.ts'

export function ColumnMenu<Row>({ columns, choice }: { columns: readonly Column<Row>[]; choice: ColumnChoice }) {
  const { t } = useTranslation()
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('common.table.columns')}>
          <ActionIcon aria-label={t('common.table.columns')} variant="default">
            <IconColumns3 size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {columns
          .filter((column) => !column.always)
          .map((column) => {
            const shown = choice.visible[column.id] ?? true
            return (
              <Menu.Item
                key={column.id}
                role="menuitemcheckbox"
                aria-checked={shown}
                leftSection={<Checkbox.Indicator checked={shown} size="xs" />}
                onClick={() => choice.setVisible(column.id, !shown)}
              >
                {column.label}
              </Menu.Item>
            )
          })}
        <Menu.Divider />
        <Menu.Item disabled={!choice.changed} onClick={choice.reset}>
          {t('common.table.resetColumns')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

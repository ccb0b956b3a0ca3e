/** Column by column: the sheet's header, and where it goes. */
import { Select } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportField } from '../../../../contract/imports.ts'
import { es } from '../../i18n/es.ts'
import classes from './imports.module.css'
import type { Mapping } from './imports.queries.ts'

const FIELDS = Object.keys(es.imports.fields) as ImportField[]

export function MappingTable({
  mapping,
  onChange,
}: {
  mapping: Mapping
  onChange: (header: string, field: ImportField) => void
}) {
  const { t } = useTranslation()
  const options = FIELDS.map((value) => ({ value, label: t(`imports.fields.${value}`) }))
  return (
    <ul className={classes.mapping}>
      {Object.entries(mapping).map(([header, field]) => (
        <li key={header}>
          <span
            className={classes.header}
            data-apart={field === 'custom' || field === 'ignore' || undefined}
            title={header}
          >
            {header}
          </span>
          <IconArrowRight size={15} stroke={1.5} aria-hidden />
          <Select
            size="xs"
            aria-label={t('imports.goesTo', { header })}
            searchable
            allowDeselect={false}
            data={options}
            value={field}
            onChange={(value) => value && onChange(header, value as ImportField)}
          />
        </li>
      ))}
    </ul>
  )
}

/** Figures of an import in a row; planned ones in another colour, since nothing has happened yet. */
import { useTranslation } from 'react-i18next'
import type { es } from '../../i18n/es.ts'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './imports.module.css'

type Figure = keyof typeof es.imports.figures

export function Counts({ counts, planned = false }: { counts: [Figure, number][]; planned?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <dl className={classes.counts} data-planned={planned || undefined}>
      {counts.map(([name, value]) => (
        <div key={name} data-bad={(name === 'rejected' && value > 0) || undefined}>
          <dd className="tabular">{format.number(value)}</dd>
          <dt>{t(`imports.figures.${name}`)}</dt>
        </div>
      ))}
    </dl>
  )
}

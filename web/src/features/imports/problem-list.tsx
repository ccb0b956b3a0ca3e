/** What could not be read, by row and column; the whole list is in the report. */
import { Anchor } from '@mantine/core'
import { IconAlertTriangle, IconArrowForwardUp, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportView } from '../../../../contract/imports.ts'
import { urlOf } from '../../api/client.ts'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './imports.module.css'

const LOOKS = {
  rejected: ['red', IconCircleX],
  skipped: ['grey', IconArrowForwardUp],
  warning: ['amber', IconAlertTriangle],
} as const

function Severity({ of }: { of: ImportView['problems'][number]['severity'] }) {
  const { t } = useTranslation()
  const [hue, Icon] = LOOKS[of]
  return (
    <span className={classes.severity} style={{ '--hue': `var(--${hue})` } as React.CSSProperties}>
      <Icon className={classes.severityIcon} size={16} stroke={1.75} aria-hidden />
      {t(`imports.severity.${of}`)}
    </span>
  )
}

export function ProblemList({ view }: { view: ImportView }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (view.problem_count === 0) return null
  return (
    <>
      <h2 className={classes.part}>
        {t('imports.problems', { count: view.problem_count, total: format.number(view.problem_count) })}
        <Anchor size="sm" href={urlOf(`/api/v1/imports/${view.id}/report.csv`)} download>
          {t('imports.report')}
        </Anchor>
      </h2>
      <div className={classes.scroller}>
        <table className={classes.problems}>
          <thead>
            <tr>
              <th>{t('imports.row')}</th>
              <th>{t('imports.column')}</th>
              <th>{t('imports.severity.title')}</th>
              <th>{t('imports.whatHappens')}</th>
            </tr>
          </thead>
          <tbody>
            {view.problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row may have the same problem twice, and the list never moves
              <tr key={index}>
                <td className="tabular">{problem.row}</td>
                <td>{problem.column}</td>
                <td>
                  <Severity of={problem.severity} />
                </td>
                <td>{problem.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.problem_count > view.problems.length && <p className={classes.quiet}>{t('imports.moreProblems')}</p>}
    </>
  )
}

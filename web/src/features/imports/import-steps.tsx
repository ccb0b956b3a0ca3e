/** Where we are on the way: file, look, apply, report. */
import { useTranslation } from 'react-i18next'
import classes from './imports.module.css'

const STEPS = ['file', 'look', 'apply', 'report'] as const

export function ImportSteps({ at }: { at: number }) {
  const { t } = useTranslation()
  return (
    <ol className={classes.steps} aria-label={t('imports.steps.title')}>
      {STEPS.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined} data-done={index < at || undefined}>
          {t(`imports.steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}

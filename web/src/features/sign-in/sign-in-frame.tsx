/** The quiet page around the forms of somebody who is not in yet. */
import { SegmentedControl, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, LANGUAGES, speak } from '../../i18n/index.ts'
import classes from './sign-in-frame.module.css'

export function SignInFrame({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <img src="/mark.svg" alt="Antesala" width={44} height={44} />
        <h1 className={classes.title}>{title}</h1>
        {hint && <Text c="dimmed">{hint}</Text>}
        {children}
      </div>
      <SegmentedControl
        size="xs"
        className={classes.language ?? ''}
        aria-label={t('shell.language')}
        value={i18n.language}
        onChange={(value) => isLanguage(value) && void speak(value)}
        data={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
      />
    </main>
  )
}

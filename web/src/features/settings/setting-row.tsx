/** One setting: what it is, what it means, and its control on the right. */
import type { ReactNode } from 'react'
import classes from './settings.module.css'

interface Props {
  label: string
  hint?: ReactNode
  children: ReactNode
}

export function SettingRow({ label, hint, children }: Props) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <strong>{label}</strong>
        {hint && <span>{hint}</span>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  )
}

/** What an empty list says: what will be here, and the first step. */
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './faces.module.css'

interface Props {
  icon: TablerIcon
  title: string
  hint?: string | undefined
  /** The first step: a button or a link. */
  children?: ReactNode
  /** For a part of a page. */
  small?: boolean
}

export function EmptyState({ icon: Icon, title, hint, children, small = false }: Props) {
  return (
    <div className={small ? `${classes.face} ${classes.small}` : classes.face}>
      <Icon className={classes.icon ?? ''} size={small ? 24 : 32} stroke={1.5} aria-hidden />
      <p className={classes.title}>{title}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children && <div className={classes.action}>{children}</div>}
    </div>
  )
}

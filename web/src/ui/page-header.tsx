/** The head of a page: its title, one sentence or figure that says how things are, the one main action. */
import type { ReactNode } from 'react'
import classes from './page-header.module.css'

interface Props {
  title: string
  /** "How are we doing": a sentence or a figure. */
  summary?: ReactNode
  /** The main action on the right; others in a menu beside it. */
  children?: ReactNode
}

export function PageHeader({ title, summary, children }: Props) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.title}>{title}</h1>
        {summary !== undefined && <p className={classes.summary}>{summary}</p>}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  )
}

/** Ajustes: the list of its parts, and beside it the one that is open. */
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { sections } from './sections.ts'
import classes from './settings.module.css'

export function SettingsPage() {
  const { t } = useTranslation()
  const { scopes } = useSession()
  return (
    <div className={classes.page}>
      <nav className={classes.sections} aria-label={t('settings.title')}>
        <ul>
          {sections
            .filter(({ scope }) => !scope || scopes.includes(scope))
            .map(({ id, to, icon: Icon }) => (
              <li key={id}>
                <Link to={to} className={classes.section}>
                  <Icon size={18} stroke={1.6} aria-hidden />
                  <span>{t(`settings.sections.${id}`)}</span>
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  )
}

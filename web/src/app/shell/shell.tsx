/** The frame: rail at the left (bar below on a phone), top bar, the page, and what floats above it. */
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LiveProvider } from '../../api/live.tsx'
import { useSession } from '../../api/session.ts'
import { ConfirmProvider } from '../../ui/use-confirm.tsx'
import { PlaceProvider } from '../../ui/use-format.tsx'
import { GoKeys } from './go-keys.tsx'
import { KeysHelp } from './keys-help.tsx'
import { Rail } from './rail.tsx'
import { Search } from './search.tsx'
import classes from './shell.module.css'
import { TopBar } from './top-bar.tsx'
import { useAccountLanguage } from './use-choose-language.ts'

export function Shell() {
  const { t } = useTranslation()
  const session = useSession()
  useAccountLanguage()
  return (
    <PlaceProvider zone={session.workspace.zone} ahead={session.ahead}>
      <LiveProvider workspaceId={session.workspace.id}>
        <ConfirmProvider>
          <a className={classes.skip} href="#content">
            {t('shell.skip')}
          </a>
          <div className={classes.frame}>
            <Rail />
            <TopBar />
            <main id="content" tabIndex={-1} className={classes.main}>
              <Outlet />
            </main>
          </div>
          <Search />
          <GoKeys />
          <KeysHelp />
        </ConfirmProvider>
      </LiveProvider>
    </PlaceProvider>
  )
}

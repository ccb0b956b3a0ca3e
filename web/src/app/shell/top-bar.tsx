/** The top: which workspace, the search, what failed, language and look, and whose session this is. */
import { ActionIcon, Indicator, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { IconBell, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConnected } from '../../api/live.tsx'
import { useOpenFailures } from '../../api/open-failures.ts'
import { AccountMenu } from './account-menu.tsx'
import { openSearch } from './search-door.ts'
import classes from './top-bar.module.css'
import { WorkspaceMenu } from './workspace-menu.tsx'

export function TopBar() {
  const { t } = useTranslation()
  const connected = useConnected()
  const failures = useOpenFailures()
  const count = failures.data ?? 0
  const label = count > 0 ? t('shell.attentionCount', { count }) : t('shell.attention')
  return (
    <header className={classes.bar}>
      <WorkspaceMenu />
      <UnstyledButton
        className={classes.search}
        onClick={openSearch}
        aria-label={t('shell.search')}
        aria-keyshortcuts="/ Control+K"
      >
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span>{t('shell.searchHint')}</span>
        <Kbd size="xs">/</Kbd>
      </UnstyledButton>
      <div className={classes.end}>
        {!connected && (
          <span role="status" className={classes.offline}>
            {t('common.failed.offline')}
          </span>
        )}
        <Tooltip label={label}>
          <ActionIcon component={Link} to="/" hash="failures" aria-label={label}>
            <Indicator disabled={count === 0} color="red" size={8} offset={3}>
              <IconBell size={19} stroke={1.6} />
            </Indicator>
          </ActionIcon>
        </Tooltip>
        <AccountMenu />
      </div>
    </header>
  )
}

/** Whose session this is: language, light or dark, keys, sign out. */
import { Avatar, Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '../../i18n/index.ts'
import { initialsOf } from '../../ui/format.ts'
import classes from './account-menu.module.css'
import { openKeysHelp } from './keys-door.ts'
import { useChooseLanguage } from './use-choose-language.ts'
import { useSignOut } from './use-sign-out.ts'

export function AccountMenu() {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { person, role } = useSession()
  const signOut = useSignOut()
  const choose = useChooseLanguage()
  return (
    <Menu width={264}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`${t('shell.account')}: ${person.name}`}>
          <Avatar size={30} color="teal" variant="light">
            {initialsOf(person.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{person.name}</strong>
          <span>{person.email}</span>
          <span>{t(`shell.roles.${role}`)}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        <div className={classes.choice}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('shell.language')}
            value={i18n.language}
            onChange={(value) => isLanguage(value) && choose(value)}
            data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
          />
        </div>
        <Menu.Label>{t('shell.theme.title')}</Menu.Label>
        <div className={classes.choice}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('shell.theme.title')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
            data={[
              { value: 'light', label: t('shell.theme.light') },
              { value: 'dark', label: t('shell.theme.dark') },
              { value: 'auto', label: t('shell.theme.auto') },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={18} stroke={1.6} />} rightSection="?" onClick={openKeysHelp}>
          {t('shell.keysTitle')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.6} />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

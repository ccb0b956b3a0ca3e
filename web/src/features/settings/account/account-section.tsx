/** One's own account: name, language, password, second factor, sessions. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language, speak } from '../../../i18n/index.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ChoiceSetting, TextSetting } from '../setting-fields.tsx'
import { SettingRow } from '../setting-row.tsx'
import classes from '../settings.module.css'
import { changeMe } from './account.requests.ts'
import { PasswordRow } from './password-row.tsx'
import { SecondFactorRow } from './second-factor-row.tsx'
import { SessionsRow } from './sessions-row.tsx'

export function AccountSection() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const { person, role } = useSession()
  const chooseLanguage = async (locale: Language) => {
    await changeMe({ locale })
    await speak(locale)
    // Sentences that the server said are in the old language.
    void queries.invalidateQueries()
  }
  return (
    <div className={classes.scroll}>
      <PageHeader title={t('settings.sections.account')} summary={t('settings.account.summary')} />
      <div className={classes.body}>
        <div className={classes.rows}>
          <TextSetting
            label={t('settings.account.name')}
            value={person.name}
            onSave={async (name) => {
              await changeMe({ name })
              await queries.invalidateQueries({ queryKey: ['me'] })
            }}
          />
          <SettingRow label={t('settings.account.email')}>{person.email}</SettingRow>
          <SettingRow label={t('settings.account.role')} hint={t(`settings.members.roleHint.${role}`)}>
            {t(`shell.roles.${role}`)}
          </SettingRow>
          <ChoiceSetting
            label={t('settings.account.language')}
            hint={t('settings.account.languageHint')}
            options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            value={i18n.language as Language}
            onSave={chooseLanguage}
          />
          <PasswordRow />
          <SecondFactorRow />
          <SessionsRow />
        </div>
      </div>
    </div>
  )
}

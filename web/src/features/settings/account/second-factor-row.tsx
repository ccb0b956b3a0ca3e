/** The second step at sign-in: switched on with an app's code, off with the password, backup codes renewed. */
import { Button } from '@mantine/core'
import { IconCircleDashed, IconShieldCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { SettingRow } from '../setting-row.tsx'
import { endSecondFactor } from './account.requests.ts'
import { BackupCodesDialog } from './backup-codes-dialog.tsx'
import { PasswordStep } from './password-step.tsx'
import { SwitchOnDialog } from './switch-on-dialog.tsx'

export function SecondFactorRow() {
  const { t } = useTranslation()
  const toasts = useToasts()
  const queries = useQueryClient()
  const { person } = useSession()
  const [open, setOpen] = useState<'on' | 'off' | 'codes' | null>(null)
  const on = person.two_factor
  const close = () => {
    setOpen(null)
    void queries.invalidateQueries({ queryKey: ['me'] })
  }
  const Icon = on ? IconShieldCheck : IconCircleDashed
  return (
    <SettingRow label={t('settings.account.secondFactor')} hint={t('settings.account.secondFactorHint')}>
      <span
        style={{ display: 'inline-flex', gap: 6, alignItems: 'center', color: on ? 'var(--green)' : 'var(--ink-2)' }}
      >
        <Icon size={17} stroke={1.75} aria-hidden />
        {t(on ? 'settings.account.secondFactorOn' : 'settings.account.secondFactorOff')}
      </span>
      {on ? (
        <>
          <Button variant="default" onClick={() => setOpen('codes')}>
            {t('settings.account.newCodes')}
          </Button>
          <Button variant="default" onClick={() => setOpen('off')}>
            {t('settings.account.switchOff')}
          </Button>
        </>
      ) : (
        <Button onClick={() => setOpen('on')}>{t('settings.account.switchOn')}</Button>
      )}
      {open === 'on' && <SwitchOnDialog onClose={close} />}
      {open === 'codes' && <BackupCodesDialog onClose={close} />}
      {open === 'off' && (
        <PasswordStep
          title={t('settings.account.switchOff')}
          verb={t('settings.account.switchOff')}
          onClose={close}
          ask={endSecondFactor}
          onDone={() => {
            toasts.done(t('settings.account.nowOff'))
            close()
          }}
        />
      )}
    </SettingRow>
  )
}

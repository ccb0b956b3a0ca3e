/** Ends one's sessions: on other machines, or everywhere. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useToasts } from '../../../ui/toasts.tsx'
import { useConfirm } from '../../../ui/use-confirm.tsx'
import { SettingRow } from '../setting-row.tsx'
import { signOutEverywhere, signOutOthers } from './account.requests.ts'

export function SessionsRow() {
  const { t } = useTranslation()
  const toasts = useToasts()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const onError = (error: unknown) => toasts.failed(error)
  const others = useMutation({
    mutationFn: signOutOthers,
    onSuccess: () => toasts.done(t('settings.account.signedOutOthers')),
    onError,
  })
  const everywhere = useMutation({
    mutationFn: signOutEverywhere,
    onSuccess: async () => {
      await navigate({ to: '/login' })
      queries.clear()
    },
    onError,
  })
  const ask = async () => {
    const sure = await confirm({
      title: t('settings.account.signOutEverywhereTitle'),
      body: t('settings.account.signOutEverywhereBody'),
      verb: t('settings.account.signOutEverywhere'),
      danger: true,
    })
    if (sure) everywhere.mutate()
  }
  return (
    <SettingRow label={t('settings.account.sessions')} hint={t('settings.account.sessionsHint')}>
      <Button variant="default" loading={others.isPending} onClick={() => others.mutate()}>
        {t('settings.account.signOutOthers')}
      </Button>
      <Button variant="default" color="red" loading={everywhere.isPending} onClick={() => void ask()}>
        {t('settings.account.signOutEverywhere')}
      </Button>
    </SettingRow>
  )
}

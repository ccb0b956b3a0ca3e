/** Where a vendor sends its webhooks. The address carries a secret, so it is shown once; a new one closes the old. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ShownOnce } from '../../../ui/shown-once.tsx'
import { useToasts } from '../../../ui/toasts.tsx'
import { useConfirm } from '../../../ui/use-confirm.tsx'
import { SettingRow } from '../setting-row.tsx'
import classes from '../settings.module.css'
import { type Connection, useNewHookToken } from './connections.queries.ts'
import type { VendorName } from './vendors.ts'

export function HookAddress({ vendor, connection }: { vendor: VendorName; connection: Connection }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const confirm = useConfirm()
  const make = useNewHookToken(vendor)
  const there = connection.has_hook_token
  const ask = async () => {
    const sure =
      !there ||
      (await confirm({
        title: t('settings.connections.hookTitle'),
        body: t('settings.connections.hookBody'),
        verb: t('settings.connections.hookAgain'),
        danger: true,
      }))
    if (sure) make.mutate(undefined, { onError: (error) => toasts.failed(error) })
  }
  const name = t(`settings.connections.vendors.${vendor}.name`)
  return (
    <>
      <div className={classes.rows} style={{ marginTop: 'var(--gap-6)' }}>
        <SettingRow
          label={t('settings.connections.hook')}
          hint={t(there && !make.data ? 'settings.connections.hookExists' : 'settings.connections.hookHint')}
        >
          <Button variant="default" loading={make.isPending} onClick={() => void ask()}>
            {t(there ? 'settings.connections.hookAgain' : 'settings.connections.hookNew')}
          </Button>
        </SettingRow>
      </div>
      {make.data && (
        <div style={{ marginTop: 'var(--gap-3)' }}>
          <ShownOnce
            label={t('settings.connections.hookLabel', { vendor: name })}
            value={`${window.location.origin}/hooks/${vendor}/${make.data.token}`}
            hint={t('settings.shownOnce')}
          />
        </div>
      )}
    </>
  )
}

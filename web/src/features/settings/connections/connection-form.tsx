/** A vendor's account. What is secret goes in and is never shown again: an empty field keeps what is stored. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCircleCheck, IconCircleDashed, IconPlugConnected } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../../../api/api-error.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { useErrorText } from '../../../ui/use-error-text.ts'
import { useFormat } from '../../../ui/use-format.tsx'
import { FormAlert } from '../form-alert.tsx'
import { SettingRow } from '../setting-row.tsx'
import classes from '../settings.module.css'
import { type Connection, useSaveConnection, useTestConnection } from './connections.queries.ts'
import { VENDORS, type VendorName } from './vendors.ts'

export function ConnectionForm({ vendor, connection }: { vendor: VendorName; connection: Connection }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const textOf = useErrorText()
  const save = useSaveConnection(vendor)
  const known = VENDORS[vendor]
  const form = useForm<Record<string, string>>({
    initialValues: {
      ...Object.fromEntries(known.settings.map((name) => [name, String(connection.settings[name] ?? '')])),
      ...Object.fromEntries(known.secrets.map((name) => [name, ''])),
    },
  })
  const submit = form.onSubmit((values) => {
    const filled = (names: readonly string[]) =>
      Object.fromEntries(names.flatMap((name) => (values[name]?.trim() ? [[name, values[name].trim()]] : [])))
    save.mutate(
      {
        settings: { ...connection.settings, ...blank(known.settings), ...filled(known.settings) },
        secrets: filled(known.secrets),
      },
      {
        onSuccess: () => toasts.done(t('common.saved')),
        onError: (error) => {
          if (!isApiError(error)) return
          const byField = Object.entries(error.byField())
          form.setErrors(Object.fromEntries(byField.map(([field, message]) => [field.split('.').at(-1), message])))
        },
      },
    )
  })
  const Icon = connection.configured ? IconCircleCheck : IconCircleDashed
  return (
    <form onSubmit={submit}>
      <h2 className={classes.part}>{t(`settings.connections.vendors.${vendor}.name`)}</h2>
      <p className={classes.partHint}>
        {t(`settings.connections.vendors.${vendor}.about`)}{' '}
        <span style={{ color: connection.configured ? 'var(--green)' : 'var(--ink-2)', whiteSpace: 'nowrap' }}>
          <Icon size={16} stroke={1.75} style={{ verticalAlign: '-0.2em' }} aria-hidden />{' '}
          {t(connection.configured ? 'settings.connections.configured' : 'settings.connections.notConfigured')}
        </span>
        {connection.updated_at &&
          ` · ${t('settings.connections.changed', { when: format.when(connection.updated_at, { time: true }) })}`}
      </p>
      <div className={classes.rows}>
        {known.secrets.map((name) => {
          const label = t(`settings.connections.vendors.${vendor}.${name}`)
          return (
            <SettingRow key={name} label={label} hint={t('settings.connections.secretHint')}>
              <PasswordInput
                visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
                aria-label={label}
                autoComplete="off"
                placeholder={t(
                  connection.secrets.includes(name)
                    ? 'settings.connections.secretKept'
                    : 'settings.connections.secretMissing',
                )}
                {...form.getInputProps(name)}
              />
            </SettingRow>
          )
        })}
        {known.settings.map((name) => {
          const label = t(`settings.connections.vendors.${vendor}.${name}`)
          return (
            <SettingRow key={name} label={label} hint={t(`settings.connections.vendors.${vendor}.${name}Hint`)}>
              <TextInput aria-label={label} {...form.getInputProps(name)} />
            </SettingRow>
          )
        })}
      </div>
      <FormAlert text={save.error ? textOf(save.error) : null} />
      <div className={classes.bar}>
        <TestButton path={known.test} />
        <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

/** Settings are replaced as a whole: what was emptied is left out. */
const blank = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, undefined]))

function TestButton({ path }: { path: string }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const test = useTestConnection(path)
  return (
    <Button
      variant="default"
      leftSection={<IconPlugConnected size={16} stroke={1.75} />}
      loading={test.isPending}
      onClick={() =>
        test.mutate(undefined, {
          onSuccess: ({ message }) => toasts.done(message),
          onError: (error) => toasts.failed(error, t('settings.connections.testFailed')),
        })
      }
    >
      {t('settings.connections.test')}
    </Button>
  )
}

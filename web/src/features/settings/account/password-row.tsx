/** A new password for oneself; the old one proves who asks. */
import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PASSWORD_MIN } from '../../../ui/password-length.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { useErrorText } from '../../../ui/use-error-text.ts'
import { FormAlert } from '../form-alert.tsx'
import { SettingRow } from '../setting-row.tsx'
import { changePassword } from './account.requests.ts'

export function PasswordRow() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <SettingRow label={t('settings.account.password')} hint={t('settings.account.passwordHint')}>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('settings.account.changePassword')}
      </Button>
      {open && <PasswordDialog onClose={() => setOpen(false)} />}
    </SettingRow>
  )
}

function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const textOf = useErrorText()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', repeated: '' },
    validate: {
      newPassword: (value) => (value.length < PASSWORD_MIN ? t('signIn.tooShort', { min: PASSWORD_MIN }) : null),
      repeated: (value, { newPassword }) => (value === newPassword ? null : t('signIn.different')),
    },
  })
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      toasts.done(t('settings.account.passwordChanged'))
      onClose()
    },
  })
  const field = { required: true, withAsterisk: false }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings.account.changePassword')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={form.onSubmit(({ currentPassword, newPassword }) => change.mutate({ currentPassword, newPassword }))}
      >
        <Stack gap="md">
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
            label={t('settings.account.currentPassword')}
            autoComplete="current-password"
            data-autofocus
            {...field}
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
            label={t('signIn.newPassword')}
            autoComplete="new-password"
            {...field}
            {...form.getInputProps('newPassword')}
          />
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
            label={t('signIn.repeat')}
            autoComplete="new-password"
            {...field}
            {...form.getInputProps('repeated')}
          />
          <FormAlert text={change.error ? textOf(change.error) : null} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('settings.account.changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** "It is you": the password, before something of the account changes. */
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../../ui/use-error-text.ts'
import { FormAlert } from '../form-alert.tsx'

interface Props<Answer> {
  title: string
  verb: string
  ask: (password: string) => Promise<Answer>
  onDone: (answer: Answer) => void
  onClose: () => void
}

export function PasswordStep<Answer>({ title, verb, ask, onDone, onClose }: Props<Answer>) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [password, setPassword] = useState('')
  const attempt = useMutation({ mutationFn: ask, onSuccess: onDone })
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          attempt.mutate(password)
        }}
      >
        <Stack gap="md">
          <Text>{t('settings.account.confirmPassword')}</Text>
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
            label={t('signIn.password')}
            autoComplete="current-password"
            data-autofocus
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FormAlert text={attempt.error ? textOf(attempt.error) : null} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={attempt.isPending}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

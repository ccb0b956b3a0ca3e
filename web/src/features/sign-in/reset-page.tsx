/** A new password, by the link that a supervisor or the command line made. */
import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PASSWORD_MIN } from '../../ui/password-length.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useErrorText } from '../../ui/use-error-text.ts'
import { resetPassword } from './auth-requests.ts'
import { FormProblem } from './form-problem.tsx'
import { SignInFrame } from './sign-in-frame.tsx'
import { useNewPassword } from './use-new-password.ts'

export function ResetPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toasts = useToasts()
  const textOf = useErrorText()
  const { token } = useSearch({ strict: false })
  const fields = useNewPassword()
  const [tried, setTried] = useState(false)
  const attempt = useMutation({
    mutationFn: resetPassword,
    onSuccess: async () => {
      toasts.done(t('signIn.resetDone'))
      await navigate({ to: '/login' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (fields.problem === null && token) attempt.mutate({ token, newPassword: fields.password })
  }
  if (!token) {
    return (
      <SignInFrame title={t('signIn.resetTitle')} hint={t('signIn.linkMissing')}>
        <Link to="/login">{t('signIn.toLogin')}</Link>
      </SignInFrame>
    )
  }
  return (
    <SignInFrame title={t('signIn.resetTitle')} hint={t('signIn.resetHint', { min: PASSWORD_MIN })}>
      <form onSubmit={submit} style={{ display: 'contents' }}>
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          label={t('signIn.newPassword')}
          autoComplete="new-password"
          autoFocus
          value={fields.password}
          error={tried && fields.problem === 'short' ? t('signIn.tooShort', { min: PASSWORD_MIN }) : null}
          onChange={(event) => fields.setPassword(event.currentTarget.value)}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          label={t('signIn.repeat')}
          autoComplete="new-password"
          value={fields.repeated}
          error={tried && fields.problem === 'different' ? t('signIn.different') : null}
          onChange={(event) => fields.setRepeated(event.currentTarget.value)}
        />
        <FormProblem text={attempt.error ? textOf(attempt.error) : null} />
        <Button type="submit" fullWidth mt="xs" loading={attempt.isPending}>
          {t('signIn.change')}
        </Button>
      </form>
    </SignInFrame>
  )
}

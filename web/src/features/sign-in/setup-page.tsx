/** The first start of a product that has nobody yet: the workspace, its owner, and the token that the server printed. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../../api/api-error.ts'
import { PASSWORD_MIN } from '../../ui/password-length.ts'
import { useErrorText } from '../../ui/use-error-text.ts'
import { signIn } from './auth-requests.ts'
import { FormProblem } from './form-problem.tsx'
import { createOwner } from './setup-request.ts'
import { SignInFrame } from './sign-in-frame.tsx'

export function SetupPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const textOf = useErrorText()
  const { token } = useSearch({ strict: false })
  const form = useForm({
    initialValues: { token: token ?? '', workspace_name: '', name: '', email: '', password: '' },
    validate: {
      password: (value) => (value.length < PASSWORD_MIN ? t('signIn.tooShort', { min: PASSWORD_MIN }) : null),
    },
  })
  const attempt = useMutation({
    mutationFn: async (values: typeof form.values) => {
      await createOwner(values)
      await signIn({ email: values.email, password: values.password })
    },
    onSuccess: async () => {
      queries.clear()
      await navigate({ to: '/' })
    },
    onError: (error) => {
      if (isApiError(error)) form.setErrors(error.byField())
    },
  })
  if (isApiError(attempt.error) && attempt.error.code === 'setup.done') {
    return (
      <SignInFrame title={t('signIn.setupTitle')} hint={t('signIn.setupDone')}>
        <Link to="/login">{t('signIn.toLogin')}</Link>
      </SignInFrame>
    )
  }
  const field = { required: true, withAsterisk: false }
  return (
    <SignInFrame title={t('signIn.setupTitle')} hint={t('signIn.setupHint')}>
      <form onSubmit={form.onSubmit((values) => attempt.mutate(values))} style={{ display: 'contents' }}>
        <TextInput
          label={t('signIn.setupToken')}
          autoComplete="off"
          autoFocus
          {...field}
          {...form.getInputProps('token')}
        />
        <TextInput
          label={t('signIn.setupWorkspace')}
          autoComplete="organization"
          {...field}
          {...form.getInputProps('workspace_name')}
        />
        <TextInput label={t('signIn.setupName')} autoComplete="name" {...field} {...form.getInputProps('name')} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          {...field}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          label={t('signIn.password')}
          autoComplete="new-password"
          {...field}
          {...form.getInputProps('password')}
        />
        <FormProblem text={attempt.error ? textOf(attempt.error) : null} />
        <Button type="submit" fullWidth mt="xs" loading={attempt.isPending}>
          {t('signIn.setupCreate')}
        </Button>
      </form>
    </SignInFrame>
  )
}

/** E-mail and password; then the code, for whoever has turned it on. */
import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../ui/use-error-text.ts'
import { signIn } from './auth-requests.ts'
import { CodeStep } from './code-step.tsx'
import { ForgottenStep } from './forgotten-step.tsx'
import { FormProblem } from './form-problem.tsx'
import { useSetupNeeded } from './setup-request.ts'
import { SignInFrame } from './sign-in-frame.tsx'

export function LoginPage() {
  const { t } = useTranslation()
  const enter = useEnter()
  const textOf = useErrorText()
  const setupNeeded = useSetupNeeded()
  const [asksCode, setAsksCode] = useState(false)
  const [forgotten, setForgotten] = useState(false)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess: async (answer) => {
      if (answer.twoFactorRedirect) setAsksCode(true)
      else await enter()
    },
  })

  if (setupNeeded) return <Navigate to="/setup" />
  if (forgotten) return <ForgottenStep email={email} onBack={() => setForgotten(false)} />
  if (asksCode) {
    return (
      <CodeStep
        onEntered={enter}
        onStartAgain={() => {
          setPassword('')
          setAsksCode(false)
        }}
      />
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    attempt.mutate({ email: email.trim(), password })
  }
  return (
    <SignInFrame title={t('signIn.title')}>
      <form onSubmit={submit} style={{ display: 'contents' }}>
        <TextInput
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormProblem text={attempt.error ? textOf(attempt.error) : null} />
        <Button type="submit" fullWidth mt="xs" loading={attempt.isPending}>
          {t('signIn.enter')}
        </Button>
      </form>
      <Anchor component="button" type="button" size="sm" onClick={() => setForgotten(true)}>
        {t('signIn.forgotten')}
      </Anchor>
    </SignInFrame>
  )
}

/** To where somebody wanted to go, inside this console only. */
function useEnter() {
  const router = useRouter()
  const queries = useQueryClient()
  const { next } = useSearch({ strict: false })
  return async () => {
    queries.clear()
    const target = typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
    router.history.push(target)
  }
}

/** Asks for a link to choose a new password; never says whether the address has an account. */
import { Anchor, Button, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../ui/use-error-text.ts'
import { requestPasswordReset } from './auth-requests.ts'
import { FormProblem } from './form-problem.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

export function ForgottenStep({ email: known, onBack }: { email: string; onBack: () => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [email, setEmail] = useState(known)
  const ask = useMutation({ mutationFn: requestPasswordReset })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate({ email: email.trim() })
  }
  return (
    <SignInFrame title={t('signIn.askTitle')} {...(ask.isSuccess ? {} : { hint: t('signIn.askHint') })}>
      {ask.isSuccess ? (
        <Text role="status">{t('signIn.asked')}</Text>
      ) : (
        <form onSubmit={submit} style={{ display: 'contents' }}>
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <FormProblem text={ask.error ? textOf(ask.error) : null} />
          <Button type="submit" fullWidth loading={ask.isPending}>
            {t('signIn.ask')}
          </Button>
        </form>
      )}
      <Anchor component="button" type="button" size="sm" onClick={onBack}>
        {t('signIn.backToLogin')}
      </Anchor>
    </SignInFrame>
  )
}

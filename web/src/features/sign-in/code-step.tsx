/** The second step: six digits from the authenticator, or one of the backup codes. */
import { Anchor, Button, PinInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../ui/use-error-text.ts'
import { verifyBackupCode, verifyTotp } from './auth-requests.ts'
import { FormProblem } from './form-problem.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

export function CodeStep({ onEntered, onStartAgain }: { onEntered: () => Promise<void>; onStartAgain: () => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [way, setWay] = useState<'app' | 'backup'>('app')
  const [code, setCode] = useState('')
  const attempt = useMutation({
    mutationFn: (text: string) => (way === 'app' ? verifyTotp : verifyBackupCode)({ code: text }),
    onSuccess: onEntered,
    onError: () => setCode(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code) attempt.mutate(code.trim())
  }
  const change = (next: 'app' | 'backup') => {
    attempt.reset()
    setCode('')
    setWay(next)
  }
  return (
    <SignInFrame title={t('signIn.codeTitle')} hint={way === 'app' ? t('signIn.codeHint') : t('signIn.backupHint')}>
      <form onSubmit={submit} style={{ display: 'contents' }}>
        {way === 'app' ? (
          <PinInput
            key={attempt.failureCount + attempt.submittedAt}
            length={6}
            type="number"
            size="md"
            oneTimeCode
            autoFocus
            aria-label={t('signIn.code')}
            disabled={attempt.isPending}
            value={code}
            onChange={setCode}
            onComplete={(text) => attempt.mutate(text)}
          />
        ) : (
          <TextInput
            label={t('signIn.backup')}
            autoComplete="off"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <FormProblem text={attempt.error ? textOf(attempt.error) : null} />
        <Button type="submit" fullWidth loading={attempt.isPending}>
          {t('signIn.enter')}
        </Button>
      </form>
      <Anchor component="button" type="button" size="sm" onClick={() => change(way === 'app' ? 'backup' : 'app')}>
        {way === 'app' ? t('signIn.useBackup') : t('signIn.useApp')}
      </Anchor>
      <Anchor component="button" type="button" size="sm" onClick={onStartAgain}>
        {t('signIn.startAgain')}
      </Anchor>
    </SignInFrame>
  )
}

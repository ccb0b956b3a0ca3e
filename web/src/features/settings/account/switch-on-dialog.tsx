/** Switching the second step on: password, QR or key, a first code, then the backup codes. */
import { Button, Group, Modal, PinInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ShownOnce } from '../../../ui/shown-once.tsx'
import { useErrorText } from '../../../ui/use-error-text.ts'
import { FormAlert } from '../form-alert.tsx'
import { beginSecondFactor, verifyCode } from './account.requests.ts'
import { BackupCodes } from './backup-codes.tsx'
import { PasswordStep } from './password-step.tsx'
import { QrCode } from './qr-code.tsx'

interface Begun {
  totpURI: string
  backupCodes: string[]
}

export function SwitchOnDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [verified, setVerified] = useState(false)
  const title = t('settings.account.secondFactor')
  if (!begun)
    return (
      <PasswordStep
        title={title}
        verb={t('settings.account.continue')}
        ask={beginSecondFactor}
        onDone={setBegun}
        onClose={onClose}
      />
    )
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={verified ? t('settings.account.nowOn') : title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {verified ? (
        <BackupCodes codes={begun.backupCodes} onKept={onClose} />
      ) : (
        <FirstCode uri={begun.totpURI} onVerified={() => setVerified(true)} />
      )}
    </Modal>
  )
}

function FirstCode({ uri, onVerified }: { uri: string; onVerified: () => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [code, setCode] = useState('')
  const verify = useMutation({ mutationFn: verifyCode, onSuccess: onVerified, onError: () => setCode('') })
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (code.length === 6) verify.mutate(code)
      }}
    >
      <Stack gap="md">
        <Text>{t('settings.account.scan')}</Text>
        <QrCode text={uri} label={t('settings.account.qrLabel')} />
        <ShownOnce label={t('settings.account.secret')} value={secret} />
        <Text>{t('settings.account.typeCode')}</Text>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          aria-label={t('signIn.code')}
          disabled={verify.isPending}
          value={code}
          onChange={setCode}
          onComplete={(text) => verify.mutate(text)}
        />
        <FormAlert text={verify.error ? textOf(verify.error) : null} />
        <Group justify="flex-end">
          <Button type="submit" loading={verify.isPending} disabled={code.length < 6}>
            {t('settings.account.switchOn')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

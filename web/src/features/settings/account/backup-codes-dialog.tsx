/** New backup codes; the old ones stop working. */
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newBackupCodes } from './account.requests.ts'
import { BackupCodes } from './backup-codes.tsx'
import { PasswordStep } from './password-step.tsx'

export function BackupCodesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [codes, setCodes] = useState<string[] | null>(null)
  const title = t('settings.account.newCodes')
  if (!codes)
    return (
      <PasswordStep
        title={title}
        verb={t('settings.account.continue')}
        ask={newBackupCodes}
        onDone={({ backupCodes }) => setCodes(backupCodes)}
        onClose={onClose}
      />
    )
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <BackupCodes codes={codes} onKept={onClose} />
    </Modal>
  )
}

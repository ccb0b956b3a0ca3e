/** How somebody who was invited comes in: by mail, with the password they have, or by a link to hand over. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ShownOnce } from '../../../ui/shown-once.tsx'
import type { Invitation } from './members.queries.ts'

export type Handed = Invitation & { name: string; email: string }

export function HandOver({ handed, onClose }: { handed: Handed; onClose: () => void }) {
  const { t } = useTranslation()
  const { name, email, invitation, link } = handed
  const said = {
    mailed: t('settings.members.mailed', { email }),
    has_account: t('settings.members.hasAccount'),
    link: t('settings.members.link'),
  }[invitation]
  return (
    <Modal opened onClose={onClose} title={name} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Text>{said}</Text>
        {link && <ShownOnce label={t('settings.members.linkLabel', { name })} value={link} />}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

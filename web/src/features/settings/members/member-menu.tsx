/** What else can be done with a member: invite once more, end their sessions, let go. */
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconLogout, IconMail, IconUserMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MemberWire } from '../../../../../contract/access.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { useConfirm } from '../../../ui/use-confirm.tsx'
import type { Handed } from './hand-over.tsx'
import { useInviteAgain, useRemoveMember, useSignMemberOut } from './members.queries.ts'

export function MemberMenu({ member, onHanded }: { member: MemberWire; onHanded: (handed: Handed) => void }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const confirm = useConfirm()
  const again = useInviteAgain()
  const signOut = useSignMemberOut()
  const remove = useRemoveMember()
  const { id, name, email } = member
  const onError = (error: unknown) => toasts.failed(error)

  const askRemove = async () => {
    const sure = await confirm({
      title: t('settings.members.removeTitle', { name }),
      body: t('settings.members.removeBody'),
      verb: t('settings.members.removeVerb', { name }),
      danger: true,
    })
    if (sure) remove.mutate(id, { onSuccess: () => toasts.done(t('settings.members.removed', { name })), onError })
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('settings.members.actions', { name })}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconMail size={16} stroke={1.75} />}
          onClick={() =>
            again.mutate(id, { onSuccess: (invitation) => onHanded({ name, email, ...invitation }), onError })
          }
        >
          {t('settings.members.again')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.75} />}
          onClick={() =>
            signOut.mutate(id, { onSuccess: () => toasts.done(t('settings.members.signedOut', { name })), onError })
          }
        >
          {t('settings.members.signOut')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconUserMinus size={16} stroke={1.75} />} onClick={() => void askRemove()}>
          {t('settings.members.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

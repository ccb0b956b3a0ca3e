/** Invites somebody: name, address, role; what each role may do stands beside it. */
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { MemberWire } from '../../../../../contract/access.ts'
import { isApiError } from '../../../api/api-error.ts'
import { es } from '../../../i18n/es.ts'
import { useErrorText } from '../../../ui/use-error-text.ts'
import { FormAlert } from '../form-alert.tsx'
import type { Handed } from './hand-over.tsx'
import { useInvite } from './members.queries.ts'

type Role = MemberWire['role']
const ROLES = Object.keys(es.shell.roles) as Role[]

export function InviteDialog({ onClose, onInvited }: { onClose: () => void; onInvited: (handed: Handed) => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const invite = useInvite()
  const form = useForm({ initialValues: { name: '', email: '', role: 'agent' as Role } })
  const submit = form.onSubmit((values) =>
    invite.mutate(values, {
      onSuccess: ({ name, email, invitation, link }) =>
        onInvited({ name, email, invitation, ...(link === undefined ? {} : { link }) }),
      onError: (error) => isApiError(error) && form.setErrors(error.byField()),
    }),
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings.members.inviteTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('settings.members.name')}
            data-autofocus
            required
            withAsterisk={false}
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('settings.members.email')}
            type="email"
            required
            withAsterisk={false}
            {...form.getInputProps('email')}
          />
          <Radio.Group label={t('settings.members.role')} {...form.getInputProps('role')}>
            <Stack gap="xs" mt={4}>
              {ROLES.map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`shell.roles.${role}`)}
                  description={t(`settings.members.roleHint.${role}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <FormAlert text={invite.error ? textOf(invite.error) : null} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('settings.members.invite')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

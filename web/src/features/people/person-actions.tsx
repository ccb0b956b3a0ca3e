/** What is decided about a person: close or open their case again, and "no volver a llamar", which stands for good. */
import { ActionIcon, Button, Group, Menu, Modal, Radio, Stack } from '@mantine/core'
import { IconDots, IconHandStop, IconLock, IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosureReason, LeadWire } from '../../../../contract/leads.ts'
import { useMay } from '../../api/session.ts'
import { es } from '../../i18n/es.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useChangeLead } from './change-lead.ts'
import { useObject } from './contact.queries.ts'
import { personName } from './person-name.ts'

export function PersonActions({ lead }: { lead: LeadWire }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const confirm = useConfirm()
  const change = useChangeLead(lead.id)
  const object = useObject(lead.contact.id)
  const mayClose = useMay('leads:write')
  const mayObject = useMay('contacts:write')
  const [closing, setClosing] = useState(false)
  const name = personName(lead.contact)
  if (!mayClose && !mayObject) return null

  const close = async (closure_reason: ClosureReason) => {
    setClosing(false)
    try {
      await change({ status: 'closed', closure_reason })
      toasts.done(t('people.actions.closed'), { undo: () => change({ status: 'open' }) })
    } catch (error) {
      toasts.failed(error)
    }
  }
  const reopen = async () => {
    try {
      await change({ status: 'open' })
      toasts.done(t('people.actions.reopened'))
    } catch (error) {
      toasts.failed(error)
    }
  }
  const askObject = async () => {
    const sure = await confirm({
      title: t('people.actions.objectTitle', { name }),
      body: t('people.actions.objectBody'),
      verb: t('people.actions.object'),
      danger: true,
    })
    if (!sure) return
    object.mutate(undefined, {
      onSuccess: () => toasts.done(t('people.actions.objected', { name })),
      onError: (error) => toasts.failed(error),
    })
  }
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('people.actions.label', { name })}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayClose && lead.status === 'open' && (
            <Menu.Item leftSection={<IconLock size={16} stroke={1.75} />} onClick={() => setClosing(true)}>
              {t('people.actions.close')}
            </Menu.Item>
          )}
          {mayClose && lead.status === 'closed' && (
            <Menu.Item leftSection={<IconLockOpen size={16} stroke={1.75} />} onClick={() => void reopen()}>
              {t('people.actions.reopen')}
            </Menu.Item>
          )}
          {mayObject && (
            <Menu.Item
              color="red"
              leftSection={<IconHandStop size={16} stroke={1.75} />}
              onClick={() => void askObject()}
            >
              {t('people.actions.object')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {closing && (
        <CloseDialog name={name} onClose={() => setClosing(false)} onChosen={(reason) => void close(reason)} />
      )}
    </>
  )
}

const REASONS = Object.keys(es.people.actions.reason) as ClosureReason[]

function CloseDialog(props: { name: string; onClose: () => void; onChosen: (reason: ClosureReason) => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<ClosureReason>('not_interested')
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('people.actions.closeTitle', { name: props.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Radio.Group
          label={t('people.actions.why')}
          value={reason}
          onChange={(value) => setReason(value as ClosureReason)}
        >
          <Stack gap="xs" mt={4}>
            {REASONS.map((value) => (
              <Radio key={value} value={value} label={t(`people.actions.reason.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => props.onChosen(reason)}>{t('people.actions.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

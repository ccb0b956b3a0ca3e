/** A move that could not be: why, that it stays where it was, and the free times nearby. */
import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire, StaffWire } from '../../../../contract/appointments.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { SlotButtons } from './slot-buttons.tsx'
import type { Conflict, Target } from './use-move.ts'

interface Props {
  conflict: Conflict
  staff: readonly StaffWire[]
  onChoose: (appointment: AppointmentWire, target: Target) => void
  onClose: () => void
}

export function ConflictDialog({ conflict, staff, onChoose, onClose }: Props) {
  useReturnFocus()
  const { t } = useTranslation()
  const { appointment, message, alternatives } = conflict
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('agenda.conflictTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>{message}</Text>
      <Text c="dimmed" mt="md" mb="xs">
        {alternatives.length > 0 ? t('agenda.conflictTimes') : t('agenda.conflictNone')}
      </Text>
      <SlotButtons
        slots={alternatives}
        staff={staff}
        withDay
        chosen={null}
        onChoose={(slot) => onChoose(appointment, { start: slot.start, staffId: slot.staff_id })}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('agenda.leaveIt')}
        </Button>
      </Group>
    </Modal>
  )
}

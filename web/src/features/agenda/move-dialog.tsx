/** Another time for an appointment, chosen among the free ones: what dragging does, for the keyboard and the phone. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentWire, ServiceWire, SlotWire, StaffWire } from '../../../../contract/appointments.ts'
import { useFormat } from '../../ui/use-format.tsx'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { TimeField } from './time-field.tsx'
import { TimePicker } from './time-picker.tsx'
import type { Target } from './use-move.ts'

interface Props {
  appointment: AppointmentWire
  services: readonly ServiceWire[]
  staff: readonly StaffWire[]
  onClose: () => void
  onMove: (target: Target) => void
}

export function MoveDialog({ appointment, services, staff, onClose, onMove }: Props) {
  useReturnFocus()
  const { t } = useTranslation()
  const format = useFormat()
  const [day, setDay] = useState(appointment.start.slice(0, 10))
  const [time, setTime] = useState(appointment.start.slice(11, 16))
  const [staffId, setStaffId] = useState(appointment.staff_id ?? 'any')
  const [slot, setSlot] = useState<SlotWire | null>(null)
  const service = services.find(({ id }) => id === appointment.service_id)
  const external = appointment.desk === 'external'
  const target: Target | null = external
    ? { start: `${day} ${time}`, staffId: null }
    : slot && { start: slot.start, staffId: slot.staff_id }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('agenda.move.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (target) onMove(target)
        }}
      >
        <Stack gap="sm">
          {external ? (
            <>
              <TextInput
                type="date"
                label={t('agenda.booking.day')}
                value={day}
                onChange={(event) => setDay(event.currentTarget.value)}
              />
              <TimeField label={t('agenda.move.external')} value={time} onChange={setTime} />
            </>
          ) : (
            <>
              <Select
                label={t('agenda.booking.staff')}
                allowDeselect={false}
                data={staff
                  .filter(({ id }) => service?.staff_ids.includes(id))
                  .map(({ id, name }) => ({ value: id, label: name }))}
                value={staffId}
                onChange={(value) => value && setStaffId(value)}
              />
              <TimePicker
                serviceId={appointment.service_id}
                staffId={staffId}
                staff={staff}
                day={day}
                onDay={setDay}
                wished={undefined}
                slot={slot}
                onSlot={setSlot}
              />
            </>
          )}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!target}>
              {slot
                ? t('agenda.move.verb', { when: format.when(slot.start, { time: true }) })
                : t('agenda.move.verbNoTime')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

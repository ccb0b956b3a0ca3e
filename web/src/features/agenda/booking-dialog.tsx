/** Books: for whom, what, with whom, and one of the free times. A time that went meanwhile is answered with others. */
import { Alert, Button, Group, Modal, Select, Stack } from '@mantine/core'
import { randomId } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  AppointmentBody,
  AppointmentWire,
  ServiceWire,
  SlotWire,
  StaffWire,
} from '../../../../contract/appointments.ts'
import { isApiError } from '../../api/api-error.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useErrorText } from '../../ui/use-error-text.ts'
import { useFormat } from '../../ui/use-format.tsx'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { alternativesOf, useBook } from './agenda.queries.ts'
import { type Person, PersonPicker } from './person-picker.tsx'
import { SlotButtons } from './slot-buttons.tsx'
import { TimePicker } from './time-picker.tsx'

export interface BookingStart {
  day: string
  /** Where it was clicked. */
  minute?: number
  staffId?: string
}

interface Props {
  start: BookingStart
  services: readonly ServiceWire[]
  staff: readonly StaffWire[]
  onClose: () => void
  onBooked: (appointment: AppointmentWire) => void
}

const ANYBODY = 'any'

export function BookingDialog({ start, services, staff, onClose, onBooked }: Props) {
  useReturnFocus()
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const textOf = useErrorText()
  const book = useBook()
  const [person, setPerson] = useState<Person | null>(null)
  const [staffId, setStaffId] = useState(start.staffId ?? ANYBODY)
  const given = services.filter(({ staff_ids }) => staffId === ANYBODY || staff_ids.includes(staffId))
  const [serviceId, setServiceId] = useState<string | null>(given.length === 1 ? (given[0]?.id ?? null) : null)
  const [day, setDay] = useState(start.day)
  const [slot, setSlot] = useState<SlotWire | null>(null)
  const service = services.find(({ id }) => id === serviceId)
  const givers = staff.filter(({ id }) => !service || service.staff_ids.includes(id))
  const alternatives = alternativesOf(book.error)
  const code = isApiError(book.error) ? book.error.code : null
  const problems = {
    ...(code === 'booking.phone_invalid' ? { phone: textOf(book.error) } : {}),
    ...(code === 'booking.email_invalid' ? { email: textOf(book.error) } : {}),
  }
  const named = person && (person.kind === 'known' || person.name.trim() !== '')

  const chooseStaff = (id: string) => {
    setStaffId(id)
    if (id !== ANYBODY && service && !service.staff_ids.includes(id)) setServiceId(null)
  }
  const submit = (chosen: SlotWire | null) => {
    if (!chosen || !person || !named) return
    const body: AppointmentBody = { offer_id: chosen.offer_id, ...bodyOf(person) }
    book.mutate(
      { body, key: randomId('book-') },
      {
        onSuccess: (booked) => {
          toasts.done(
            t('agenda.booking.done', {
              name: booked.contact?.name ?? person.name,
              when: format.when(booked.start, { time: true }),
            }),
          )
          onBooked(booked)
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('agenda.booking.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(slot)
        }}
      >
        <Stack gap="sm">
          <PersonPicker person={person} problems={problems} onChange={setPerson} />
          <Select
            label={t('agenda.booking.service')}
            placeholder={t('agenda.booking.chooseService')}
            data={given.map(({ id, name, duration_min }) => ({
              value: id,
              label: `${name} · ${t('agenda.booking.minutes', { minutes: String(duration_min) })}`,
            }))}
            value={serviceId}
            onChange={setServiceId}
            allowDeselect={false}
            searchable={given.length > 8}
            error={services.length === 0 ? t('agenda.booking.noServices') : null}
          />
          <Select
            label={t('agenda.booking.staff')}
            allowDeselect={false}
            data={[
              { value: ANYBODY, label: t('agenda.booking.anybody') },
              ...givers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={staffId}
            onChange={(value) => chooseStaff(value ?? ANYBODY)}
          />
          <TimePicker
            serviceId={serviceId}
            staffId={staffId}
            staff={staff}
            day={day}
            onDay={setDay}
            wished={start.minute}
            slot={slot}
            onSlot={setSlot}
          />
          {book.error && Object.keys(problems).length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {textOf(book.error)}
              {alternatives && alternatives.length > 0 && (
                <SlotButtons slots={alternatives} staff={staff} withDay chosen={null} onChoose={submit} />
              )}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!slot || !named} loading={book.isPending}>
              {slot
                ? t('agenda.booking.verb', { when: format.when(slot.start, { time: true }) })
                : t('agenda.booking.verbNoTime')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function bodyOf(person: Person): AppointmentBody {
  if (person.kind === 'known') return { contact_id: person.id }
  const [phone, email] = [person.phone.trim(), person.email.trim()]
  return { contact: { name: person.name.trim(), ...(phone ? { phone } : {}), ...(email ? { email } : {}) } }
}

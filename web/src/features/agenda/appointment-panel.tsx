/** One appointment: who, what, with whom, and what can be done with it. */
import { Button, Skeleton } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { AppointmentWire } from '../../../../contract/appointments.ts'
import type { leadPage } from '../../../../contract/leads.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useFormat, When } from '../../ui/use-format.tsx'
import { useAppointment, useContact, useServices, useStaff } from './agenda.queries.ts'
import { AppointmentActions } from './appointment-actions.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import classes from './panel.module.css'
import { useMove } from './use-move.ts'

export function AppointmentPanel() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { appointmentId = '' } = useParams({ strict: false })
  const appointment = useAppointment(appointmentId)
  const close = () => void navigate({ to: '/agenda', search: true })
  const { data } = appointment
  return (
    <Panel
      label={data?.contact?.name ?? t('agenda.one.title')}
      onClose={close}
      header={data ? <Head appointment={data} /> : !appointment.error && <Skeleton height={22} width="60%" mt={4} />}
    >
      {appointment.error && !data && (
        <ErrorState error={appointment.error} onRetry={() => void appointment.refetch()} />
      )}
      {appointment.isPending && <Skeleton height={120} mt="md" />}
      {data && <Body key={data.id} appointment={data} />}
    </Panel>
  )
}

function Head({ appointment }: { appointment: AppointmentWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  const until = appointment.end ? `–${format.time(appointment.end)}` : ''
  return (
    <>
      <h2 className={classes.name}>
        {appointment.contact?.name ?? (appointment.state === 'held' ? t('agenda.held') : t('agenda.nobody'))}
      </h2>
      <p className={classes.when}>
        <span className="tabular" title={format.exactly(appointment.start)}>
          {format.when(appointment.start, { time: true })}
          {until}
        </span>
        <StateBadge kind="appointmentState" state={appointment.state} tinted />
      </p>
    </>
  )
}

function Body({ appointment }: { appointment: AppointmentWire }) {
  const { t } = useTranslation()
  const services = useServices()
  const staff = useStaff()
  const mayChange = useMay('appointments:write')
  const contact = useContact(appointment.contact?.id)
  const leadId = useLeadId(appointment, contact.data?.phones[0])
  const move = useMove()
  const [moving, setMoving] = useState(false)
  const service = services.data?.find(({ id }) => id === appointment.service_id)
  const giver = staff.data?.find(({ id }) => id === appointment.staff_id)
  const phone = contact.data?.phones[0]
  return (
    <>
      {appointment.desk === 'external' && <p className={classes.note}>{t('agenda.one.externalNote')}</p>}
      {mayChange && <AppointmentActions appointment={appointment} onMove={() => setMoving(true)} />}
      <dl className={classes.facts}>
        {service && <Fact label={t('agenda.one.service')}>{service.name}</Fact>}
        <Fact label={t('agenda.one.staff')}>{giver?.name ?? t('agenda.external')}</Fact>
        {phone && (
          <Fact label={t('agenda.one.phone')}>
            <PhoneNumber value={phone} />
          </Fact>
        )}
        {appointment.expires_at && (
          <Fact label={t('agenda.one.expires')}>
            <When at={appointment.expires_at} time />
          </Fact>
        )}
        {appointment.cancel_reason && <Fact label={t('agenda.one.reason')}>{appointment.cancel_reason}</Fact>}
        <Fact label={t('agenda.one.made')}>
          <When at={appointment.created_at} time />
        </Fact>
      </dl>
      {leadId && (
        <Button
          variant="default"
          mt="md"
          leftSection={<IconUser size={16} stroke={1.75} />}
          renderRoot={(props) => <Link to="/people/$leadId" params={{ leadId }} {...props} />}
        >
          {t('agenda.one.toPerson')}
        </Button>
      )}
      {moving && services.data && staff.data && (
        <MoveDialog
          appointment={appointment}
          services={services.data}
          staff={staff.data}
          onClose={() => setMoving(false)}
          onMove={(target) => {
            setMoving(false)
            move.run(appointment, target)
          }}
        />
      )}
      {move.conflict && (
        <ConflictDialog conflict={move.conflict} staff={staff.data ?? []} onChoose={move.run} onClose={move.leave} />
      )}
    </>
  )
}

/** Where the person's page is: people are opened by a lead of theirs; an appointment may name none. */
function useLeadId(appointment: AppointmentWire, phone: string | undefined): string | null {
  const contactId = appointment.contact?.id
  const { data } = useQuery({
    queryKey: ['leads', 'of-contact', contactId],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<z.infer<typeof leadPage>>('/api/v1/leads', {
        query: { search: phone, limit: 20 },
        signal,
      })
      return items.find(({ contact }) => contact.id === contactId)?.id ?? null
    },
    enabled: appointment.lead_id === null && contactId !== undefined && phone !== undefined,
  })
  return appointment.lead_id ?? data ?? null
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

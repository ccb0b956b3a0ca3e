/** Inicio: what needs me now, each thing with the way to it. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../api/session.ts'
import { sayPhone } from '../../ui/format.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { CallsNow } from './calls-now.tsx'
import { Failures } from './failures.tsx'
import classes from './home.module.css'
import { Section } from './section.tsx'
import { useAppointmentsToday, useBroken, useCallbacks } from './today.queries.ts'

export function HomePage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { person } = useSession()
  const mayCall = useMay('calls:read')
  const appointments = useAppointmentsToday()
  const callbacks = useCallbacks()
  const now = format.now().getTime()
  return (
    <div className={classes.page}>
      <PageHeader
        title={t(`home.${partOfDay(format.time(format.now().toISOString()))}`, {
          name: person.name.split(' ')[0] ?? '',
        })}
        summary={<Summary />}
      />
      <div className={classes.columns}>
        <div>
          <Section
            title={t('home.appointmentsTitle')}
            query={appointments}
            empty={t('home.appointmentsEmpty')}
            link={<Link to="/agenda">{t('home.toAgenda')}</Link>}
          >
            {(appointment) => (
              <li key={appointment.id} className={classes.row}>
                <time className="tabular" dateTime={appointment.start} title={format.exactly(appointment.start)}>
                  {format.time(appointment.start)}
                </time>
                <span className={classes.name}>
                  {appointment.lead_id ? (
                    <Link to="/people/$leadId" params={{ leadId: appointment.lead_id }}>
                      {appointment.contact?.name ?? t('common.empty')}
                    </Link>
                  ) : (
                    (appointment.contact?.name ?? t('common.empty'))
                  )}
                </span>
                <StateBadge kind="appointmentState" state={appointment.state} />
              </li>
            )}
          </Section>
          <Section
            title={t('home.callbacksTitle')}
            query={callbacks}
            empty={t('home.callbacksEmpty')}
            link={mayCall && <Link to="/calls">{t('home.toCalls')}</Link>}
          >
            {(lead) => {
              const at = lead.next_call_at ?? lead.updated_at
              return (
                <li key={lead.id} className={classes.row}>
                  <time
                    className="tabular"
                    dateTime={at}
                    title={format.exactly(at)}
                    data-late={Date.parse(at) < now || undefined}
                  >
                    {format.time(at)}
                  </time>
                  <span className={classes.name}>
                    <Link to="/people/$leadId" params={{ leadId: lead.id }}>
                      {lead.contact.name ?? sayPhone(lead.contact.phones[0] ?? '')}
                    </Link>
                  </span>
                  <StateBadge kind="callStatus" state={lead.call_status} />
                </li>
              )
            }}
          </Section>
        </div>
        <div>
          <CallsNow />
          <Failures />
        </div>
      </div>
    </div>
  )
}

function Summary() {
  const { t } = useTranslation()
  const appointments = useAppointmentsToday().data?.length ?? 0
  const callbacks = useCallbacks().data?.length ?? 0
  const failures = useBroken().data?.length ?? 0
  const parts = [
    appointments > 0 && t('home.appointments', { count: appointments }),
    callbacks > 0 && t('home.callbacks', { count: callbacks }),
    failures > 0 && t('home.failures', { count: failures }),
  ].filter((part) => part !== false)
  return parts.length === 0 ? t('home.calm') : t('home.summary', { parts: parts.join(', ') })
}

/** By the workspace's clock, `HH:MM`. */
const partOfDay = (time: string) =>
  time < '06:00' ? 'evening' : time < '14:00' ? 'morning' : time < '20:30' ? 'afternoon' : 'evening'

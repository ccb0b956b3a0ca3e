/** Who works which hours, and what can be booked: two lists, each entry edited in the panel beside it. */
import { Button, Skeleton, Tabs, UnstyledButton } from '@mantine/core'
import { IconArrowLeft, IconListDetails, IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceWire, StaffWire } from '../../../../contract/appointments.ts'
import { useMay } from '../../api/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './agenda.module.css'
import { useServices, useStaff } from './agenda.queries.ts'
import { sayPrice } from './price.ts'
import { ServiceForm } from './service-form.tsx'
import setup from './setup.module.css'
import { StaffForm } from './staff-form.tsx'
import { minutesOf } from './wall.ts'

const NEW = 'new'

export function AgendaSetupPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const mayChange = useMay('appointments:write')
  const tab = search['tab'] === 'services' ? 'services' : 'staff'
  const staff = useStaff()
  const services = useServices()
  const edit = search['edit']
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/agenda/settings', search: (now) => ({ ...now, ...change }), replace: true })
  const close = () => go({ edit: undefined })

  const oneStaff = tab === 'staff' ? staff.data?.find(({ id }) => id === edit) : undefined
  const oneService = tab === 'services' ? services.data?.find(({ id }) => id === edit) : undefined
  const ready = staff.data && services.data
  const failed = [staff, services].find(({ error, data }) => error && !data)
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <PageHeader title={t('agenda.setup.title')} summary={t('agenda.setup.hint')}>
          <Button
            component={Link}
            to="/agenda"
            variant="default"
            leftSection={<IconArrowLeft size={17} stroke={1.75} />}
          >
            {t('agenda.setup.back')}
          </Button>
          {mayChange && (
            <Button leftSection={<IconPlus size={17} stroke={1.75} />} onClick={() => go({ edit: NEW })}>
              {t(tab === 'staff' ? 'agenda.setup.addStaff' : 'agenda.setup.addService')}
            </Button>
          )}
        </PageHeader>
        <Tabs
          className={setup.tabs ?? ''}
          keepMounted={false}
          value={tab}
          onChange={(next) => go({ tab: next === 'services' ? 'services' : undefined, edit: undefined })}
        >
          <Tabs.List px="lg">
            <Tabs.Tab value="staff">{t('agenda.setup.staff')}</Tabs.Tab>
            <Tabs.Tab value="services">{t('agenda.setup.services')}</Tabs.Tab>
          </Tabs.List>
          {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
          {!ready && !failed && [0, 1, 2].map((line) => <Skeleton key={line} height={14} m="lg" width="50%" />)}
          <Tabs.Panel value="staff" className={setup.list ?? ''}>
            {staff.data?.length === 0 && (
              <EmptyState
                icon={IconUsersGroup}
                title={t('agenda.setup.noStaff')}
                hint={t('agenda.setup.noStaffHint')}
              />
            )}
            {staff.data?.map((one) => (
              <Line key={one.id} name={one.name} open={one.id === edit} onOpen={() => go({ edit: one.id })}>
                <StaffWords staff={one} />
              </Line>
            ))}
          </Tabs.Panel>
          <Tabs.Panel value="services" className={setup.list ?? ''}>
            {services.data?.length === 0 && (
              <EmptyState
                icon={IconListDetails}
                title={t('agenda.setup.noServices')}
                hint={t('agenda.setup.noServicesHint')}
              />
            )}
            {services.data?.map((one) => (
              <Line key={one.id} name={one.name} open={one.id === edit} onOpen={() => go({ edit: one.id })}>
                <ServiceWords service={one} />
              </Line>
            ))}
          </Tabs.Panel>
        </Tabs>
      </div>
      {ready && tab === 'staff' && (oneStaff || edit === NEW) && (
        <Panel
          label={t('agenda.setup.staff')}
          onClose={close}
          header={<Name>{oneStaff?.name ?? t('agenda.setup.newStaff')}</Name>}
        >
          <StaffForm
            key={edit}
            staff={oneStaff ?? null}
            services={services.data}
            mayChange={mayChange}
            onDone={close}
          />
        </Panel>
      )}
      {ready && tab === 'services' && (oneService || edit === NEW) && (
        <Panel
          label={t('agenda.setup.services')}
          onClose={close}
          header={<Name>{oneService?.name ?? t('agenda.setup.newService')}</Name>}
        >
          <ServiceForm
            key={edit}
            service={oneService ?? null}
            staff={staff.data}
            mayChange={mayChange}
            onDone={close}
          />
        </Panel>
      )}
    </div>
  )
}

const Name = ({ children }: { children: ReactNode }) => <h2 className={setup.name}>{children}</h2>

function Line({
  name,
  open,
  onOpen,
  children,
}: {
  name: string
  open: boolean
  onOpen: () => void
  children: ReactNode
}) {
  return (
    <UnstyledButton className={setup.line} data-open={open || undefined} onClick={onOpen}>
      <strong>{name}</strong>
      {children}
    </UnstyledButton>
  )
}

function StaffWords({ staff }: { staff: StaffWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  const minutes = Object.values(staff.weekly_hours)
    .flat()
    .reduce((sum, [from, until]) => sum + (minutesOf(until) || 1440) - minutesOf(from), 0)
  return (
    <span className="tabular">
      {minutes > 0
        ? t('agenda.setup.hoursWeek', { hours: format.number(Math.round(minutes / 6) / 10) })
        : t('agenda.setup.noHours')}
      {' · '}
      {t('agenda.setup.servicesCount', { count: staff.service_ids.length })}
    </span>
  )
}

function ServiceWords({ service: { duration_min, price } }: { service: ServiceWire }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  return (
    <span className="tabular">
      {t('agenda.booking.minutes', { minutes: String(duration_min) })}
      {price && ` · ${sayPrice(price, language)}`}
    </span>
  )
}

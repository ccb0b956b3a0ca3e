/** One call: how it ended, what it brought, what was said, and the way to the person. */
import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconUser, IconVolume } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CallDetailWire } from '../../../../contract/calls.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { sayDuration, sayPhone } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { When } from '../../ui/use-format.tsx'
import classes from './call-panel.module.css'
import { useCall } from './calls.queries.ts'

export function CallPanel() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { callId = '' } = useParams({ strict: false })
  const call = useCall(callId)
  return (
    <Panel
      label={t('calls.call.title')}
      onClose={() => void navigate({ to: '/calls', search: true })}
      header={call.data ? <Head call={call.data} /> : !call.error && <Skeleton height={22} width="60%" mt={4} />}
    >
      {call.error && !call.data && <ErrorState error={call.error} onRetry={() => void call.refetch()} />}
      {call.isPending && <Skeleton height={120} mt="md" />}
      {call.data && <Body call={call.data} />}
    </Panel>
  )
}

function Head({ call }: { call: CallDetailWire }) {
  return (
    <>
      <h2 className={classes.name}>{call.contact_name ?? sayPhone(call.phone)}</h2>
      <p className={classes.reach}>
        <PhoneNumber value={call.phone} />
        {call.disposition ? (
          <StateBadge kind="disposition" state={call.disposition} tinted />
        ) : (
          <StateBadge kind="callStatus" state={call.call_status} tinted />
        )}
      </p>
    </>
  )
}

function Body({ call }: { call: CallDetailWire }) {
  const { t } = useTranslation()
  const warning = call.needs_review
    ? t('calls.call.review')
    : call.unresolved
      ? t('calls.call.unresolved')
      : call.error?.message
  return (
    <>
      <div className={classes.actions}>
        <Button
          renderRoot={(props) => <Link to="/people/$leadId" params={{ leadId: call.lead_id }} {...props} />}
          variant="default"
          leftSection={<IconUser size={16} stroke={1.75} />}
        >
          {t('calls.call.toPerson')}
        </Button>
        {call.recording_url && (
          <Button
            component="a"
            href={call.recording_url}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconVolume size={16} stroke={1.75} />}
          >
            {t('calls.call.recording')}
          </Button>
        )}
      </div>
      {warning && (
        <p className={classes.warning}>
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          {warning}
        </p>
      )}
      <dl className={classes.facts}>
        {call.placed_at && <Fact label={t('calls.call.placed')} value={<When at={call.placed_at} time />} />}
        {call.ended_at && <Fact label={t('calls.call.ended')} value={<When at={call.ended_at} time />} />}
        {call.duration_s !== null && <Fact label={t('calls.call.duration')} value={sayDuration(call.duration_s)} />}
        <Fact label={t('calls.call.resultTitle')} value={t(`calls.call.result.${call.result_state}`)} />
        {call.transferred && <Fact label="" value={t('calls.call.transferred')} />}
      </dl>
      {call.summary && (
        <Part title={t('calls.call.summary')}>
          <p className={classes.text}>{call.summary}</p>
        </Part>
      )}
      {call.collected_info.length > 0 && (
        <Part title={t('calls.call.collected')}>
          <dl className={classes.facts}>
            {call.collected_info.map(({ id, name, value }) => (
              <Fact key={id} label={name ?? id} value={textOf(value)} />
            ))}
          </dl>
        </Part>
      )}
      <Part title={t('calls.call.transcript')}>
        {call.transcript.length === 0 ? (
          <p className={classes.quiet}>{t('calls.call.noTranscript')}</p>
        ) : (
          <ol className={classes.talk}>
            {call.transcript.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said keeps its order
              <li key={index} data-speaker={line.speaker}>
                <span className={classes.speaker}>
                  {t(`calls.call.speaker.${line.speaker}`)}
                  {line.start_s !== null && <span className="tabular"> {sayDuration(line.start_s)}</span>}
                </span>
                {line.content}
              </li>
            ))}
          </ol>
        )}
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className={classes.part}>{title}</h3>
      {children}
    </section>
  )
}

function Fact({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="tabular">{value}</dd>
    </div>
  )
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.map(textOf).join(', ') : JSON.stringify(value)

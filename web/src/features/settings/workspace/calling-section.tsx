/** When and how much is called: hours, caps, the dialer, what the voice agent is told. */
import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useToasts } from '../../../ui/toasts.tsx'
import { SectionFrame } from '../section-frame.tsx'
import { ChoiceSetting, NumberSetting, SwitchSetting, TextSetting } from '../setting-fields.tsx'
import { SettingRow } from '../setting-row.tsx'
import classes from '../settings.module.css'
import { AGENT_FIELDS } from './agent-fields.ts'
import { WeekHours } from './week-hours.tsx'
import { useChangeWorkspace, useWorkspace, type Workspace } from './workspace.queries.ts'

export function CallingSection() {
  const { t } = useTranslation()
  return (
    <SectionFrame title={t('settings.sections.calling')} summary={t('settings.calling.summary')} query={useWorkspace()}>
      {(workspace) => (
        <>
          <Hours workspace={workspace} />
          <Rules workspace={workspace} />
          <Dialer workspace={workspace} />
        </>
      )}
    </SectionFrame>
  )
}

function Hours({ workspace: { settings } }: { workspace: Workspace }) {
  const { t } = useTranslation()
  const change = useChangeWorkspace()
  const { hours } = settings.policy
  return (
    <>
      <h2 className={classes.part}>{t('settings.calling.hoursService')}</h2>
      <p className={classes.partHint}>{t('settings.calling.hoursServiceHint')}</p>
      <WeekHours
        key={JSON.stringify(hours.service)}
        label={t('settings.calling.hoursService')}
        value={hours.service}
        onSave={(service) => change({ settings: { policy: { hours: { service } } } })}
      />
      <h2 className={classes.part}>{t('settings.calling.hoursCommercial')}</h2>
      <p className={classes.partHint}>{t('settings.calling.hoursCommercialHint')}</p>
      <WeekHours
        key={`commercial ${JSON.stringify(hours.commercial)}`}
        label={t('settings.calling.hoursCommercial')}
        value={hours.commercial}
        onSave={(commercial) => change({ settings: { policy: { hours: { commercial } } } })}
      />
    </>
  )
}

const PROFILES = ['ES', 'general'] as const
const PURPOSES = ['service', 'commercial'] as const

function Rules({ workspace: { settings } }: { workspace: Workspace }) {
  const { t } = useTranslation()
  const change = useChangeWorkspace()
  const { policy } = settings
  const set = (part: Record<string, unknown>) => change({ settings: { policy: part } })
  return (
    <>
      <h2 className={classes.part}>{t('settings.calling.rules')}</h2>
      <div className={classes.rows}>
        <ChoiceSetting
          label={t('settings.calling.profile')}
          hint={t('settings.calling.profileHint')}
          options={PROFILES.map((value) => ({ value, label: t(`settings.calling.profiles.${value}`) }))}
          value={policy.profile}
          onSave={(profile) => set({ profile })}
        />
        <ChoiceSetting
          label={t('settings.calling.purpose')}
          options={PURPOSES.map((value) => ({ value, label: t(`settings.calling.purposes.${value}`) }))}
          value={policy.defaultPurpose}
          onSave={(defaultPurpose) => set({ defaultPurpose })}
        />
        <NumberSetting
          label={t('settings.calling.gap')}
          hint={t('settings.calling.gapHint')}
          min={0}
          max={10_080}
          value={policy.gapMinutes}
          onSave={(gapMinutes) => set({ gapMinutes })}
        />
        <NumberSetting
          label={t('settings.calling.capDay')}
          min={1}
          max={100}
          value={policy.capPerDay}
          onSave={(capPerDay) => set({ capPerDay })}
        />
        <NumberSetting
          label={t('settings.calling.capWeek')}
          min={1}
          max={500}
          value={policy.capPerWeek}
          onSave={(capPerWeek) => set({ capPerWeek })}
        />
      </div>
    </>
  )
}

function Dialer({ workspace: { settings } }: { workspace: Workspace }) {
  const { t } = useTranslation()
  const change = useChangeWorkspace()
  const { calls } = settings
  const set = (part: Record<string, unknown>) => change({ settings: { calls: part } })
  return (
    <>
      <h2 className={classes.part}>{t('settings.calling.dialer')}</h2>
      <div className={classes.rows}>
        <NumberSetting
          label={t('settings.calling.concurrent')}
          hint={t('settings.calling.concurrentHint')}
          min={1}
          max={500}
          value={calls.maxConcurrent}
          onSave={(maxConcurrent) => set({ maxConcurrent })}
        />
        <NumberSetting
          label={t('settings.calling.retries')}
          hint={t('settings.calling.retriesHint')}
          min={1}
          max={20}
          value={calls.retryLimit}
          onSave={(retryLimit) => set({ retryLimit })}
        />
        <NumberSetting
          label={t('settings.calling.retrySeconds')}
          min={1}
          max={604_800}
          value={calls.retrySeconds}
          onSave={(retrySeconds) => set({ retrySeconds })}
        />
        <TextSetting
          label={t('settings.calling.outbound')}
          hint={t('settings.calling.outboundHint')}
          value={calls.outboundId ?? ''}
          onSave={(outboundId) => set({ outboundId: outboundId || null })}
        />
        <SwitchSetting
          label={t('settings.calling.callbacks')}
          hint={t('settings.calling.callbacksHint')}
          value={calls.honourCallbacks}
          onSave={(honourCallbacks) => set({ honourCallbacks })}
        />
        <AgentKnows value={calls.agentKnows} onSave={(agentKnows) => set({ agentKnows })} />
      </div>
    </>
  )
}

function AgentKnows({ value, onSave }: { value: string[]; onSave: (value: string[]) => Promise<void> }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const save = async (next: string[]) => {
    try {
      await onSave(next)
      toasts.done(t('common.saved'), { undo: () => onSave(value) })
    } catch (error) {
      toasts.failed(error)
    }
  }
  return (
    <SettingRow label={t('settings.calling.agentKnows')} hint={t('settings.calling.agentKnowsHint')}>
      <MultiSelect
        aria-label={t('settings.calling.agentKnows')}
        data={AGENT_FIELDS}
        value={value}
        onChange={(next) => void save(next)}
      />
    </SettingRow>
  )
}

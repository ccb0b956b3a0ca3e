/** What holds for everybody here: name, zone, language, the country of phones, what goes to the CRM. */
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES } from '../../../i18n/index.ts'
import { SectionFrame } from '../section-frame.tsx'
import { ChoiceSetting, TextSetting } from '../setting-fields.tsx'
import classes from '../settings.module.css'
import { REGIONS, regionNames, zones } from './places.ts'
import { useChangeWorkspace, useWorkspace, type Workspace } from './workspace.queries.ts'

export function WorkspaceSection() {
  const { t } = useTranslation()
  return (
    <SectionFrame
      title={t('settings.sections.workspace')}
      summary={t('settings.workspace.summary')}
      query={useWorkspace()}
    >
      {(workspace) => <Fields workspace={workspace} />}
    </SectionFrame>
  )
}

const CRM_MODES = ['contacts-and-opportunities', 'opportunities-only'] as const

function Fields({ workspace }: { workspace: Workspace }) {
  const { t, i18n } = useTranslation()
  const change = useChangeWorkspace()
  const nameOf = regionNames(i18n.language)
  const regions = [...new Set([...REGIONS, workspace.region])]
  return (
    <div className={classes.rows}>
      <TextSetting label={t('settings.workspace.name')} value={workspace.name} onSave={(name) => change({ name })} />
      <ChoiceSetting
        label={t('settings.workspace.zone')}
        hint={t('settings.workspace.zoneHint')}
        searchable
        options={zones(workspace.zone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={workspace.zone}
        onSave={(zone) => change({ zone })}
      />
      <ChoiceSetting
        label={t('settings.workspace.language')}
        hint={t('settings.workspace.languageHint')}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={workspace.locale}
        onSave={(locale) => change({ locale })}
      />
      <ChoiceSetting
        label={t('settings.workspace.region')}
        hint={t('settings.workspace.regionHint')}
        searchable
        options={regions
          .map((value) => ({ value, label: nameOf(value) }))
          .sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
        value={workspace.region}
        onSave={(region) => change({ region })}
      />
      <ChoiceSetting
        label={t('settings.workspace.crm')}
        options={CRM_MODES.map((value) => ({ value, label: t(`settings.workspace.crmModes.${value}`) }))}
        value={workspace.settings.crm.mode}
        onSave={(mode) => change({ settings: { crm: { mode } } })}
      />
    </div>
  )
}

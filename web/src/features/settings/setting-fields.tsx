/** Settings that save themselves: a text, a number, a choice, a switch. Each says "Guardado" and can be undone. */
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../../api/api-error.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useErrorText } from '../../ui/use-error-text.ts'
import { SettingRow } from './setting-row.tsx'
import classes from './settings.module.css'

interface Setting<Value> {
  label: string
  hint?: string
  value: Value
  onSave: (value: Value) => Promise<unknown>
}

/** What is typed until it is saved, what was wrong with it, and the saving itself. */
function useDraft<Value>(value: Value, onSave: (value: Value) => Promise<unknown>) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const textOf = useErrorText()
  const [draft, setDraft] = useState(value)
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  useEffect(() => setDraft(value), [value])

  const save = async (wanted: Value) => {
    setProblem(null)
    if (wanted === value || saving) return
    setSaving(true)
    try {
      await onSave(wanted)
      toasts.done(t('common.saved'), { undo: async () => void (await onSave(value)) })
    } catch (error) {
      setProblem((isApiError(error) && error.details.fields?.[0]?.message) || textOf(error))
    } finally {
      setSaving(false)
    }
  }
  const giveUp = () => {
    setDraft(value)
    setProblem(null)
  }
  return { draft, setDraft, problem, setProblem, saving, save, giveUp }
}

const keysOf = (save: () => void, giveUp: () => void) => (event: KeyboardEvent) => {
  if (event.key === 'Enter') save()
  if (event.key === 'Escape') giveUp()
}

/** Emptied, it gives `''`. */
export function TextSetting({ label, hint, value, onSave, placeholder }: Setting<string> & { placeholder?: string }) {
  const { draft, setDraft, problem, saving, save, giveUp } = useDraft(value, onSave)
  const go = () => void save(draft.trim())
  return (
    <SettingRow label={label} hint={hint}>
      <TextInput
        aria-label={label}
        placeholder={placeholder ?? ''}
        value={draft}
        error={problem}
        readOnly={saving}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={go}
        onKeyDown={keysOf(go, giveUp)}
      />
    </SettingRow>
  )
}

export function NumberSetting(props: Setting<number> & { min: number; max: number }) {
  const { t } = useTranslation()
  const { label, hint, value, onSave, min, max } = props
  const { draft, setDraft, problem, setProblem, saving, save, giveUp } = useDraft<number | string>(value, (wanted) =>
    onSave(Number(wanted)),
  )
  const go = () => {
    if (typeof draft === 'number') void save(draft)
    else setProblem(t('settings.notANumber'))
  }
  return (
    <SettingRow label={label} hint={hint}>
      <NumberInput
        className={classes.number ?? ''}
        aria-label={label}
        min={min}
        max={max}
        allowDecimal={false}
        allowNegative={false}
        value={draft}
        error={problem}
        readOnly={saving}
        onChange={setDraft}
        onBlur={go}
        onKeyDown={keysOf(go, giveUp)}
      />
    </SettingRow>
  )
}

export function ChoiceSetting<Value extends string>(
  props: Setting<Value> & { options: readonly { value: Value; label: string }[]; searchable?: boolean },
) {
  const { label, hint, value, onSave, options, searchable = false } = props
  const { draft, setDraft, problem, saving, save } = useDraft(value, onSave)
  return (
    <SettingRow label={label} hint={hint}>
      <Select
        aria-label={label}
        data={[...options]}
        allowDeselect={false}
        searchable={searchable}
        value={draft}
        error={problem}
        disabled={saving}
        onChange={(next) => {
          if (next === null) return
          setDraft(next as Value)
          void save(next as Value)
        }}
      />
    </SettingRow>
  )
}

export function SwitchSetting({ label, hint, value, onSave }: Setting<boolean>) {
  const { problem, saving, save } = useDraft(value, onSave)
  return (
    <SettingRow label={label} hint={problem ?? hint}>
      <Switch
        aria-label={label}
        checked={value}
        disabled={saving}
        onChange={(event) => void save(event.currentTarget.checked)}
      />
    </SettingRow>
  )
}

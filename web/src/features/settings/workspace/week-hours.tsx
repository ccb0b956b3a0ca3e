/** The hours of a week, day by day; saved together, since half a week is nobody's wish. */
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WeeklyWindows } from '../../../../../contract/workspace.ts'
import { isApiError } from '../../../api/api-error.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { useErrorText } from '../../../ui/use-error-text.ts'
import classes from '../settings.module.css'
import { DAYS, type Day, fromWeek, nextWindow, readTime, sameWeek, toWeek, type Window } from './hours.ts'

interface Props {
  label: string
  value: WeeklyWindows
  onSave: (value: WeeklyWindows) => Promise<unknown>
}

export function WeekHours({ label, value, onSave }: Props) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const textOf = useErrorText()
  const stored = toWeek(value)
  const [draft, setDraft] = useState(stored)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const changed = !sameWeek(draft, stored)

  const setDay = (day: Day, windows: Window[]) => setDraft((now) => ({ ...now, [day]: windows }))
  const save = async () => {
    setSaving(true)
    setProblem(null)
    try {
      await onSave(fromWeek(draft))
      toasts.done(t('common.saved'), {
        undo: async () => {
          await onSave(value)
          setDraft(stored)
        },
      })
    } catch (error) {
      setProblem((isApiError(error) && error.details.fields?.[0]?.message) || textOf(error))
    } finally {
      setSaving(false)
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own border and legend
    <div role="group" aria-label={label}>
      <dl className={classes.days}>
        {DAYS.map((day) => (
          <DayHours
            key={day}
            day={day}
            windows={draft[day]}
            onChange={(windows) => setDay(day, windows)}
            onCopy={() =>
              setDraft(
                (now) =>
                  Object.fromEntries(DAYS.map((one) => [one, now[day].map((window) => [...window])])) as typeof now,
              )
            }
          />
        ))}
      </dl>
      {problem && (
        <p role="alert" style={{ color: 'var(--red)' }}>
          {problem}
        </p>
      )}
      {changed && (
        <div className={classes.bar}>
          <Button variant="default" disabled={saving} onClick={() => setDraft(stored)}>
            {t('settings.calling.discardHours')}
          </Button>
          <Button loading={saving} onClick={() => void save()}>
            {t('settings.calling.saveHours')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface DayProps {
  day: Day
  windows: Window[]
  onChange: (windows: Window[]) => void
  onCopy: () => void
}

function DayHours({ day, windows, onChange, onCopy }: DayProps) {
  const { t } = useTranslation()
  const name = t(`settings.calling.days.${day}`)
  const set = (index: number, part: 0 | 1, time: string) =>
    onChange(
      windows.map((window, at) => (at === index ? (part === 0 ? [time, window[1]] : [window[0], time]) : window)),
    )
  return (
    <div className={classes.day}>
      <dt>{name}</dt>
      <dd>
        {windows.length === 0 && <span className={classes.closed}>{t('settings.calling.closed')}</span>}
        {windows.map(([from, until], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a window is its place in the day
          <span key={index} className={classes.window}>
            <TimeField
              label={t('settings.calling.from', { day: name, part: String(index + 1) })}
              value={from}
              onChange={(time) => set(index, 0, time)}
            />
            –
            <TimeField
              label={t('settings.calling.until', { day: name, part: String(index + 1) })}
              value={until}
              onChange={(time) => set(index, 1, time)}
            />
            <ActionIcon
              size="sm"
              aria-label={t('settings.calling.removeWindow', { day: name, part: String(index + 1) })}
              onClick={() => onChange(windows.filter((_, at) => at !== index))}
            >
              <IconX size={15} stroke={1.75} />
            </ActionIcon>
          </span>
        ))}
      </dd>
      <span className={classes.window}>
        <ActionIcon
          size="sm"
          aria-label={t('settings.calling.addWindow', { day: name })}
          onClick={() => onChange([...windows, nextWindow(windows)])}
        >
          <IconPlus size={16} stroke={1.75} />
        </ActionIcon>
        <Tooltip label={t('settings.calling.copyToWeekdays')}>
          <ActionIcon size="sm" aria-label={`${t('settings.calling.copyToWeekdays')}: ${name}`} onClick={onCopy}>
            <IconCopy size={15} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </span>
    </div>
  )
}

/** Typed, with 24 hours and the day's end as 24:00: the browser's own field knows neither everywhere. */
function TimeField({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
  return (
    <TextInput
      size="xs"
      className={classes.time ?? ''}
      classNames={{ input: 'tabular' }}
      aria-label={label}
      inputMode="numeric"
      maxLength={5}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(readTime(value))}
    />
  )
}

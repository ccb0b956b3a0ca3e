/** The hours of one day: from and until, as often as needed; none means not there. */
import { ActionIcon } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './setup.module.css'
import { TimeField } from './time-field.tsx'

export type Windows = [from: string, until: string][]

interface Props {
  day: string
  windows: Windows
  disabled: boolean
  onChange: (windows: Windows) => void
}

/** What one more pair of hours begins with: the morning, then the afternoon. */
const FIRST: [string, string] = ['09:00', '14:00']
const SECOND: [string, string] = ['16:00', '20:00']

export function WindowsEditor({ day, windows, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const change = (at: number, side: 0 | 1, time: string) =>
    onChange(
      windows.map((window, index) => (index === at ? (side === 0 ? [time, window[1]] : [window[0], time]) : window)),
    )
  return (
    <>
      <div className={classes.windows}>
        {windows.length === 0 && <span className={classes.closed}>{t('agenda.setup.closed')}</span>}
        {windows.map(([from, until], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair of hours is its place in the day
          <div key={index} className={classes.window}>
            <TimeField
              size="xs"
              required
              disabled={disabled}
              aria-label={t('agenda.setup.opens', { day })}
              value={from}
              onChange={(time) => change(index, 0, time)}
            />
            <span aria-hidden>–</span>
            <TimeField
              size="xs"
              required
              disabled={disabled}
              aria-label={t('agenda.setup.closes', { day })}
              value={until}
              onChange={(time) => change(index, 1, time)}
            />
            {!disabled && (
              <ActionIcon
                size="md"
                aria-label={t('agenda.setup.removeWindow', { day })}
                onClick={() => onChange(windows.filter((_, at) => at !== index))}
              >
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            )}
          </div>
        ))}
      </div>
      {!disabled && (
        <ActionIcon
          size="md"
          aria-label={t('agenda.setup.addWindow', { day })}
          onClick={() => onChange([...windows, windows.length === 0 ? FIRST : SECOND])}
        >
          <IconPlus size={16} stroke={1.75} />
        </ActionIcon>
      )}
    </>
  )
}

/** In order, each ending after it begins, none over another. `00:00` at the end is midnight. */
export function areSound(windows: Windows): boolean {
  const sorted = windows.toSorted(([a], [b]) => a.localeCompare(b))
  const endOf = (until: string) => (until === '00:00' ? '24:00' : until)
  return sorted.every(([from, until], index) => {
    const before = sorted[index - 1]
    return from !== '' && until !== '' && from < endOf(until) && (!before || endOf(before[1]) <= from)
  })
}

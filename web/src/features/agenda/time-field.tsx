/** A time of day in 24 hours, whatever the browser's language: `9`, `930` and `9.30` are understood. */
import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** `HH:MM`. */
  value: string
  onChange: (time: string) => void
}

export function TimeField({ value, onChange, ...rest }: Props) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <TextInput
      {...rest}
      inputMode="numeric"
      placeholder="00:00"
      maxLength={5}
      value={draft ?? value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setDraft(event.currentTarget.value)
        const time = readClock(event.currentTarget.value)
        if (time && event.currentTarget.value.length >= 4) onChange(time)
      }}
      onBlur={() => {
        if (draft !== null) onChange(readClock(draft) ?? value)
        setDraft(null)
      }}
    />
  )
}

/** `HH:MM`, or null for what is no time. */
export function readClock(text: string): string | null {
  const [, hours = '', minutes = '00'] = /^\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*$/.exec(text) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null
  return `${hours.padStart(2, '0')}:${minutes}`
}

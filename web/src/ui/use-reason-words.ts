/** Why somebody is not called, in words: "fuera del horario permitido (3), caso cerrado". */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlockedCountWire } from '../../../contract/calls.ts'
import { es } from '../i18n/es.ts'
import { useFormat } from './use-format.tsx'

const isKnown = (reason: string): reason is keyof typeof es.calls.reason => reason in es.calls.reason

export function useReasonWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return useCallback(
    (counts: readonly BlockedCountWire[]) =>
      counts
        .toSorted((a, b) => b.count - a.count)
        .map(({ reason, count }) => {
          const words = isKnown(reason) ? t(`calls.reason.${reason}`) : reason
          return `${words} (${format.number(count)})`
        })
        .join(', '),
    [t, format],
  )
}

/** One line per reason, from who was skipped. */
export function countReasons(skipped: readonly { reason: string }[]): BlockedCountWire[] {
  const counts = new Map<string, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count }))
}

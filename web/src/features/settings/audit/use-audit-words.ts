/** What was done, as a person would say it; an action without words of its own shows its name. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { es } from '../../../i18n/es.ts'

type Known = keyof typeof es.settings.audit.actions

/** Every action that has words; i18next reads a dot as a step down, so they are kept with a bar. */
export const KNOWN_ACTIONS = (Object.keys(es.settings.audit.actions) as Known[]).map((key) => key.replace('|', '.'))

export function useAuditWords() {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      action: (action: string) => {
        const key = action.replace('.', '|')
        return Object.hasOwn(es.settings.audit.actions, key) ? t(`settings.audit.actions.${key as Known}`) : action
      },
      /** `from: agent, to: supervisor`: the details as they were written down. */
      detail: (detail: Record<string, unknown>) => sayDetail(detail),
    }),
    [t],
  )
}

function sayDetail(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${sayValue(value)}`)
    .join(', ')
}

function sayValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayValue).join(' ')
  if (typeof value === 'object' && value !== null) return `{${sayDetail(value as Record<string, unknown>)}}`
  return String(value)
}

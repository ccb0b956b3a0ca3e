/** A job of the queue, as a person would call it. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { es } from '../i18n/es.ts'

type KnownJob = keyof typeof es.common.jobs

export function useJobWords(): (job: string) => string {
  const { t } = useTranslation()
  return useCallback(
    (job) => {
      // i18next reads a dot as a step down, and jobs are named with one.
      const key = job.replace('.', '|')
      return Object.hasOwn(es.common.jobs, key)
        ? t(`common.jobs.${key as KnownJob}`, { job })
        : t('common.jobs.other', { job })
    },
    [t],
  )
}

/** "May they be called now": yes, or no and why, and from when. */
import { IconCircleCheck, IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/use-format.tsx'
import { usePolicy } from './contact.queries.ts'
import classes from './person.module.css'

export function PolicyLine({ contactId }: { contactId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = usePolicy(contactId)
  if (!data) return null
  const allowed = data.decision === 'allowed'
  const Icon = allowed ? IconCircleCheck : IconHandStop
  return (
    <p className={classes.policy} data-allowed={allowed || undefined}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span>
        <strong>{allowed ? t('people.policy.yes') : t('people.policy.no')}</strong> {!allowed && data.message}
        {!allowed &&
          data.next_allowed_at &&
          ` ${t('people.policy.from', { when: format.when(data.next_allowed_at, { time: true }) })}`}
      </span>
    </p>
  )
}

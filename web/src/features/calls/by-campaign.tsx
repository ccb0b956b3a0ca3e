/** How each campaign has done in the last thirty days: of the calls that ended, how many with somebody on the line. */
import { useTranslation } from 'react-i18next'
import type { CallsStatusWire } from '../../../../contract/calls.ts'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './calls.module.css'
import { percent } from './percent.ts'

export function ByCampaign({ campaigns }: { campaigns: CallsStatusWire['success_by_campaign'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (campaigns.length === 0) return null
  return (
    <>
      <h2 className={classes.part}>{t('calls.byCampaign')}</h2>
      <dl className={classes.campaigns}>
        {campaigns.map(({ outbound_id, name, total, success_rate }) => (
          <div key={outbound_id}>
            <dt>{name || outbound_id}</dt>
            <dd className="tabular">
              {success_rate === null ? '–' : percent(success_rate, format.language)}
              <span className={classes.quiet}> {t('calls.ofCalls', { total: format.number(total) })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

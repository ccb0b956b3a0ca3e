/** The last calls that ended, each with how, and the way to it. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sayPhone } from '../../ui/format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { When } from '../../ui/use-format.tsx'
import classes from './calls.module.css'
import { useEndedCalls } from './calls.queries.ts'

const SHOWN = 8

export function JustEnded() {
  const { t } = useTranslation()
  const ended = useEndedCalls(false).data?.pages[0]?.items.slice(0, SHOWN) ?? []
  if (ended.length === 0) return null
  return (
    <>
      <h2 className={classes.part}>{t('calls.flight.justEnded')}</h2>
      <ul className={classes.places}>
        {ended.map((call) => (
          <li key={call.id} className={classes.place}>
            <span className={classes.placeTop}>
              <Link to="/calls/$callId" params={{ callId: call.id }} search={true} className={classes.who}>
                {call.contact_name ?? sayPhone(call.phone)}
              </Link>
            </span>
            <span className={classes.placeBelow}>
              {call.disposition ? (
                <StateBadge kind="disposition" state={call.disposition} />
              ) : (
                <StateBadge kind="callStatus" state={call.call_status} />
              )}
              <When at={call.ended_at ?? call.since} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

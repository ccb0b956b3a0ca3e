/** Who is being called, how far each call is and its seconds; an ended one stays a moment with how it ended. */
import { useMediaQuery } from '@mantine/hooks'
import { IconPhone } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallEventData, CallsStatusWire } from '../../../../contract/calls.ts'
import type { LiveEvent } from '../../api/event-stream.ts'
import { useLiveEvents } from '../../api/live.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { sayDuration, sayPhone } from '../../ui/format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { ByCampaign } from './by-campaign.tsx'
import classes from './calls.module.css'
import { useCallsInFlight } from './calls.queries.ts'
import { JustEnded } from './just-ended.tsx'
import { type Ending, type PlaceInFlight, type Places, seat } from './places-in-flight.ts'
import { useNow } from './use-now.ts'

/** More are counted, not listed. */
const SHOWN = 30

interface Props {
  running: boolean
  /** How many calls there may be at a time. */
  places: number
  campaigns: CallsStatusWire['success_by_campaign']
}

export function InFlight({ running, places: most, campaigns }: Props) {
  const { t } = useTranslation()
  const query = useCallsInFlight()
  const now = useNow()
  const places = usePlaces(query.data, now, Math.max(most, 1))
  const wide = useMediaQuery('(min-width: 75em)')
  const shown = places.slice(0, SHOWN)
  const more =
    places.filter((place) => place && !place.ended).length - shown.filter((place) => place && !place.ended).length
  // On the wide board the free places stand there from the beginning, so that it has its size.
  const free = wide && running ? Math.max(0, Math.min(most, 12) - shown.length) : 0

  return (
    <section className={classes.flight} aria-label={t('calls.flight.title')}>
      <h2 className={classes.part}>{t('calls.flight.title')}</h2>
      {query.error && !query.data && <ErrorState small error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && shown.length === 0 && free === 0 && (
        <EmptyState
          small
          icon={IconPhone}
          title={t('calls.flight.empty')}
          hint={running ? t('calls.flight.emptyRunning') : t('calls.flight.emptyHint')}
        />
      )}
      <ul className={classes.places}>
        {shown.map((place, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place on the board is its number
          <li key={index} className={classes.place} data-ended={place?.ended ? true : undefined}>
            {place ? (
              <Flying place={place} now={now} />
            ) : (
              <span className={classes.free}>{t('calls.flight.free')}</span>
            )}
          </li>
        ))}
        {Array.from({ length: free }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: free places are all alike
          <li key={`free ${index}`} className={classes.place}>
            <span className={classes.free}>{t('calls.flight.free')}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={classes.quiet}>{t('calls.flight.more', { count: more })}</p>}
      <JustEnded />
      <ByCampaign campaigns={campaigns} />
    </section>
  )
}

function Flying({ place: { call, ended }, now }: { place: PlaceInFlight; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const seconds = ((ended?.at ?? now) - Date.parse(call.since)) / 1000
  return (
    <>
      <span className={classes.placeTop}>
        <Link to="/people/$leadId" params={{ leadId: call.lead_id }} className={classes.who}>
          {call.contact_name ?? sayPhone(call.phone)}
        </Link>
        <time
          className={`${classes.seconds} tabular`}
          title={t('calls.flight.seconds', { when: format.exactly(call.since) })}
        >
          {sayDuration(seconds)}
        </time>
      </span>
      <span className={classes.placeBelow}>
        {ended?.how?.disposition ? (
          <StateBadge kind="disposition" state={ended.how.disposition} />
        ) : ended?.how ? (
          <StateBadge kind="callStatus" state={ended.how.call_status} />
        ) : (
          <span className={classes.stage} data-stage={call.state}>
            {t(`calls.flight.state.${ended ? 'settled' : call.state}`)}
          </span>
        )}
        <span className="tabular">{sayPhone(call.phone)}</span>
      </span>
    </>
  )
}

function usePlaces(flying: Parameters<typeof seat>[1] | undefined, now: number, most: number): Places {
  const endings = useRef(new Map<string, Ending>())
  const [places, setPlaces] = useState<Places>([])
  useLiveEvents(
    useCallback((event: LiveEvent) => {
      if (event.topic !== 'calls' || event.type !== 'call.changed') return
      const data = event.data as unknown as CallEventData
      if (data.state === 'settled') endings.current.set(data.call_id, data)
      // Only the newest matter: older ones have left the board.
      if (endings.current.size > 500) endings.current.delete(endings.current.keys().next().value ?? '')
    }, []),
  )
  useEffect(() => {
    if (flying) setPlaces((before) => seat(before, flying, endings.current, now, most))
  }, [flying, now, most])
  return places
}

/** Where things are: icons with labels, collapsible; a bar at the foot of a phone. */
import { Tooltip, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { type Place, places } from '../places.ts'
import classes from './rail.module.css'

export function Rail() {
  const { t } = useTranslation()
  const { scopes } = useSession()
  const [closed, setClosed] = useLocalStorage({
    key: 'antesala.rail.closed',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const Toggle = closed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggleLabel = closed ? t('shell.expand') : t('shell.collapse')
  return (
    <nav className={classes.rail} data-closed={closed || undefined} aria-label={t('shell.navigation')}>
      <Link to="/" className={classes.brand} aria-label="Antesala">
        <img src="/mark.svg" alt="" width={26} height={26} />
        <span>Antesala</span>
      </Link>
      <ul className={classes.places}>
        {places
          .filter((place) => !place.scope || scopes.includes(place.scope))
          .map((place) => (
            <PlaceLink key={place.id} place={place} closed={closed} />
          ))}
      </ul>
      <Tooltip label={toggleLabel} position="right" disabled={!closed}>
        <UnstyledButton
          className={`${classes.place} ${classes.toggle}`}
          aria-label={toggleLabel}
          onClick={() => setClosed(!closed)}
        >
          <Toggle size={20} stroke={1.6} aria-hidden />
          <span>{t('shell.collapse')}</span>
        </UnstyledButton>
      </Tooltip>
    </nav>
  )
}

function PlaceLink({ place, closed }: { place: Place; closed: boolean }) {
  const { t } = useTranslation()
  const label = t(`shell.places.${place.id}`)
  const { pathname } = useLocation()
  const within = place.also?.some((path) => pathname.startsWith(path))
  return (
    <li>
      <Tooltip label={label} position="right" disabled={!closed}>
        <Link
          to={place.to}
          activeOptions={{ exact: place.to === '/', includeSearch: false }}
          className={classes.place}
          data-within={within || undefined}
        >
          <place.icon size={20} stroke={1.6} aria-hidden />
          <span>{label}</span>
        </Link>
      </Tooltip>
    </li>
  )
}

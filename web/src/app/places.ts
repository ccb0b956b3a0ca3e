/** The sections of the console, in the order of a person's way. A new one is a line here and a route in router.tsx. */

import { IconCalendar, IconHome, IconPhone, IconSettings, IconUsers, type TablerIcon } from '@tabler/icons-react'
import type { AccessScope } from '../api/session.ts'

export interface Place {
  id: 'home' | 'people' | 'calls' | 'agenda' | 'settings'
  to: '/' | '/people' | '/calls' | '/agenda' | '/settings'
  icon: TablerIcon
  /** Pressed after `g`. */
  key: string
  /** Whoever lacks this scope does not see the place. */
  scope?: AccessScope
  /** Other addresses that belong to it. */
  also?: readonly string[]
}

export const places: readonly Place[] = [
  { id: 'home', to: '/', icon: IconHome, key: 'i' },
  { id: 'people', to: '/people', icon: IconUsers, key: 'p', scope: 'leads:read', also: ['/imports'] },
  { id: 'calls', to: '/calls', icon: IconPhone, key: 'l', scope: 'calls:read' },
  { id: 'agenda', to: '/agenda', icon: IconCalendar, key: 'a', scope: 'appointments:read' },
  { id: 'settings', to: '/settings', icon: IconSettings, key: 's' },
]

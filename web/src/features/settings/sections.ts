/** The parts of Ajustes, in their order, each with the scope without which it is not shown. */
import {
  IconAlertTriangle,
  IconBuilding,
  IconKey,
  IconListDetails,
  IconPhoneCall,
  IconPlugConnected,
  IconUserCircle,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import type { AccessScope } from '../../api/session.ts'

interface Section {
  id: 'account' | 'workspace' | 'calling' | 'members' | 'keys' | 'connections' | 'audit' | 'failed'
  to:
    | '/settings/account'
    | '/settings/workspace'
    | '/settings/calling'
    | '/settings/members'
    | '/settings/keys'
    | '/settings/connections'
    | '/settings/audit'
    | '/settings/failed'
  icon: TablerIcon
  scope?: AccessScope
}

export const sections: readonly Section[] = [
  { id: 'account', to: '/settings/account', icon: IconUserCircle },
  { id: 'workspace', to: '/settings/workspace', icon: IconBuilding, scope: 'admin' },
  { id: 'calling', to: '/settings/calling', icon: IconPhoneCall, scope: 'admin' },
  { id: 'members', to: '/settings/members', icon: IconUsersGroup, scope: 'leads:read' },
  { id: 'keys', to: '/settings/keys', icon: IconKey, scope: 'admin' },
  { id: 'connections', to: '/settings/connections', icon: IconPlugConnected, scope: 'admin' },
  { id: 'audit', to: '/settings/audit', icon: IconListDetails, scope: 'admin' },
  { id: 'failed', to: '/settings/failed', icon: IconAlertTriangle, scope: 'admin' },
]

/** Every address of the console. Each feature is a chunk of its own, fetched when first opened. */
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { isApiError } from '../api/api-error.ts'
import { sessionQuery } from '../api/session.ts'
import { Crashed, NotFound, Waiting } from './page-faces.tsx'
import { readSearch, type TextSearch, writeSearch } from './search-text.ts'
import { Shell } from './shell/shell.tsx'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  validateSearch: (search): TextSearch => search as TextSearch,
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('../features/sign-in/login-page.tsx'), 'LoginPage'),
})
const reset = createRoute({
  getParentRoute: () => root,
  path: '/login/reset',
  component: lazyRouteComponent(() => import('../features/sign-in/reset-page.tsx'), 'ResetPage'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../features/sign-in/setup-page.tsx'), 'SetupPage'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery)
    } catch (error) {
      if (isApiError(error) && error.status === 401) throw redirect({ to: '/login', search: { next: location.href } })
      throw error
    }
  },
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
})

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
})
const person = createRoute({
  getParentRoute: () => people,
  path: '$leadId',
  component: lazyRouteComponent(() => import('../features/people/person-panel.tsx'), 'PersonPanel'),
})

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  component: lazyRouteComponent(() => import('../features/imports/history-page.tsx'), 'ImportHistoryPage'),
})
const newImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/new',
  component: lazyRouteComponent(() => import('../features/imports/new-import-page.tsx'), 'NewImportPage'),
})
const oneImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('../features/imports/import-page.tsx'), 'ImportPage'),
})

const calls = createRoute({
  getParentRoute: () => shell,
  path: '/calls',
  component: lazyRouteComponent(() => import('../features/calls/calls-page.tsx'), 'CallsPage'),
})
const call = createRoute({
  getParentRoute: () => calls,
  path: '$callId',
  component: lazyRouteComponent(() => import('../features/calls/call-panel.tsx'), 'CallPanel'),
})

const agenda = createRoute({
  getParentRoute: () => shell,
  path: '/agenda',
  component: lazyRouteComponent(() => import('../features/agenda/agenda-page.tsx'), 'AgendaPage'),
})
const appointment = createRoute({
  getParentRoute: () => agenda,
  path: '$appointmentId',
  component: lazyRouteComponent(() => import('../features/agenda/appointment-panel.tsx'), 'AppointmentPanel'),
})
const agendaSetup = createRoute({
  getParentRoute: () => shell,
  path: '/agenda/settings',
  component: lazyRouteComponent(() => import('../features/agenda/setup-page.tsx'), 'AgendaSetupPage'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
})
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/account', replace: true })
  },
})
const settingsAccount = createRoute({
  getParentRoute: () => settings,
  path: 'account',
  component: lazyRouteComponent(() => import('../features/settings/account/account-section.tsx'), 'AccountSection'),
})
const settingsWorkspace = createRoute({
  getParentRoute: () => settings,
  path: 'workspace',
  component: lazyRouteComponent(
    () => import('../features/settings/workspace/workspace-section.tsx'),
    'WorkspaceSection',
  ),
})
const settingsCalling = createRoute({
  getParentRoute: () => settings,
  path: 'calling',
  component: lazyRouteComponent(() => import('../features/settings/workspace/calling-section.tsx'), 'CallingSection'),
})
const settingsMembers = createRoute({
  getParentRoute: () => settings,
  path: 'members',
  component: lazyRouteComponent(() => import('../features/settings/members/members-section.tsx'), 'MembersSection'),
})
const settingsKeys = createRoute({
  getParentRoute: () => settings,
  path: 'keys',
  component: lazyRouteComponent(() => import('../features/settings/keys/keys-section.tsx'), 'KeysSection'),
})
const settingsConnections = createRoute({
  getParentRoute: () => settings,
  path: 'connections',
  component: lazyRouteComponent(
    () => import('../features/settings/connections/connections-section.tsx'),
    'ConnectionsSection',
  ),
})
const settingsAudit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  component: lazyRouteComponent(() => import('../features/settings/audit/audit-section.tsx'), 'AuditSection'),
})
const settingsFailed = createRoute({
  getParentRoute: () => settings,
  path: 'failed',
  component: lazyRouteComponent(() => import('../features/settings/failed-work/failed-section.tsx'), 'FailedSection'),
})

const tree = root.addChildren([
  login,
  reset,
  setup,
  shell.addChildren([
    home,
    people.addChildren([person]),
    newImport,
    oneImport,
    imports,
    calls.addChildren([call]),
    agenda.addChildren([appointment]),
    agendaSetup,
    settings.addChildren([
      settingsStart,
      settingsAccount,
      settingsWorkspace,
      settingsCalling,
      settingsMembers,
      settingsKeys,
      settingsConnections,
      settingsAudit,
      settingsFailed,
    ]),
  ]),
])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: Waiting,
    defaultPendingMs: 150,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}

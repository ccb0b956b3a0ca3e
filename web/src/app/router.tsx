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
  path: '/reset',
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

/** Starts the console: language first, then the frame. */
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './app/tokens.css'
import './app/base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { setApiContext } from './api/client.ts'
import { makeQueryClient } from './api/query-client.ts'
import { makeRouter } from './app/router.tsx'
import { theme } from './app/theme.ts'
import { startLanguages } from './i18n/index.ts'

const queries = makeQueryClient()
const router = makeRouter(queries)

setApiContext({
  onSignedOut: () => {
    const { pathname, href } = router.state.location
    if (['/login', '/login/reset', '/setup'].includes(pathname)) return
    queries.clear()
    void router.navigate({ to: '/login', search: { next: href } })
  },
})

await startLanguages()

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-center" limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

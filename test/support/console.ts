/** Somebody at the console of a running product, in a real browser; whatever goes wrong there unseen is written down. */
import { existsSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'

/** How long a page may take to show something: less than a test may, so that it says itself what it waited for. */
const PATIENCE_MS = 15_000

export interface ConsoleVisit {
  page: Page
  /** Errors of scripts, words in the browser's console, requests that failed or were refused; cleared by reading. */
  troubles(): string[]
}

/** A browser of its own, signed in nowhere, on an empty page. */
export async function visitConsole(url: string, options: BrowserContextOptions = {}): Promise<ConsoleVisit> {
  if (!existsSync('web/dist/index.html'))
    throw new Error('The console is not built: run `node scripts/prepare.mjs`, which `npm test` does by itself.')
  const browser = await openBrowser()
  const context = await browser.newContext({
    baseURL: url,
    locale: 'es-ES',
    timezoneId: 'Europe/Madrid',
    viewport: { width: 1440, height: 900 },
    ...options,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  return { page, troubles: watch(page) }
}

/** By the form, as a person does. */
export async function signIn(page: Page, who: { user: string; password: string }): Promise<void> {
  await page.getByLabel('Correo electrónico').fill(who.user)
  await page.getByLabel('Contraseña', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: 'Entrar' }).click()
}

function watch(page: Page): () => string[] {
  let seen: string[] = []
  page.on('pageerror', (error) => seen.push(`script: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    // Who is not signed in yet is told so; the console asks before it shows the form.
    if (/status of 401/.test(message.text()) && new URL(url).pathname === '/api/v1/me') return
    seen.push(`console: ${message.text()} (${url})`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) seen.push(`${response.status()}: ${response.request().method()} ${response.url()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A page that is left gives up what it asked.
    if (why !== 'net::ERR_ABORTED') seen.push(`${why}: ${request.method()} ${request.url()}`)
  })
  return () => {
    const told = seen
    seen = []
    return told
  }
}

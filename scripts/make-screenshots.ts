/**
 * Pictures of every page for the documentation, from a demo of its own that works while they are taken:
 * docs/images/<page>-1440.png and -390.png. `npm run screenshots [page …]`; the console must be built.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { loadConfig } from '../src/app/config.ts'
import { startAntesala } from '../src/app/start.ts'
import { launchChromium } from './chromium.ts'
import { shrinkPng } from './palette-png.ts'

const ROOT = path.join(import.meta.dirname, '..')
const INTO = path.join(ROOT, 'docs', 'images')
const SHEET = path.join(ROOT, 'examples', 'people.xlsx')
/** More would make a clone heavy. */
const MOST_BYTES = 250_000
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

interface Demo {
  url: string
  sandboxUrl: string
  user: string
  password: string
  apiKey: string
}

type Shot = (page: Page, demo: Demo) => Promise<void>

/** A page opened by its address, ready when this heading is there. */
const at =
  (address: string, heading: string | RegExp): Shot =>
  async (page) => {
    await page.goto(address)
    await page.getByRole('heading', { name: heading }).first().waitFor()
  }

const SHOTS: Record<string, Shot> = {
  home: at('/', /^Buen/),
  people: at('/people', 'Personas'),
  person: async (page, demo) => {
    const { items } = await ask(demo, '/api/v1/leads?city=Valencia&status=closed&limit=1')
    await page.goto(`/people/${items[0].id}?city=Valencia`)
    await page.getByText('Viene de una hoja').first().waitFor()
  },
  'import-preview': async (page) => {
    await page.goto('/imports/new')
    await page.locator('input[type=file]').setInputFiles(SHEET)
    await page.getByRole('heading', { name: 'people.xlsx' }).waitFor()
  },
  'import-report': async (page, demo) => {
    const { items } = await ask(demo, '/api/v1/imports')
    await page.goto(`/imports/${items.find((line: { status: string }) => line.status === 'applied').id}`)
    await page.getByText('Aplicada').waitFor()
  },
  imports: at('/imports', 'Importaciones'),
  calls: at('/calls', 'Llamadas'),
  'calls-done': at('/calls?view=done', 'Llamadas'),
  agenda: at(`/agenda?view=week&day=${inDays(3)}`, /./),
  'agenda-day': at('/agenda', /./),
  'agenda-settings': at('/agenda/settings', 'Horarios y servicios'),
  'settings-account': at('/settings/account', 'Mi cuenta'),
  'settings-workspace': at('/settings/workspace', 'Espacio de trabajo'),
  'settings-calling': at('/settings/calling', 'Llamadas'),
  'settings-members': at('/settings/members', 'Miembros'),
  'settings-keys': at('/settings/keys', 'Claves de API'),
  'settings-connections': at('/settings/connections', 'Conexiones'),
  'settings-audit': at('/settings/audit', 'Registro'),
  'settings-failed': at('/settings/failed', 'Trabajo fallido'),
}

const wanted = process.argv.slice(2)
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'antesala screenshots '))
const config = loadConfig({
  env: { PORT: '0', ANTESALA_DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  root: ROOT,
})
const antesala = await startAntesala(config)
const { browser } = await launchChromium()
try {
  await mkdir(INTO, { recursive: true })
  await prepare(antesala.demo as Demo)
  for (const size of SIZES) await takeAll(browser, antesala.demo as Demo, size)
} finally {
  await browser.close()
  await antesala.close()
  await rm(dataDir, { recursive: true, force: true })
}

/** People, some calls behind them, and a run that is on while the pictures are taken. */
async function prepare(demo: Demo): Promise<void> {
  const form = new FormData()
  form.set('options', '{}')
  form.set('file', new Blob([await readFile(SHEET)]), path.basename(SHEET))
  const { id } = await ask(demo, '/api/v1/imports', form)
  await ask(demo, `/api/v1/imports/${id}/apply`, {})
  await settled(demo, async () => (await ask(demo, `/api/v1/imports/${id}`)).status === 'applied')
  await ask(demo, '/api/v1/api-keys', { name: 'Formulario de la web', scopes: ['leads:write', 'contacts:write'] })
  for (const [name, email, role] of [
    ['Marta Ferrer', 'marta@clinica.example', 'supervisor'],
    ['Jordi Puig', 'jordi@clinica.example', 'agent'],
  ])
    await ask(demo, '/api/v1/members', { name, email, role })

  await simulator(demo, '/control/settings', { call_ms: 60 })
  await saysYes(demo, 'Valencia')
  await start(demo, 'Valencia')
  await settled(demo, async () => (await ask(demo, '/api/v1/leads?city=Valencia&status=closed')).items.length > 2)
  await ask(demo, '/api/calls/stop', {})
  await settled(demo, async () => (await ask(demo, '/api/calls/status')).active === 0)
  // Slow enough that every picture has calls in it.
  await simulator(demo, '/control/settings', { call_ms: 9_000 })
  await start(demo, 'Madrid')
  await settled(demo, async () => (await ask(demo, '/api/calls/status')).total > 3)
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Three people of a city want an appointment for tomorrow. */
async function saysYes(demo: Demo, city: string): Promise<void> {
  const { items } = await ask(demo, `/api/v1/leads?city=${city}&limit=3`)
  const tomorrow = inDays(1)
  await simulator(
    demo,
    '/control/script',
    items.map((lead: { contact: { phones: string[] } }, index: number) => ({
      vendor: 'pearl',
      phone: lead.contact.phones[0],
      outcomes: [
        {
          status: 4,
          conversationStatus: 100,
          collectedInfo: { nuevaCita: `${tomorrow} ${10 + index}:30`, conPack: 'true' },
        },
      ],
    })),
  )
}

async function start(demo: Demo, city: string): Promise<void> {
  await ask(demo, '/api/calls/leads/select', { filter: { city }, selected: true })
  await ask(demo, '/api/calls/start', { max_concurrent_calls: 5 })
}

async function takeAll(from: Browser, demo: Demo, viewport: { width: number; height: number }): Promise<void> {
  const narrow = viewport.width < 800
  const context = await from.newContext({
    baseURL: demo.url,
    viewport,
    locale: 'es-ES',
    timezoneId: 'Europe/Madrid',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    hasTouch: narrow,
  })
  const page = await context.newPage()
  if (isWanted('login')) {
    await page.goto('/login')
    await page.getByRole('button', { name: 'Entrar' }).waitFor()
    await take(page, 'login', viewport.width)
  }
  await page.goto('/login')
  await page.getByLabel('Correo electrónico').fill(demo.user)
  await page.getByLabel('Contraseña', { exact: true }).fill(demo.password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('heading', { level: 1, name: /^Buen/ }).waitFor()
  for (const [name, open] of Object.entries(SHOTS)) {
    if (!isWanted(name)) continue
    await open(page, demo)
    await take(page, name, viewport.width)
  }
  await context.close()
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.includes(name)
}

async function take(page: Page, name: string, width: number): Promise<void> {
  // What is still on its way shows as grey bars, and fonts as somebody else's.
  const onItsWay = page.locator('.mantine-Skeleton-root, [aria-busy=true]')
  while ((await onItsWay.count()) > 0) await onItsWay.first().waitFor({ state: 'detached' })
  await page.evaluate(() =>
    (globalThis as unknown as { document: { fonts: { ready: Promise<object> } } }).document.fonts.ready.then(
      () => null,
    ),
  )
  const png = shrinkPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
  const file = path.join(INTO, `${name}-${width}.png`)
  await writeFile(file, png)
  const heavy = png.length > MOST_BYTES ? ', too heavy' : ''
  console.log(`${path.relative(ROOT, file)}, ${Math.round(png.length / 1024)} KB${heavy}`)
  if (heavy) process.exitCode = 1
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many routes, read a field at a time
async function ask(demo: Demo, address: string, body?: object): Promise<any> {
  const form = body instanceof FormData
  const reply = await fetch(demo.url + address, {
    method: body ? 'POST' : 'GET',
    headers: { 'x-api-key': demo.apiKey, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  })
  if (!reply.ok) throw new Error(`${address}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

async function simulator(demo: Demo, address: string, wish: object): Promise<void> {
  const reply = await fetch(demo.sandboxUrl + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  })
  if (!reply.ok) throw new Error(`the simulator does not take its settings: ${reply.status}`)
}

/** Looked at first, then at every live event of the workspace. */
async function settled(demo: Demo, is: () => Promise<boolean>): Promise<void> {
  const over = new AbortController()
  const patience = setTimeout(() => over.abort(new Error('the demo did not come that far in two minutes')), 120_000)
  const stream = await fetch(`${demo.url}/api/v1/events`, {
    headers: { 'x-api-key': demo.apiKey },
    signal: over.signal,
  })
  const events = stream.body!.getReader()
  while (!(await is())) await events.read()
  clearTimeout(patience)
  await events.cancel()
}

/** A working day at the console, in a real browser: a sheet of people, their calls, an appointment, its story. */
import { createHmac } from 'node:crypto'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { mostInFlight } from '../support/calls-in-flight.ts'
import { type ConsoleVisit, signIn, visitConsole } from '../support/console.ts'
import { type RunningProduct, startProduct } from '../support/product.ts'

const CITY = 'Valencia'
const CAP = 5
/** Phones whose ending is theirs to choose in the simulator; who wants an appointment has another. */
const TOLD_BY_PHONE = /(0005|0007|0070|0006|0100|0130|0220|0002)$/

let product: RunningProduct
let visit: ConsoleVisit
let page: Page
/** Somebody of the city who says yes on the phone. */
let wants: { name: string; phone: string }

beforeAll(async () => {
  product = await startProduct()
  await product.sandbox('POST', '/control/settings', { call_ms: 100 })
  // Nobody wants to wait half a minute for the second try.
  await product.send('PATCH', '/api/v1/workspace', { settings: { calls: { retrySeconds: 1 } } })
  visit = await visitConsole(product.url)
  page = visit.page
}, 90_000)

afterEach(() => {
  expect(visit.troubles(), 'what the browser complained about').toEqual([])
})

const title = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const goTo = (place: string) =>
  page.getByRole('navigation', { name: 'Secciones' }).getByRole('link', { name: place }).click()
const grid = () => page.getByRole('grid').first()

test('somebody signs in, and sees what needs them now', async () => {
  await page.goto('/people?city=Sevilla')
  await title('Entrar en Antesala').waitFor()
  await signIn(page, product.demo!)
  // To where they wanted to go.
  await title('Personas').waitFor()
  expect(new URL(page.url()).searchParams.get('city')).toBe('Sevilla')
  await goTo('Inicio')
  await title(/^(Buenos días|Buenas tardes|Buenas noches), Demo$/).waitFor()
})

test('a sheet of five hundred is looked at, applied, and reported', async () => {
  await goTo('Personas')
  await page.getByRole('link', { name: 'Importar', exact: true }).click()
  await title('Importar personas').waitFor()
  // The browser's own window for files is beyond a test's reach: the field behind it is not.
  await page.locator('input[type=file]').setInputFiles(path.resolve('examples/people.xlsx'))

  await title('people.xlsx').waitFor()
  await page.getByText('Así quedaría. Todavía no se ha escrito nada.').waitFor()
  expect(await figure('Filas')).toBe(500)
  const valid = await figure('Se pueden importar')
  const rejected = await figure('Rechazadas')
  const repeated = await figure('Repetidas en la hoja')
  expect([valid > 450, repeated > 0, rejected > 0]).toEqual([true, true, true])
  expect(valid + repeated + rejected).toBe(500)

  await page.getByRole('button', { name: `Importar ${valid} filas` }).click()
  await page.getByText('Aplicada').waitFor()
  expect(await figure('Rechazadas')).toBe(rejected)
  const outcomes = await Promise.all(['Nuevas', 'Actualizadas', 'Sin cambios', 'Saltadas', 'Rechazadas'].map(figure))
  expect(outcomes.reduce((sum, one) => sum + one, 0)).toBe(500)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Descargar informe' }).first().click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
}, 60_000)

test('everybody of one city is selected, beyond the rows that are on the screen', async () => {
  await goTo('Personas')
  await title('Personas').waitFor()
  await page.getByLabel('Ciudad').fill(CITY)
  await page.getByText(/^\d+ coinciden$/).waitFor()
  expect(new URL(page.url()).searchParams.get('city')).toBe(CITY)
  const matching = Number.parseInt(await page.getByText(/^\d+ coinciden$/).innerText(), 10)
  expect(matching).toBeGreaterThan(20)

  await grid().getByRole('row').nth(1).getByRole('checkbox').click()
  await page.getByRole('button', { name: `Seleccionar las ${matching} que coinciden` }).click()
  await page.getByText(`Las ${matching} que coinciden están seleccionadas`).waitFor()
  await page.getByRole('button', { name: 'Seleccionar para llamar' }).click()
  const told = page.getByText(/personas seleccionadas para llamar/)
  await told.waitFor()
  const { body } = await product.send('GET', `/api/calls/leads?city=${CITY}&status=selected&limit=500`)
  expect(await told.innerText()).toContain(`${body.items.length} personas`)

  const willing = body.items.find((lead: any) => !TOLD_BY_PHONE.test(lead.contact.phones[0]))
  wants = { name: willing.contact.name, phone: willing.contact.phones[0] }
})

test('START asks once and calls them, five at a time, live on the screen until the last', async () => {
  const outcome = { status: 4, conversationStatus: 100, collectedInfo: { nuevaCita: wallIn(-3600), conPack: 'true' } }
  await product.sandbox('POST', '/control/script', [{ vendor: 'pearl', phone: wants.phone, outcomes: [outcome] }])

  await goTo('Llamadas')
  await page.getByRole('button', { name: /^START/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Empezar a llamar' })
  await dialog.getByLabel('Llamadas a la vez').fill(String(CAP))
  await dialog.getByRole('button', { name: /^Llamar a \d+ personas$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText(/^En marcha desde/).waitFor()
  await page.getByRole('region', { name: 'En curso', exact: true }).getByRole('link').first().waitFor()
  // Nothing is pressed and nothing reloaded: the end is told.
  await page.getByText(/^Tanda terminada/).waitFor({ timeout: 90_000 })
  const board = page.getByRole('region', { name: 'Avance de la tanda' })
  await board.getByText(/100\s%/).waitFor()
  for (const state of ['Seleccionada', 'Llamando'])
    await board.getByRole('button', { name: `Ver en la lista: ${state}, 0` }).waitFor()
  const { body: journal } = await product.sandbox('GET', '/control/journal?vendor=pearl')
  expect(mostInFlight(journal)).toBeLessThanOrEqual(CAP)
  expect(mostInFlight(journal)).toBeGreaterThan(1)
}, 120_000)

test('the story of who said yes is on their page', async () => {
  await openPerson(wants.phone, wants.name)
  const panel = page.getByRole('region', { name: wants.name })
  await panel.getByText('Viene de una hoja').waitFor()
  await panel.getByText('Se le llama', { exact: true }).waitFor()
  await panel.getByText(/^Llamada: /).waitFor()
  await panel
    .getByText(/^Cita hoy|^Cita ayer/)
    .first()
    .waitFor()
})

test('the appointment is in the agenda; that they came is noted, and the story ends with it', async () => {
  await goTo('Agenda')
  await page.getByLabel('Elegir día').fill(wallIn(-3600).slice(0, 10))
  await page.getByRole('button', { name: new RegExp(`${wants.name}.*Reservada`) }).click()
  await page.getByRole('button', { name: 'Acudió', exact: true }).click()
  await page.getByText('Anotado: acudió.').waitFor()
  await page.getByRole('button', { name: new RegExp(`${wants.name}.*Cumplida`) }).waitFor()

  await openPerson(wants.phone, wants.name)
  const panel = page.getByRole('region', { name: wants.name })
  const last = panel.getByRole('listitem').first()
  await last.getByText(/^Acude a la cita/).waitFor()
})

test('a click on a free hour books it', async () => {
  const { day, staff, from } = await openingHour()
  await goTo('Agenda')
  await page.getByLabel('Elegir día').fill(day)
  const lane = page.locator(`[data-lane="${day} ${staff.id}"]`)
  const open = await present(lane.locator('> [aria-hidden]').first().boundingBox())
  const whole = await present(lane.boundingBox())
  await lane.click({ position: { x: whole.width / 2, y: open.y - whole.y + 6 } })
  const dialog = page.getByRole('dialog', { name: 'Nueva cita' })
  await dialog.getByLabel('Para quién').fill('Remedios Invitada')
  await page.getByRole('option', { name: /Persona nueva/ }).click()
  await dialog.getByLabel('Teléfono').fill('612 340 987')
  await dialog.getByRole('combobox', { name: 'Servicio' }).click()
  await page.getByRole('option').first().click()
  await dialog.getByRole('button', { name: new RegExp(`^Reservar .*${from}$`) }).click()
  await page.getByText(/^Cita reservada: Remedios Invitada/).waitFor()
  await page.getByRole('button', { name: new RegExp(`^${from}.*Remedios Invitada.*Reservada`) }).waitFor()
})

test('an appointment is dragged to another hour, and nothing else opens', async () => {
  const booked = page.getByRole('button', { name: /Remedios Invitada.*Reservada/ })
  const before = await present(booked.boundingBox())
  const label = await present(booked.getAttribute('aria-label'))
  const x = before.x + before.width / 2
  await page.mouse.move(x, before.y + 8)
  await page.mouse.down()
  // Down its own column, by quarters, until there is room.
  const fits = page.getByRole('status').filter({ hasText: 'Aquí cabe' })
  for (let down = before.height; (await fits.count()) === 0 && down < 400; down += 18)
    await page.mouse.move(x, before.y + down)
  await fits.waitFor()
  await page.mouse.up()
  await expect.poll(() => booked.getAttribute('aria-label')).not.toBe(label)
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a colleague who is invited comes in by the link and sees what their role may do', async () => {
  await goTo('Ajustes')
  const sections = page.getByRole('navigation', { name: 'Ajustes' })
  await sections.getByRole('link', { name: 'Miembros' }).click()
  await page.getByRole('button', { name: 'Invitar', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Invitar a alguien' })
  await dialog.getByLabel('Nombre').fill('Elvira Recepción')
  await dialog.getByLabel('Correo').fill('elvira@clinica.example')
  await dialog.getByRole('radio', { name: /^Agente/ }).click()
  await dialog.getByRole('button', { name: 'Invitar' }).click()
  const link = await page.getByLabel('Enlace de entrada de Elvira Recepción').inputValue()
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar' }).last().click()

  const theirs = await visitConsole(product.url)
  await theirs.page.goto(link)
  await theirs.page.getByLabel('Nueva contraseña').fill('la de Elvira, larga')
  await theirs.page.getByLabel('Repítela').fill('la de Elvira, larga')
  await theirs.page.getByRole('button', { name: 'Cambiar la contraseña' }).click()
  await theirs.page.getByText('Contraseña cambiada. Ya puedes entrar.').waitFor()
  await signIn(theirs.page, { user: 'elvira@clinica.example', password: 'la de Elvira, larga' })
  await theirs.page.getByRole('heading', { level: 1, name: /, Elvira$/ }).waitFor()
  await theirs.page.getByRole('link', { name: 'Ajustes' }).click()
  const shown = theirs.page.getByRole('navigation', { name: 'Ajustes' }).getByRole('link')
  await theirs.page.getByRole('heading', { level: 1, name: 'Mi cuenta' }).waitFor()
  expect(await shown.allInnerTexts()).toEqual(['Mi cuenta', 'Miembros'])

  await theirs.page.getByRole('button', { name: 'Activar' }).click()
  const second = theirs.page.getByRole('dialog', { name: 'Segundo paso al entrar' })
  await second.getByLabel('Contraseña').fill('la de Elvira, larga')
  await second.getByRole('button', { name: 'Continuar' }).click()
  await second.getByRole('img', { name: 'Código QR para la aplicación de códigos' }).waitFor()
  const secret = await second.getByLabel(/escribe esta clave/).inputValue()
  await second.getByRole('textbox').nth(1).pressSequentially(codeOf(secret))
  await theirs.page.getByRole('list', { name: 'Códigos de reserva' }).getByRole('listitem').first().waitFor()
  await theirs.page.getByRole('button', { name: 'Ya los he guardado' }).click()
  await theirs.page.getByText('Activado', { exact: true }).waitFor()
  expect(theirs.troubles()).toEqual([])
}, 40_000)

test('a key is shown once, and opens what it says', async () => {
  await goTo('Ajustes')
  await page.getByRole('navigation', { name: 'Ajustes' }).getByRole('link', { name: 'Claves de API' }).click()
  await page.getByRole('button', { name: 'Crear una clave' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Para qué es').fill('Formulario de la web')
  await dialog.getByLabel('Ver personas').check()
  await dialog.getByRole('button', { name: 'Crear una clave' }).click()
  const key = await dialog.getByLabel('Clave', { exact: true }).inputValue()
  const theirs = product.as(key)
  expect((await theirs('GET', '/api/v1/leads?limit=1')).status).toBe(200)
  expect((await theirs('GET', '/api/calls/status')).status).toBe(403)
  await dialog.getByRole('button', { name: 'Ya la he guardado' }).click()

  await page.getByRole('button', { name: 'Revocar «Formulario de la web»' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revocar la clave' }).click()
  await page.getByText('Clave revocada').waitFor()
})

test('STOP says at once what it did, and not one new call is placed', async () => {
  await product.sandbox('POST', '/control/settings', { call_ms: 1000 })
  await product.send('POST', '/api/calls/leads/select', { filter: { city: 'Madrid' }, selected: true })
  await goTo('Llamadas')
  await page.getByRole('button', { name: /^START/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Llamar a \d+ personas$/ })
    .click()
  await page.getByText(/^En marcha desde/).waitFor()
  await page.getByRole('region', { name: 'En curso', exact: true }).getByRole('link').first().waitFor()

  const stopped = page.waitForResponse((response) => response.url().includes('/api/calls/stop'))
  await page.getByRole('button', { name: /^STOP/ }).click()
  expect((await stopped).status()).toBe(200)
  const answeredAt = new Date().toISOString()
  await page
    .getByText(/^(Parando|Paradas)/)
    .first()
    .waitFor()
  await page
    .getByText(/^Paradas/)
    .first()
    .waitFor()
  const { body: journal } = await product.sandbox(
    'GET',
    `/control/journal?vendor=pearl&since=${encodeURIComponent(answeredAt)}`,
  )
  expect(journal.filter((line: any) => line.method === 'POST' && /\/Call$/.test(line.path))).toEqual([])
}, 60_000)

test('a hand on the keyboard is enough: search, walk, open, close, select', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await title('Personas').waitFor()
  await grid().getByRole('row').nth(2).waitFor()
  const named = async (row: number) =>
    (await grid().getByRole('row').nth(row).getByRole('gridcell').nth(1).innerText()).trim()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const second = await named(2)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: second }).waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/people\/[0-9a-f-]{36}$/)
  // The next one, with the panel open.
  await page.keyboard.press('j')
  await page.getByRole('region', { name: await named(3) }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 2 }).first().waitFor({ state: 'detached' })
  expect(new URL(page.url()).pathname).toBe('/people')
  await page.keyboard.press('x')
  await page.getByRole('region', { name: '1 seleccionada' }).waitFor()

  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Nombre, teléfono o correo' }).fill(wants.phone.slice(-9))
  await page.getByRole('option', { name: new RegExp(wants.name) }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: wants.name }).waitFor()
})

/** A figure of an import, by what stands below it. */
async function figure(name: string): Promise<number> {
  const shown = page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
  return Number((await shown.locator('dd').innerText()).replace(/\D/g, ''))
}

/** A professional's first hour of a coming day that is still free. */
async function openingHour(): Promise<{ day: string; staff: { id: string }; from: string }> {
  const { body: services } = await product.send('GET', '/api/v1/services')
  const { body: staffs } = await product.send('GET', '/api/v1/staff')
  const range = `from=${wallIn(86_400).slice(0, 10)}&to=${wallIn(7 * 86_400).slice(0, 10)}`
  for (const staff of staffs.items)
    for (const service of services.items.filter((one: any) => one.staff_ids.includes(staff.id))) {
      const address = `/api/v1/availability?service_id=${service.id}&staff_id=${staff.id}&${range}`
      const openings = new Set(Object.values<any>(staff.weekly_hours).map((hours) => hours[0]?.[0]))
      const slot = (await product.send('GET', address)).body.slots.find((one: any) =>
        openings.has(one.start.slice(11, 16)),
      )
      if (slot) return { day: slot.start.slice(0, 10), staff, from: slot.start.slice(11, 16) }
    }
  throw new Error('nobody has a free first hour in the coming week')
}

async function present<T>(wish: Promise<T | null>): Promise<T> {
  const value = await wish
  if (value === null) throw new Error('it is not on the page')
  return value
}

async function openPerson(search: string, name: string): Promise<void> {
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Nombre, teléfono o correo' }).fill(search.slice(-9))
  await page.getByRole('option', { name: new RegExp(name) }).click()
  await page.getByRole('region', { name }).waitFor()
}

/** What an authenticator shows now for this key (RFC 6238, six digits, half a minute). */
function codeOf(secret: string): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
  )
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const number = hash.readUInt32BE(hash.at(-1)! & 15) & 0x7f_ff_ff_ff
  return String(number % 1_000_000).padStart(6, '0')
}

function wallIn(seconds: number): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Madrid',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(Date.now() + seconds * 1000))
}

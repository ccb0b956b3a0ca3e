/** The first thin line: a spreadsheet of people, calls, results, an appointment, kept. Through the front door, vendors over HTTP. */
import { beforeAll, describe, expect, test } from 'vitest'
import { mostInFlight } from '../support/calls-in-flight.ts'
import { importExamples } from '../support/import-examples.ts'
import { type RunningProduct, startProduct } from '../support/product.ts'

const CITY = 'Valencia'
const CAP = 5
let product: RunningProduct

beforeAll(async () => {
  product = await startProduct()
  await product.sandbox('POST', '/control/settings', { call_ms: 120 })
  // Nobody wants to wait half a minute for the second try.
  const settings = { calls: { retrySeconds: 2 } }
  expect((await product.send('PATCH', '/api/v1/workspace', { settings })).status).toBe(200)
}, 60_000)

const wallIn = (seconds: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Madrid', dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(Date.now() + seconds * 1000),
  )

describe('from a spreadsheet to a kept appointment', () => {
  let people: any[]
  let callback: any
  let wantsAppointment: any
  /** What the person said on the phone, in their own wall time. */
  let askedFor: string

  test('five hundred rows come in, and the report names each that did not', async () => {
    const { id, preview, done } = await importExamples(product)
    expect(preview).toMatchObject({ status: 'previewed', counts: { rows: 500 } })
    const { created, updated, unchanged, skipped, rejected } = done.counts
    expect(created + updated + unchanged + skipped + rejected).toBe(500)
    expect(created).toBeGreaterThan(450)
    expect(rejected).toBeGreaterThan(0)
    const report: string = (await product.send('GET', `/api/v1/imports/${id}/report.csv`)).body
    const named = report.split(/\r?\n/).filter((line) => /\brejected\b/.test(line))
    expect(named).toHaveLength(rejected)
  })

  test('the same file again creates nothing and changes nothing', async () => {
    const { done } = await importExamples(product)
    expect(done.counts).toMatchObject({ created: 0, updated: 0 })
  })

  test('everybody of one city is selected, across pages', async () => {
    const { body } = await product.send('POST', '/api/calls/leads/select', { filter: { city: CITY }, selected: true })
    expect(body.changed).toBeGreaterThan(20)
    const { body: page } = await product.send('GET', `/api/calls/leads?city=${CITY}&status=selected&limit=500`)
    people = page.items
    expect(people).toHaveLength(body.changed)
  })

  test('START calls them, never more than the cap at once, and everybody settles', async () => {
    const phones = people.filter(
      (lead) => !/0005$|0007$|0070$|0006$|0100$|0130$|0220$|0002$/.test(lead.contact.phones[0]),
    )
    callback = phones[0]
    wantsAppointment = phones[1]
    askedFor = wallIn(15)
    const talk = (collectedInfo: Record<string, unknown>) => ({ status: 4, conversationStatus: 100, collectedInfo })
    await product.sandbox('POST', '/control/script', [
      {
        vendor: 'pearl',
        phone: callback.contact.phones[0],
        outcomes: [
          talk({ codigoVolverLlamar: 'interrupcion', horaRellamada: askedFor }),
          talk({ codigoNoInteres: 'otros' }),
        ],
      },
      {
        vendor: 'pearl',
        phone: wantsAppointment.contact.phones[0],
        outcomes: [talk({ nuevaCita: wallIn(-3600), conPack: 'true' })],
      },
    ])
    const started = await product.send('POST', '/api/calls/start', {
      max_concurrent_calls: CAP,
      expected_count: people.length,
    })
    expect(started.status, JSON.stringify(started.body)).toBe(200)
    expect(started.body).toMatchObject({ selected: people.length })

    await product.until(
      'the run to end',
      async () => (await product.send('GET', '/api/calls/status')).body.running === false,
    )
    const { body: journal } = await product.sandbox('GET', '/control/journal?vendor=pearl')
    expect(mostInFlight(journal)).toBeLessThanOrEqual(CAP)
    expect(mostInFlight(journal)).toBeGreaterThan(1)
    const { body } = await product.send('GET', `/api/calls/leads?city=${CITY}&limit=500`)
    const states = new Set(body.items.map((lead: any) => lead.call_status))
    expect([...states].filter((state) => ['selected', 'calling'].includes(state as string))).toEqual([])
  }, 120_000)

  test('who asked to be called again was called again, not before the time', async () => {
    const { body } = await product.send('GET', `/api/v1/contacts/${callback.contact.id}/timeline`)
    const placed = body.items.filter((entry: any) => entry.kind === 'call.placed')
    expect(placed).toHaveLength(2)
    const [first, second] = placed.map((entry: any) => entry.at.slice(0, 19).replace('T', ' '))
    expect(first < askedFor && askedFor <= second, `called ${first} and ${second}, asked for ${askedFor}`).toBe(true)
  })

  test('who wanted an appointment has one, it is kept, and the timeline tells it in order', async () => {
    const from = wallIn(-86_400).slice(0, 10)
    const to = wallIn(86_400).slice(0, 10)
    const { body } = await product.send('GET', `/api/v1/appointments?from=${from}&to=${to}`)
    const appointment = body.items.find(
      (one: any) => one.contact?.id === wantsAppointment.contact.id || one.contact_id === wantsAppointment.contact.id,
    )
    expect(appointment, JSON.stringify(body).slice(0, 500)).toBeDefined()
    const kept = await product.send('PATCH', `/api/v1/appointments/${appointment.id}`, { state: 'kept' })
    expect(kept.body).toMatchObject({ state: 'kept' })

    const { body: story } = await product.send('GET', `/api/v1/contacts/${wantsAppointment.contact.id}/timeline`)
    const kinds: string[] = story.items.map((entry: any) => entry.kind)
    const chapters = ['lead.imported', 'call.placed', 'call.ended', 'appointment.booked', 'appointment.kept']
    expect(kinds.filter((kind) => chapters.includes(kind))).toEqual(chapters)
    const { body: lead } = await product.send('GET', `/api/v1/leads/${wantsAppointment.id}`)
    expect(lead).toMatchObject({ status_level_1: 'Cita Agendada', status_level_2: 'Con Pack', conPack: true })
  })
})

test('after STOP not one new call is placed', async () => {
  await product.sandbox('POST', '/control/settings', { call_ms: 1000 })
  await product.send('POST', '/api/calls/leads/select', { filter: { city: 'Madrid' }, selected: true })
  const { body: run } = await product.send('POST', '/api/calls/start', { max_concurrent_calls: CAP })
  expect(run.run_id).toBeTruthy()
  await product.until('calls in flight', async () => (await product.send('GET', '/api/calls/status')).body.active > 0)
  const stopped = await product.send('POST', '/api/calls/stop')
  const answeredAt = new Date().toISOString()
  expect(stopped.status).toBe(200)
  await product.until('what was in flight to settle', async () => {
    const { body } = await product.send('GET', '/api/calls/status')
    return body.active === 0
  })
  const { body: journal } = await product.sandbox(
    'GET',
    `/control/journal?vendor=pearl&since=${encodeURIComponent(answeredAt)}`,
  )
  expect(journal.filter((line: any) => line.method === 'POST' && /\/Call$/.test(line.path))).toEqual([])
}, 60_000)

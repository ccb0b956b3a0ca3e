/** The process is killed while calls are in flight: none is lost, none is placed twice, all settle. */
import { expect, test } from 'vitest'
import { importExamples } from '../support/import-examples.ts'
import { dataFolder, startProcess } from '../support/product-process.ts'

const KILLS = Number(process.env['SOAK_KILLS'] ?? 3)
/** The demo has forty; a soak imports the five hundred first. */
const PEOPLE = Number(process.env['SOAK_PEOPLE'] ?? 30)
const DEMO_HAS = 40

test(
  `killed ${KILLS} times in the middle of a run, every person is called exactly once and settles`,
  async () => {
    const dataDir = await dataFolder()
    let product = await startProcess(dataDir)
    await product.sandbox('POST', '/control/settings', { call_ms: 400 })
    if (PEOPLE > DEMO_HAS) await importExamples(product)
    const { body: page } = await product.send('GET', '/api/calls/leads?limit=500')
    // Some of the examples have an e-mail only.
    const leads: any[] = page.items.filter((lead: any) => lead.contact.phones.length).slice(0, PEOPLE)
    expect(leads).toHaveLength(PEOPLE)
    const phones: string[] = leads.map((lead) => lead.contact.phones[0])
    const scripted = await product.sandbox(
      'POST',
      '/control/script',
      phones.map((phone) => ({ vendor: 'pearl', phone, outcomes: [{ status: 4, conversationStatus: 130 }] })),
    )
    expect(scripted.status).toBe(200)
    const started = await product.send('POST', '/api/calls/start', {
      lead_ids: leads.map((lead) => lead.id),
      max_concurrent_calls: 5,
    })
    expect(started.status, JSON.stringify(started.body)).toBe(200)

    const placed = async () => {
      const { body } = await product.sandbox('GET', '/control/journal?vendor=pearl')
      return body.filter((line: any) => line.direction === 'in' && line.method === 'POST' && /\/Call$/.test(line.path))
    }
    for (let kill = 1; kill <= KILLS; kill++) {
      const enough = Math.floor((PEOPLE * kill) / (KILLS + 1))
      await product.until(`${enough} calls placed`, async () => (await placed()).length >= enough)
      await product.kill()
      product = await startProcess(dataDir)
    }
    await product.until(
      'the run to end',
      async () => (await product.send('GET', '/api/calls/status')).body.running === false,
    )

    const dialled: string[] = (await placed()).map((line: any) => line.request.to)
    expect(dialled.toSorted()).toEqual(phones.toSorted())
    const { body: after } = await product.send('GET', '/api/calls/leads?status=completed&limit=500')
    expect(after.items.map((lead: any) => lead.id).toSorted()).toEqual(leads.map((lead) => lead.id).toSorted())
    expect(await product.stop()).toBe(0)
  },
  300_000 + KILLS * 60_000,
)

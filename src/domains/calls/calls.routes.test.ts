/** The documented routes of the call manager, through the front door. */
import { beforeAll, describe, expect, test } from 'vitest'
import { callDetail, callLeadsPage, callsPage, callsStatus } from '../../../contract/calls.ts'
import { type RunningProduct, startProduct } from '../../../test/support/product.ts'

let product: RunningProduct

beforeAll(async () => {
  product = await startProduct()
  await product.sandbox('POST', '/control/settings', { call_ms: 200 })
}, 120_000)

const leads = async (query = '') => (await product.send('GET', `/api/calls/leads${query}`)).body.items as any[]
const status = async () => callsStatus.parse((await product.send('GET', '/api/calls/status')).body)

describe('before START', () => {
  test('status says that nothing runs', async () => {
    expect(await status()).toMatchObject({ running: false, run_id: null, active: 0, in_flight: [] })
  })

  test('START without anybody selected, and with what nobody knows, is 400', async () => {
    expect(await product.send('POST', '/api/calls/start')).toMatchObject({
      status: 400,
      body: { success: false, error: { code: 'calls.nothing_selected' } },
    })
    const wrong = [
      { lead_ids: [], filter: {} },
      { max_concurrent_calls: 0 },
      { nonsense: true },
      { filter: { call_status: 'asleep' } },
    ]
    for (const body of wrong)
      expect(await product.send('POST', '/api/calls/start', body), JSON.stringify(body)).toMatchObject({
        status: 400,
        body: { error: { code: 'request.invalid' } },
      })
  })

  test('STOP is 200 also where nothing runs', async () => {
    expect(await product.send('POST', '/api/calls/stop')).toMatchObject({
      status: 200,
      body: { success: true, stopped: false, run_id: null },
    })
  })

  test('the vendor answers live, with words', async () => {
    expect(await product.send('GET', '/api/calls/test/connection?lang=en')).toMatchObject({
      status: 200,
      body: { connected: true, message: expect.stringContaining('Connected to Pearl AI') },
    })
    const { body } = await product.send('GET', '/api/calls/pearl/campaigns')
    expect(body.campaigns[0]).toMatchObject({ state: 'running', message: 'Activa' })
  })

  test('who may not read calls does not', async () => {
    expect((await product.as(null)('GET', '/api/calls/status')).status).toBe(401)
  })
})

describe('leads with their call fields', () => {
  test('have the documented columns, filters and pages', async () => {
    const { body } = await product.send('GET', '/api/calls/leads?limit=7')
    const page = callLeadsPage.parse(body)
    expect(page.items).toHaveLength(7)
    expect(page.items[0]).toMatchObject({ call_status: 'no_selected', call_priority: 3, call_attempts_count: 0 })
    const next = await product.send('GET', `/api/calls/leads?limit=7&cursor=${page.nextCursor}`)
    expect(next.body.items[0].id).not.toBe(page.items[0]!.id)
    for (const wrong of ['?status=asleep', '?limit=501', '?priority=9', '?town=Madrid', '?cursor=zzz'])
      expect((await product.send('GET', `/api/calls/leads${wrong}`)).status, wrong).toBe(400)
  })

  test('are selected and reset, each with its answer', async () => {
    const ids = (await leads('?limit=3')).map((lead) => lead.id)
    const unknown = '019ab1c2-7f00-7000-8000-000000000001'
    const selected = await product.send('POST', '/api/calls/leads/select', {
      lead_ids: [...ids, unknown],
      selected: true,
    })
    expect(selected).toMatchObject({
      status: 200,
      body: { changed: 3, skipped: [{ lead_id: unknown, reason: 'not_found' }] },
    })
    expect((await leads('?status=selected')).map((lead) => lead.id).sort()).toEqual([...ids].sort())
    expect((await product.send('POST', '/api/calls/leads/reset', { lead_ids: ids })).body).toMatchObject({ changed: 3 })
    expect(await leads('?status=selected')).toEqual([])
    expect((await product.send('POST', '/api/calls/leads/reset', {})).status).toBe(400)
  })
})

describe('a run', () => {
  test('is started once, calls, settles, and is told attempt by attempt', async () => {
    const chosen = await leads('?limit=6')
    const ids = chosen.map((lead) => lead.id)
    await product.sandbox(
      'POST',
      '/control/script',
      chosen.map((lead) => ({
        vendor: 'pearl',
        phone: lead.contact.phones[0],
        outcomes: [{ status: 4, conversationStatus: 100, summary: 'Acepta.' }],
      })),
    )
    expect((await product.send('POST', '/api/calls/start', { lead_ids: ids, expected_count: 5 })).body.error.code).toBe(
      'calls.selection_changed',
    )
    const started = await product.send('POST', '/api/calls/start', {
      lead_ids: ids,
      max_concurrent_calls: 2,
      expected_count: 6,
    })
    expect(started).toMatchObject({ status: 200, body: { success: true, selected: 6, max_concurrent_calls: 2 } })
    expect(await product.send('POST', '/api/calls/start', { lead_ids: ids })).toMatchObject({
      status: 409,
      body: { error: { code: 'calls.already_running' } },
    })
    await product.until('the run to end', async () => !(await status()).running)

    expect(await status()).toMatchObject({
      state: 'finished',
      total: 6,
      successful: 6,
      failed: 0,
      progress: 1,
      success_rate: 1,
      counts: { completed: 6 },
    })
    const { body } = await product.send('GET', `/api/v1/calls?run_id=${started.body.run_id}&limit=4`)
    const page = callsPage.parse(body)
    expect(page.items).toHaveLength(4)
    expect(page.nextCursor).not.toBeNull()
    expect(page.items[0]).toMatchObject({ state: 'settled', disposition: 'success', summary: 'Acepta.' })
    const one = await product.send('GET', `/api/v1/calls/${page.items[0]!.id}`)
    expect(callDetail.parse(one.body).id).toBe(page.items[0]!.id)
    expect((await product.send('GET', '/api/v1/calls/nobody')).status).toBe(404)
    const row = (await leads('?status=completed')).find((lead) => lead.id === ids[0])
    expect(row).toMatchObject({ call_attempts_count: 1, pearl_call_response: expect.stringContaining('Acepta.') })
  }, 60_000)
})

describe('the vendor’s webhook', () => {
  test('needs the workspace’s token, in the path or as a bearer', async () => {
    const hook = new URL(product.demo!.hooks.pearl).pathname
    const wrong = '/hooks/pearl/hk_nobody'
    const body = { to: '+34600000000', id: '7a00000000000000000000c1', status: 4, conversationStatus: 130 }
    const anybody = product.as(null)
    expect((await anybody('POST', wrong, body)).status).toBe(401)
    expect((await anybody('POST', hook, body)).body).toMatchObject({ success: true, duplicate: false })
    expect((await anybody('POST', hook, body)).body).toMatchObject({ duplicate: true })
    const token = hook.split('/').at(-1)
    const bearer = await anybody('POST', wrong, { ...body, status: 5 }, { authorization: `Bearer ${token}` })
    expect(bearer.status).toBe(200)
    // Whatever it is: it is kept, answered, and looked at later.
    expect((await anybody('POST', hook, 'no call at all', { 'content-type': 'text/plain' })).status).toBe(200)
  })
})

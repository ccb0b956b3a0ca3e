import { describe, expect, test } from 'vitest'
import { CALL_MS, PEARL_ID, simulatedPearl } from '../../test/support/simulated-pearl.ts'
import { sandboxPearl } from '../server.ts'

const { outboundId } = sandboxPearl
const pearl = simulatedPearl()
const { ask, control } = pearl

describe('leads, which it dials by itself', () => {
  const add = (lead: unknown) => ask('PUT', `/pearl/v1/Outbound/${outboundId}/Lead`, lead)

  test('a lead nobody reaches is dialled again up to the limit, each status told', async () => {
    await control('settings', { pearl: { lead_max_attempts: 2, lead_retry_ms: 5000 } })
    const { leadId } = (
      await add({ phoneNumber: '+34600000007', externalId: 'w:l:1', callData: { firstName: 'Lucía' } })
    ).json
    for (let waited = 0; waited < 4; waited++) pearl.time.advance(3000)
    await pearl.sandbox.idle()
    const told = pearl.hooks.received.filter(({ json }) => 'phoneNumber' in json).map(({ json }) => json.status)
    expect(told).toEqual([1, 20, 40, 10, 20, 40, 150])
    const lead = (await ask('GET', `/pearl/v1/Outbound/${outboundId}/Lead/${leadId}`)).json
    expect(lead).toMatchObject({
      externalId: 'w:l:1',
      status: 150,
      callsId: [expect.any(String), expect.any(String)],
      lastCall: { status: 7, name: 'Lucía' },
    })
    expect(pearl.hooks.received.filter(({ json }) => json.leadId === leadId)).toHaveLength(4)
  })

  test('it is found by its external id and by its phone', async () => {
    const { leadId } = (await add({ phoneNumber: '+34600000100', externalId: 'w:l:2' })).json
    pearl.time.advance(CALL_MS)
    const byExternal = (
      await ask('GET', `/pearl/v1/Outbound/${outboundId}/Lead/External/${encodeURIComponent('w:l:2')}`)
    ).json
    const byPhone = (
      await ask('GET', `/pearl/v1/Outbound/${outboundId}/Lead/PhoneNumber/${encodeURIComponent('+34600000100')}`)
    ).json
    expect(byExternal).toMatchObject({ id: leadId, status: 100 })
    expect(byPhone).toEqual(byExternal)
    // The nested name differs from a call's.
    expect(byPhone.collectedData.collectedInfos[0]).toMatchObject({ id: 'callResult' })
  })

  test('searched, changed, deleted; many at once, all or none', async () => {
    await add({ phoneNumber: '+34600000100', externalId: 'a' })
    const many = { leads: [{ phoneNumber: '+34600000111' }, { phoneNumber: '' }] }
    expect((await ask('POST', `/pearl/v2/Outbound/${PEARL_ID}/Leads/Add`, many)).json.errors.leads).toEqual([
      'leads[1]',
    ])
    expect(
      (await ask('POST', `/pearl/v2/Outbound/${PEARL_ID}/Leads/Add`, { leads: [{ phoneNumber: '+34600000111' }] }))
        .json,
    ).toBe(true)
    const search = (body: unknown) => ask('POST', `/pearl/v1/Outbound/${outboundId}/Leads`, body)
    const { count, results } = (await search({ skip: 0, limit: 1, isAscending: true })).json
    expect({ count, shown: results.length }).toEqual({ count: 2, shown: 1 })
    expect(
      (await ask('PUT', `/pearl/v1/Outbound/${outboundId}/Lead/${results[0].id}`, { status: 220 })).json.status,
    ).toBe(220)
    expect((await search({ status: 220 })).json.count).toBe(1)
    expect(
      (await ask('DELETE', `/pearl/v1/Outbound/${outboundId}/Leads/External`, { leadExternalIds: ['a'] })).json,
    ).toBe(true)
    expect((await search({})).json.count).toBe(1)
  })
})

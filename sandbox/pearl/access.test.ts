import { describe, expect, test } from 'vitest'
import { PEARL_ID, simulatedPearl } from '../../test/support/simulated-pearl.ts'
import { sandboxPearl } from '../server.ts'

const { accountId, secretKey, outboundId, pausedOutboundId } = sandboxPearl
const pearl = simulatedPearl()
const { ask, control, call, state } = pearl

describe('who is let in', () => {
  test.each([
    ['nobody', ''],
    ['the secret alone', `Bearer ${secretKey}`],
    ['the word AccountId from the documentation', `Bearer AccountId:${secretKey}`],
    ['a pair that does not match', `Bearer 7a00000000000000000000ff:${secretKey}`],
    ['Basic', `Basic ${btoa(`${accountId}:${secretKey}`)}`],
    ['base64 of the pair', `Bearer ${btoa(`${accountId}:${secretKey}`)}`],
  ])('%s: 401', async (_who, authorization) => {
    expect((await ask('GET', '/pearl/v1/Account', undefined, { authorization })).status).toBe(401)
  })

  test('the right pair: the account', async () => {
    expect((await ask('GET', '/pearl/v1/Account')).json).toMatchObject({ totalAgents: 20, status: 1 })
  })
})

describe('the verbs of both versions', () => {
  const id = outboundId
  test.each([
    [
      'PUT',
      `/pearl/v1/Outbound/${id}/Lead`,
      'POST',
      `/pearl/v2/Outbound/${PEARL_ID}/Lead`,
      { phoneNumber: '+34600000111' },
    ],
    ['POST', `/pearl/v1/Outbound/${id}/Active`, 'PUT', `/pearl/v2/Pearl/${PEARL_ID}/Active`, { isActive: true }],
  ])('%s %s, and %s %s; each refuses the other’s with 405', async (verb1, path1, verb2, path2, body) => {
    expect((await ask(verb1, path1, body)).status).toBe(200)
    expect((await ask(verb2, path2, body)).status).toBe(200)
    expect(await ask(verb2, path1, body)).toMatchObject({ status: 405, allow: verb1 })
    expect((await ask(verb1, path2, body)).status).toBe(405)
  })

  test('v2 makes no calls: neither Make Call nor CallRequest is there', async () => {
    expect((await ask('POST', `/pearl/v2/Pearl/${PEARL_ID}/Call`, { to: '+34600000111' })).status).toBe(404)
    expect((await ask('GET', '/pearl/v2/Outbound/CallRequest/7a00000000000000000000e1')).status).toBe(404)
  })

  test('an outbound id is no pearl id', async () => {
    expect((await ask('GET', `/pearl/v2/Pearl/${outboundId}`)).status).toBe(400)
    expect((await ask('GET', `/pearl/v1/Outbound/${PEARL_ID}`)).status).toBe(400)
    expect((await ask('GET', `/pearl/v2/Pearl/${PEARL_ID}`)).json).toMatchObject({
      id: PEARL_ID,
      type: 2,
      status: 1,
      totalOnQueue: null,
    })
  })

  test('running and pausing answer a bare number', async () => {
    expect((await ask('POST', `/pearl/v1/Outbound/${id}/Active`, { isActive: false })).json).toBe(2)
    expect((await ask('POST', `/pearl/v1/Outbound/${id}/Active`, { isActive: true })).json).toBe(1)
  })
})

describe('what it refuses', () => {
  const problemAt = (field: string) => ({ status: 400, json: { status: 400, errors: { [field]: expect.any(Array) } } })

  test.each([
    ['an empty phone', { to: '' }, 'to'],
    ['no phone', {}, 'to'],
    ['a phone that is a number', { to: 34600000111 }, 'to'],
    ['words', { to: 'llámame' }, 'to'],
    ['call data that is a list', { to: '+34600000111', callData: [] }, 'callData'],
    ['a body that is no JSON', '{"to":', '$'],
  ])('%s', async (_what, body, field) => {
    expect(await ask('POST', `/pearl/v1/Outbound/${outboundId}/Call`, body)).toMatchObject(problemAt(field))
    expect((await state()).calls).toEqual([])
  })

  test('a body that says it is something else: 415', async () => {
    expect(
      (await ask('POST', `/pearl/v1/Outbound/${outboundId}/Call`, '{}', { 'content-type': 'text/plain' })).status,
    ).toBe(415)
  })

  test('a campaign that is paused, an account without credits, one it does not know', async () => {
    const paused = await ask('POST', `/pearl/v1/Outbound/${pausedOutboundId}/Call`, { to: '+34600000111' })
    expect(paused).toMatchObject({
      status: 400,
      json: { errors: { validation: [expect.stringContaining('inactive')] } },
    })

    await control('settings', { pearl: { account_status: 3 } })
    expect((await ask('GET', '/pearl/v1/Account')).json).toMatchObject({ status: 3, creditBalance: 0 })
    expect((await call('+34600000111')).json.errors.validation[0]).toMatch(/credits/)

    const nowhere = `/pearl/v1/Outbound/7a00000000000000000000ff/Call`
    expect((await ask('POST', nowhere, { to: '+34600000111' })).status).toBe(400)
    await control('settings', { pearl: { unknown_outbound_404: true } })
    expect((await ask('POST', nowhere, { to: '+34600000111' })).status).toBe(404)
    expect((await state()).calls).toEqual([])
  })

  test.each(['', 'x', '7a', '7a00000000000000000000e9', '%2e%2e'])('the id "%s" of no call', async (id) => {
    expect((await ask('GET', `/pearl/v1/Call/${id}x`)).status).toBe(400)
    expect((await ask('GET', `/pearl/v1/Outbound/CallRequest/${id}x`)).status).toBe(400)
  })
})

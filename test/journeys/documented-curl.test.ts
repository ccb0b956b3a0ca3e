/** The call that integrators of the documented result API already make: theirs, with our address and a key. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { type RunningProduct, startProduct } from '../support/product.ts'

let product: RunningProduct
beforeAll(async () => {
  product = await startProduct({ start: { roles: ['api'] } })
}, 60_000)

/** As printed, but for the host and the key. */
const curl = async (...more: string[]) => {
  const { stdout } = await promisify(execFile)('curl', [
    '-s',
    '-w',
    '\n%{http_code}',
    '-X',
    'POST',
    `${product.url}/api/actualizar_resultado`,
    '-H',
    'Content-Type: application/json',
    ...more,
    '-d',
    `{
    "telefono": "600123456",
    "status_level_1": "Volver a llamar",
    "codigoVolverLlamar": "buzon",
    "horaRellamada": "2025-07-06 12:00"
  }`,
  ])
  const at = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(at + 1)), body: JSON.parse(stdout.slice(0, at)) }
}

test('the documented curl is answered as documented, and leaves what it says', async () => {
  const { status, body } = await curl('-H', `X-API-KEY: ${product.apiKey}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    success: true,
    message: expect.any(String),
    applied: expect.arrayContaining(['status_level_1', 'codigoVolverLlamar', 'horaRellamada']),
    ignored: [],
    requested_at: '2025-07-06T12:00:00+02:00',
  })
  const { body: lead } = await product.send('GET', `/api/v1/leads/${body.lead_id}`)
  expect(lead).toMatchObject({
    status_level_1: 'Volver a llamar',
    status_level_2: 'buzón',
    next_call_at: body.next_call_at,
  })

  const again = await curl('-H', `X-API-KEY: ${product.apiKey}`)
  expect([again.status, again.body.applied]).toEqual([200, []])
})

test('without the key it is turned away and nothing is written', async () => {
  const { status, body } = await curl()
  expect([status, body.success, body.error.code]).toEqual([401, false, 'auth.required'])
})

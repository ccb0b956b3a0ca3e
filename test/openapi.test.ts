/** The API's description of itself is a valid OpenAPI 3.1 document and leaves nothing out. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { SCOPES } from '../contract/access.ts'
import { type RunningProduct, startProduct } from './support/product.ts'

let product: RunningProduct
let document: any

beforeAll(async () => {
  product = await startProduct({ start: { roles: ['api'] } })
  document = (await product.as(null)('GET', '/openapi.json')).body
}, 60_000)

const operations = () =>
  Object.entries<Record<string, any>>(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ name: `${verb.toUpperCase()} ${path}`, operation })),
  )

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document))
  expect(result.errors).toBeUndefined()
  expect([result.valid, document.openapi]).toEqual([true, '3.1.0'])
})

test('every operation says in a sentence what it does and who may call it', () => {
  for (const { name, operation } of operations()) {
    expect(operation.summary, name).toBeTruthy()
    expect(operation.tags?.length, name).toBeGreaterThan(0)
    expect(operation.description, name).toBeTruthy()
    if (operation['x-scope']) expect(SCOPES, name).toContain(operation['x-scope'])
  }
})

test('every operation has an answer for success and the one error body', () => {
  for (const { name, operation } of operations()) {
    const codes = Object.keys(operation.responses)
    expect(
      codes.some((code) => /^(2|default)/.test(code)),
      name,
    ).toBe(true)
    expect(operation.responses['4XX']?.content['application/json'].schema, name).toEqual({
      $ref: '#/components/schemas/Error',
    })
  }
})

test('the readable page carries its own script and asks nobody else', async () => {
  const page = await product.as(null)('GET', '/docs')
  expect(page.status).toBe(200)
  expect(page.body).not.toMatch(/(src|href)="https?:/)
  const script = await product.as(null)('GET', '/docs/scalar.js')
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
})

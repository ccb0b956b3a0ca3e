import { describe, expect, test } from 'vitest'
import { keptHeaders } from './headers.rules.ts'

describe('the headers kept beside a delivery', () => {
  test('are those that help to read it', () => {
    expect(keptHeaders({ 'Content-Type': 'application/json', 'user-agent': 'Pearl/2' })).toEqual({
      'content-type': 'application/json',
      'user-agent': 'Pearl/2',
    })
  })

  test('hold no credential, by whatever name it travels', () => {
    const secrets = {
      authorization: 'Bearer abc',
      cookie: 'session=abc',
      'x-api-key': 'abc',
      'x-nlpearl-credential': 'abc',
      'x-nlpearl-secret': 'abc',
      'x-new-vendor-proof': 'abc',
    }
    expect(keptHeaders(secrets)).toEqual({})
  })

  test('are cut where somebody sends a page in one', () => {
    expect(keptHeaders({ 'user-agent': 'x'.repeat(5000) })['user-agent']).toHaveLength(500)
  })
})

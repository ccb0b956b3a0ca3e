import { describe, expect, test } from 'vitest'
import { type Fault, makeFaults } from './faults.ts'

const fault = (part: Partial<Fault>): Fault => ({ vendor: 'pearl', kind: 'status', ...part })
const meets = (part: Partial<Fault>, method: string, path: string) => {
  const faults = makeFaults()
  faults.add([fault(part)])
  return faults.forRequest('pearl', method, path) !== undefined
}

describe('which requests a fault meets', () => {
  test.each([
    [{}, true],
    [{ vendor: 'odoo' }, false],
    [{ match: { method: 'post' } }, true],
    [{ match: { method: 'GET' } }, false],
    [{ match: { path: '/call' } }, true],
    [{ match: { path: '*/Call' } }, true],
    [{ match: { path: '*/Call' }, kind: 'lose_webhook' }, false],
    [{ match: { path: '/pearl/v1/Outbound/*/Calls' } }, false],
    [{ match: { path: 'CallRequest' } }, false],
  ] satisfies [Partial<Fault>, boolean][])('%j meets POST …/Call: %s', (part, expected) => {
    expect(meets(part, 'POST', '/pearl/v1/Outbound/7a/Call')).toBe(expected)
  })
})

test('every third is met, two in all', () => {
  const faults = makeFaults()
  faults.add([fault({ every: 3, times: 2 })])
  const met = Array.from({ length: 12 }, () => faults.forRequest('pearl', 'GET', '/pearl/v1/Account') !== undefined)
  expect(met.flatMap((yes, at) => (yes ? [at + 1] : []))).toEqual([3, 6])
})

test('several faults may meet one webhook, by its address or by its event', () => {
  const faults = makeFaults()
  faults.add([
    fault({ kind: 'duplicate_webhook', match: { path: 'call.end' } }),
    fault({ kind: 'delay_webhook', match: { path: '/hooks/' } }),
  ])
  expect(faults.forWebhook('pearl', 'call.end', '/hooks/pearl/x').map((one) => one.kind)).toEqual([
    'duplicate_webhook',
    'delay_webhook',
  ])
  expect(faults.forWebhook('pearl', 'call.start', '/hooks/pearl/x').map((one) => one.kind)).toEqual(['delay_webhook'])
  faults.clear()
  expect(faults.forWebhook('pearl', 'call.end', '/hooks/pearl/x')).toEqual([])
})

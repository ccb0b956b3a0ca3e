import { expect, test } from 'vitest'
import { amountOf, priceOf, sayPrice } from './price.ts'

test('minor units follow the currency', () => {
  expect(amountOf({ amount_minor: 500_000, currency: 'ARS' })).toBe(5000)
  expect(amountOf({ amount_minor: 15_000, currency: 'CLP' })).toBe(15_000)
  expect(priceOf(45.5, 'EUR')).toEqual({ amount_minor: 4550, currency: 'EUR' })
  expect(priceOf(15_000, 'CLP')).toEqual({ amount_minor: 15_000, currency: 'CLP' })
})

test('whole prices are said without cents', () => {
  expect(sayPrice({ amount_minor: 4500, currency: 'EUR' }, 'es').replace(/\s/g, ' ')).toBe('45 €')
  expect(sayPrice({ amount_minor: 4550, currency: 'EUR' }, 'es').replace(/\s/g, ' ')).toBe('45,50 €')
})

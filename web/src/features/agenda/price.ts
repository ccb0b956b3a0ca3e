/** Prices between minor units, as the server keeps them, and what people write: a peso of Chile has no cents. */

export interface Price {
  amount_minor: number
  currency: string
}

/** What one whole unit has of minor ones; 100 while the code is still being typed. */
function minorIn(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 100
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return 10 ** maximumFractionDigits
}

export const amountOf = ({ amount_minor, currency }: Price): number => amount_minor / minorIn(currency)
export const priceOf = (amount: number, currency: string): Price => ({
  amount_minor: Math.round(amount * minorIn(currency)),
  currency,
})

export const sayPrice = (price: Price, language: string): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: price.currency,
    useGrouping: 'always',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amountOf(price))
